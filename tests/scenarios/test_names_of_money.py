"""Money is named by the contracts of its own month, paid or in shadow, whatever regime begins when."""

from collections import Counter

import pandas as pd
import pytest

import scenarios
from abm.regimes.regime import Regime
from abm.regimes.transition import Transition
from abm.vocabulary import SEGMENTS
from scenarios.files.regime_files import load_regime
from scenarios.questions.gaps import gaps
from scenarios.runs.money_tables import money
from tests.generators.places import small_place
from tests.generators.runs import TODAY, run

PLACE = small_place(people=600)
FEWER_NAMES = load_regime("everybody-on-block")


def later(regime: Regime, **pace: object) -> Regime:
    """A regime that begins in the second April of a run, at a pace."""
    return regime.model_copy(update={"transition": Transition.model_validate({"start_month": 12, **pace})})


def by_name(table, shadow: str = ""):
    """Pence by month, contract and element, of what was paid or of one shadow."""
    before = f"{shadow}: " if shadow else ""
    rows = table[table.shadow == bool(shadow)]
    names = (str(contract).removeprefix(before) for contract in rows.contract)
    return Counter(
        dict(rows.groupby([rows.month.astype(str), list(names), rows.element.astype(str)]).pence.sum())
    )


PACES = {
    "all at once": {},
    "in phases": {"pace": "T2", "phases": (0.5, 1.0)},
    "shadow year first": {"pace": "T3", "start_month": 24},
    "by segment": {"pace": "T4", "segments": (SEGMENTS[:4], SEGMENTS[4:])},
}


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
@pytest.mark.parametrize("other", [FEWER_NAMES, load_regime("everybody-by-activity")], ids=lambda r: r.id)
def test_before_it_begins_a_shadow_owes_what_is_paid_name_by_name(other, pace):
    regime = later(other, **pace)
    months = 27 if pace.get("pace") == "T3" else 14
    table = money(run(PLACE, TODAY, months=months, behaviour=False, shadows=(regime,)))
    first_year = table[table.month.astype(str) < "2018-04"]
    assert by_name(first_year, regime.id) == by_name(first_year)
    owed = {str(name) for name in table[table.shadow & (table.month.astype(str) >= "2019-04")].contract}
    assert owed <= {f"{regime.id}: {c.id}" for c in regime.contracts}


def test_a_shadow_year_is_named_by_what_it_owes_and_then_paid_under_the_same_names():
    regime = later(FEWER_NAMES, pace="T3", start_month=24)
    table = money(run(PLACE, regime, months=25, behaviour=False))
    own = {c.id for c in regime.contracts}
    when = table.month.astype(str)
    shadow_year = table[table.shadow & (when >= "2018-04") & (when < "2019-04")]
    assert {str(c).removeprefix(f"{regime.id}: ") for c in shadow_year.contract} <= own
    assert set(table[~table.shadow & (when >= "2019-04")].contract.astype(str)) <= own


NOBODY = """
title = "Contracts that bind nobody"
transition = {{ start_month = {start} }}
[contracts.a]
payer = "other_commissioners"
payees = ["acute_trust"]
scope = {scope}
elements.e = {element}
"""
SCOPES = ('{ boroughs = ["riverside"] }', '{ sub_systems = ["TOWN"] }', '{ boroughs = ["hillside"] }')
ELEMENTS = ('{ form = "block", pounds_per_year = 5.0 }', '{ form = "tariff", prices = { NEL = 5.0 } }')


@pytest.mark.parametrize("start", [0, 12])
@pytest.mark.parametrize(("scope", "element"), [*zip(SCOPES, ELEMENTS * 2, strict=False)])
def test_a_regime_that_binds_nobody_pays_nothing_and_is_saved(tmp_path, scope, element, start):
    file = tmp_path / "nobody.toml"
    file.write_text(NOBODY.format(start=start, scope=scope, element=element))
    changes = {"regime": str(file), "reference": "east-london-today", "programme": "none"}
    ran = scenarios.run(
        scenarios.load_scenario("small-town-today").changed(**changes, months=start + 3, sample=0.02)
    )
    paid = pd.read_parquet(ran.save(tmp_path / "results") / "money.parquet")
    assert not (paid.month.astype(str) >= f"{2017 + start // 12}-04").any()
    assert len(paid) > 0 or start == 0
    assert gaps(file, "small_town")[-1] == "contract 'a' binds nobody"
