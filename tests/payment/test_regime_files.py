"""Regime files: those that come with payscape work anywhere; a faulty one is refused in one line."""

from dataclasses import replace

import pytest

from abm.contracts.contract import LEAD, MONEY_HOLDERS, PAYEE_KINDS
from abm.contracts.gaps import idle, paid_twice, unpaid
from abm.contracts.settlement import Settlement
from abm.contracts.whom import cohorts_of
from abm.flows import DELIVERED_BY_KIND
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost
from abm.payment.tariff import Tariff
from abm.vocabulary import POD
from scenarios.errors import InputError
from scenarios.files.regime_files import REGIME, load_regime, read_contracts, regime_names
from tests.payment.tiny_place import INDEX, tiny, told_apart, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 11)
GOOD = """
title = "One"
[contracts.acute]
payer = "commissioner"
payees = ["acute_trust"]
[contracts.acute.elements.tariff]
form = "tariff"
marginal_rate = 0.7
[contracts.acute.elements.tariff.prices]
AE = 150.0
NEL = 2100.0
"""


def written(folder, text, name="mine.toml"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def plausible(flows):
    """Keep what can happen: social care and the like serve their own borough, and no outsiders."""
    kept = flows.delivered.copy()
    for i, organisation in enumerate(PLACE.organisations):
        mine = LINES.organisation == i
        if organisation.kind in ("social_care", "community", "mental_health", "voluntary_sector"):
            kept[mine & (LINES.pod != POD["AE"]), :, -1] = 0
        if organisation.kind == "social_care":
            kept[mine, :, 1 - organisation.borough] = 0
    return replace(flows, delivered=kept)


def bound_to_a_place(name):
    """Whether a regime names boroughs, sub-systems, organisations or trusts elsewhere, as few places have."""
    words = {*PAYEE_KINDS, *MONEY_HOLDERS, LEAD}
    found = load_regime(name).contracts
    scopes = [c.scope for c in found]
    if any(s.boroughs or s.sub_systems or s.providers != "any" for s in scopes):
        return True
    return any(set(c.payees) - words for c in found)


ANYWHERE = [name for name in regime_names() if not bound_to_a_place(name)]


@pytest.mark.parametrize("name", ANYWHERE)
def test_every_regime_pays_for_all_that_is_done_once_and_loses_no_penny(name):
    regime = load_regime(name)
    lead = regime.governance.lead_kind
    months, total = told_apart(MONTHS, cohorts_of(regime.contracts))
    s = Settlement(PLACE, LINES, regime.contracts, total, lead)
    assert unpaid(s, plausible(total)) == []
    assert paid_twice(s) == []
    assert idle(s) == []
    book = Book(accounts_of([o.id for o in PLACE.organisations]))
    for i, month in enumerate(months):
        p = s.settle(month)
        book.post(i, "contract", p.payer, p.payee, p.pence, p.contract, p.element)
    assert made_or_lost(book) == 0
    earners = [i for i, o in enumerate(PLACE.organisations) if o.kind in DELIVERED_BY_KIND]
    leads = [i for i, o in enumerate(PLACE.organisations) if o.id in ("TRUST-A", "TRUST-B")]
    assert all(book.balances()[i] > 0 for i in earners if i not in leads)


@pytest.mark.parametrize("name", regime_names())
def test_every_number_in_a_regime_file_has_a_comment(name):
    for row in (REGIME.folder / f"{name}.toml").read_text().splitlines():
        value = row.split("#")[0]
        if "=" in value and any(c.isdigit() for c in value.split("=", 1)[1]) and '"' not in value:
            assert "#" in row or value.startswith("start_month"), row


def test_a_lead_is_paid_at_the_start_what_its_members_cost_today():
    today, led = (load_regime(n) for n in ("east-london-today", "capitation-practice-led"))
    a, b = (Settlement(PLACE, LINES, r.contracts, TOTAL, r.governance.lead_kind) for r in (today, led))
    ids = [c.id for c in led.contracts]
    whole = next(g for g in b.groups if ids[g.contract] == "whole_population")
    received = b.owed(b.outturn, 1.0)[whole.due].sum()
    old = {"acute", "community", "mental_health", "voluntary"}
    cost = sum(a.owed(a.outturn, 1.0)[g.due].sum() for g in a.groups if a.contracts[g.contract].id in old)
    # proactive care in the community's block and the walk-in rate are not in the capitation's basket
    assert received == pytest.approx(cost, rel=0.02)


def test_what_extends_another_changes_only_what_it_names(tmp_path):
    file = written(
        tmp_path,
        'title = "Mine"\nextends = "east-london-today"\ndrop = ["voluntary", "primary_care.other"]\n'
        "[contracts.acute.elements.tariff]\nmarginal_rate = 1.0\nprices = { NEL = 2200.0 }\n"
        '[contracts.community.elements.block]\nform = "block"\npounds_per_year = 5.0\n',
    )
    mine, base = ({c.id: c for c in load_regime(x).contracts} for x in (file, "east-london-today"))
    assert set(base) - set(mine) == {"voluntary"}
    assert set(base["primary_care"].elements) - set(mine["primary_care"].elements) == {"other"}
    old, new = base["acute"].elements["tariff"], mine["acute"].elements["tariff"]
    assert isinstance(old, Tariff)
    assert new == old.model_copy(update={"marginal_rate": 1.0, "prices": {**old.prices, "NEL": 2200.0}})
    assert mine["community"].elements["block"].model_dump(exclude_defaults=True) == {"pounds_per_year": 5.0}


def test_a_regime_may_extend_a_file_beside_it(tmp_path):
    written(tmp_path, GOOD, "base.toml")
    file = written(tmp_path, 'title = "Child"\nextends = "base.toml"\n', "child.toml")
    assert load_regime(file).title == "Child"
    assert [c.id for c in load_regime(file).contracts] == ["acute"]


def test_a_programme_brings_contracts_of_its_own():
    table = {
        "shift": {
            "payer": "commissioner",
            "payees": ["COMM"],
            "elements": {"b": {"form": "block", "pounds_per_year": 12e3}},
        }
    }
    regime = load_regime("east-london-today")
    extra = read_contracts(table, "scenario.toml", "programme.contracts")
    s = Settlement(PLACE, LINES, (*regime.contracts, *extra), TOTAL)
    p = s.settle(MONTHS[0])
    mine = p.contract == len(regime.contracts)
    assert p.pence[mine].tolist() == [100_000, 100_000]
    assert set(p.payee[mine].tolist()) == {INDEX["COMM"]}


def test_a_name_that_is_none_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="did you mean 'east-london-today'"):
        load_regime("east-london-todya")
    with pytest.raises(InputError):
        load_regime("../regimes/east-london-today")
