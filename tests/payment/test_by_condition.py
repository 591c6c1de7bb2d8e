"""Contracts by condition: nobody paid for twice, nobody left out, and the same whatever order they are in."""

import numpy as np
import pytest

from abm.cohorts import by_first
from abm.contracts.contract import Contract
from abm.contracts.marginal import this_year
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.contracts.whom import cohorts_of
from abm.payment.capitation import Capitation
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.personal_budget import PersonalBudget
from abm.payment.tariff import Tariff
from abm.regimes import Regime
from abm.regimes.handover import handed_over
from abm.regimes.transition import Transition
from abm.vocabulary import POD
from scenarios.errors import InputError
from scenarios.files.regime_files import load_regime
from scenarios.questions.gaps import gaps
from tests.payment.tiny_place import INDEX, flows, tiny, told_apart

PLACE, LINES = tiny()
DIABETES, LUNGS = ("diabetes",), ("copd", "heart_failure")
COUNTED = by_first([DIABETES, LUNGS])
PRICE = {"tariff": Tariff(prices={"NEL": 2000.0, "AE": 150.0})}


MONTHS, TOTAL = told_apart([flows(PLACE, LINES, seed) for seed in range(12)], COUNTED)


def contract(name, payee="acute_trust", elements=None, **scope):
    return Contract(
        id=name, payer="commissioner", payees=(payee,), elements=elements or PRICE, scope=Scope(**scope)
    )


SPLIT = (
    contract("sugar", conditions=DIABETES),
    contract("lungs", conditions=LUNGS),
    contract("rest", conditions_out=(*DIABETES, *LUNGS)),
)


def paid(*contracts):
    """Pence by payer and payee of every month."""
    settlement = Settlement(PLACE, LINES, contracts, TOTAL)
    table = np.zeros((12, len(PLACE.organisations), len(PLACE.organisations)), np.int64)
    for table_of, month in zip(table, MONTHS, strict=True):
        p = settlement.settle(month)
        np.add.at(table_of, (p.payer, p.payee), p.pence)
    return table


def activity(contract, *others):
    settlement = Settlement(PLACE, LINES, (contract, *others), TOTAL)
    return settlement.meter.read(TOTAL)[settlement.groups[0].rows]


def test_a_tariff_split_by_condition_at_one_price_comes_to_the_same_pence():
    whole = paid(contract("all"))
    assert np.array_equal(paid(*SPLIT), whole)
    assert whole.any()


def test_the_order_of_contracts_changes_nothing():
    assert np.array_equal(paid(*SPLIT), paid(*SPLIT[::-1]))
    assert cohorts_of(SPLIT) == cohorts_of(SPLIT[::-1]) == COUNTED
    for one in SPLIT:
        others = [c for c in SPLIT if c is not one]
        assert np.array_equal(activity(one, *others), activity(one, *others[::-1]))


def test_somebody_of_two_cohorts_is_of_the_first_only_where_both_are_paid_for():
    fee = {"fee": FeeForService(prices={"NEL": 2000.0})}
    lungs = contract("lungs", elements=fee, conditions=LUNGS)
    both, alone = activity(lungs, SPLIT[0]), activity(lungs)
    of_both = TOTAL.by_cohort.delivered[3, LINES.line[INDEX["TRUST-A"], POD["NEL"]], 0]
    assert alone[0] - both[0] == 2000 * of_both > 0


def test_people_with_a_condition_are_counted_by_territory_and_by_list():
    a_head = {"sum": Capitation(pounds_per_person_year=120.0)}
    people = TOTAL.by_cohort.people
    sugar = people[:, [1, 3]].sum(axis=1)
    community = contract("c", "community", a_head, conditions=DIABETES)
    assert activity(community) == pytest.approx(sugar.sum(axis=0))
    practices = contract("p", "gp_practice", a_head, conditions=DIABETES)
    assert activity(practices) == pytest.approx(sugar.sum(axis=1))


def test_the_marginal_pound_is_the_price_by_the_share_of_the_people_covered():
    s = Settlement(PLACE, LINES, SPLIT[:1], TOTAL)
    found = this_year(s, s.forecast(), 0.0)
    nel = LINES.pod == POD["NEL"]
    share = TOTAL.by_cohort.delivered[[1, 3]][:, nel].sum() / TOTAL.by_borough[nel].sum()
    row = found.rows
    assert row.recorded[row.payee == INDEX["TRUST-A"], POD["NEL"]] == pytest.approx(2000 * share)


def test_split_in_parts_a_price_is_worth_what_it_is_whole():
    tables = []
    for contracts in (SPLIT, (contract("all"),)):
        s = Settlement(PLACE, LINES, contracts, TOTAL)
        tables.append(this_year(s, s.forecast(), 0.05).income)
    assert np.allclose(tables[0], tables[1])


def test_expected_activity_is_shared_as_what_was():
    expected = TOTAL.by_borough * 1.0
    nel = np.flatnonzero(LINES.pod == POD["NEL"])
    expected[nel] *= 1.1
    told = TOTAL.by_cohort.expecting(TOTAL.by_borough, expected)
    assert sorted(told.lines) == sorted(nel)
    assert np.allclose(told.activity(np.arange(4)), expected)
    assert np.allclose(told.activity(np.array([1]))[nel], 1.1 * TOTAL.by_cohort.delivered[1][nel])


@pytest.mark.parametrize(
    ("contracts", "said"),
    [
        ((SPLIT[1], contract("b", conditions=["copd"])), "share 'copd' and differ"),
        ((SPLIT[1], contract("r", conditions_out=["copd"])), "leave out 'heart_failure' as well"),
        (
            (contract("a", conditions_out=["msk", "copd"]), contract("b", conditions_out=["msk"])),
            "share 'msk'",
        ),
    ],
)
def test_conditions_that_cross_are_refused(contracts, said):
    with pytest.raises(ValueError, match=said):
        Settlement(PLACE, LINES, contracts, TOTAL)
    with pytest.raises(ValueError, match=said):
        Regime(id="r", title="R", contracts=contracts)


def test_what_nobody_counted_cannot_be_paid_for():
    with pytest.raises(ValueError, match="nobody counted people by condition"):
        Settlement(PLACE, LINES, SPLIT, flows(PLACE, LINES, 1))
    with pytest.raises(ValueError, match="nobody counted people with cancer apart"):
        Settlement(PLACE, LINES, [contract("c", conditions=["cancer"])], TOTAL)


BUDGET = PersonalBudget(pounds_per_week=200.0, pounds_per_hour=18.0, pounds_per_contact=30.0)
SAVING = GainShare(unit_prices={"NEL": 1.0}, gain_share=0.5)
WEIGHTED = Capitation(pounds_per_person_year=1.0, segment_weights={"end_of_life": 2.0})


@pytest.mark.parametrize(
    ("payee", "element", "said"),
    [
        ("gp_practice", SAVING, "a practice's population_use is not counted by condition"),
        ("social_care", BUDGET, "is not counted by condition"),
        ("community", WEIGHTED, "leave out segment_weights"),
    ],
)
def test_what_is_not_counted_by_condition_is_refused(payee, element, said):
    with pytest.raises(ValueError, match=said):
        contract("c", payee, {"e": element}, conditions=DIABETES)


def test_contracts_by_condition_go_by_phases_and_not_by_segment():
    new = {"e": FeeForService(prices={"NEL": 1500.0})}
    regime = Regime(
        id="new",
        title="New",
        contracts=(contract("sugar", elements=new, conditions=DIABETES),),
        transition=Transition(pace="T2", start_month=0, phases=(0.5, 1.0)),
    )
    old = Regime(id="old", title="Old", contracts=(contract("all"),))
    assert [c.id for c in handed_over(old, regime, 1).contracts] == ["all", "sugar"]
    by_segment = Transition(pace="T4", start_month=0, segments=(("end_of_life",),))
    with pytest.raises(ValueError, match="go by phases"):
        Regime(id="r", title="R", contracts=regime.contracts, transition=by_segment)
    moving = Regime(id="m", title="M", contracts=old.contracts, transition=by_segment)
    with pytest.raises(ValueError, match="'sugar' goes by condition"):
        handed_over(regime, moving, 1)


ACUTE = '[contracts.acute.scope]\nconditions_out = ["diabetes"]\n'
ONE = (
    '[contracts.one]\npayer = "commissioner"\npayees = ["acute_trust"]\n'
    '[contracts.one.elements.e]\nform = "tariff"\n'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('scope = { conditions = ["diabets"] }', "unknown condition 'diabets'"),
        (
            'scope = { conditions = ["diabetes"], segments = ["end_of_life"] }',
            "segments or conditions, not both",
        ),
        (
            'scope = { conditions = ["copd"], conditions_out = ["msk"] }',
            "conditions or conditions_out, not both",
        ),
        ("scope = { conditions = 3 }", "3 is not a list"),
        ('scope = { condition = ["copd"] }', "conditions"),
    ],
)
def test_a_broken_scope_is_one_line_that_names_the_key(tmp_path, text, said):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Mine"\nextends = "east-london-today"\n[contracts.acute]\n{text}\n')
    with pytest.raises(InputError) as fault:
        load_regime(file)
    assert said in str(fault.value)
    assert "mine.toml: contracts.acute.scope" in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ACUTE, "OUT for people of riverside, hillside with diabetes"),
        (
            ONE + 'prices = { NEL = 1.0 }\n[contracts.one.scope]\nconditions = ["copd"]\n',
            "acute.tariff and one.e both pay TGH, OUT for NEL for people with copd",
        ),
        (ACUTE + ONE + 'prices = { NEL = 1.0 }\n[contracts.one.scope]\nconditions = ["diabetes"]\n', "AE"),
    ],
)
def test_check_names_the_people_who_are_paid_for_twice_or_by_nobody(tmp_path, text, said):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Mine"\nextends = "east-london-today"\n{text}')
    found = gaps(file, "small_town")
    assert any(said in line for line in found), found
    assert not any("none of" in line for line in found)


def test_a_contract_for_some_and_one_for_the_rest_leave_nobody_out(tmp_path):
    file = tmp_path / "mine.toml"
    text = ACUTE + ONE + "market_forces_factor = 1.2\n[contracts.one.scope]\nconditions = ['diabetes']\n"
    prices = "AE = 150.0, NEL = 2100.0, NELST = 700.0, XBD = 250.0, OPFA = 165.0, OPFUP = 75.0, NF2F = 25.0"
    text = text.replace(
        "market_forces", f"prices = {{ {prices}, AG = 25.0, DC = 800.0, EL = 3900.0 }}\nmarket_forces"
    )
    file.write_text(f'title = "Mine"\nextends = "east-london-today"\n{text}')
    assert gaps(file, "small_town") == []
