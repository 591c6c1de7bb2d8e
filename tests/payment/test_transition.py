"""The pace of change: steps, gates, and what is in force on the way; nothing twice, nothing left out."""

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.gaps import paid_twice, unpaid
from abm.contracts.in_part import InPart, whole
from abm.contracts.marginal import this_year
from abm.contracts.settlement import Settlement
from abm.payment.block import Block
from abm.payment.fee_for_service import FeeForService
from abm.payment.tariff import Tariff
from abm.regimes import Regime
from abm.regimes.gate import MEASURES, Gate
from abm.regimes.governance import Governance
from abm.regimes.handover import BEFORE, carry_plans, handed_over
from abm.regimes.taking_over import TakingOver
from abm.regimes.transition import PACES, Transition
from abm.vocabulary import POD, SEGMENTS
from scenarios.files.regime_files import load_regime
from tests.payment.test_regime_files import plausible
from tests.payment.tiny_place import tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 7)
GATE = Gate(measure="timely_discharge", at_least=0.5)
PHASED = Transition(pace="T2", start_month=12, phases=(0.25, 0.5, 1.0))
BY_SEGMENT = Transition(
    pace="T4", start_month=12, segments=(("end_of_life",), tuple(s for s in SEGMENTS if s != "end_of_life"))
)


def paying(payee="acute_trust", name="c", **elements):
    return Contract(id=name, payer="commissioner", payees=(payee,), elements=elements)


def regime(name, *contracts, **terms):
    return Regime(id=name, title=name, contracts=contracts, **terms)


def settled(found, outturn=TOTAL):
    return Settlement(PLACE, LINES, found.contracts, outturn, found.governance.lead_kind)


def paid(settlement, months=MONTHS):
    return sum(settlement.settle(m).pence.sum() for m in months)


TARIFF = Tariff(prices={"NEL": 2000.0, "AE": 100.0})
BLOCK = Block(unit_prices={"NEL": 1000.0, "AE": 300.0})
OLD = regime("old", paying(pay=TARIFF), paying("community", "same", sum=Block(pounds_per_year=600.0)))
NEW = regime(
    "new", paying(pay=BLOCK), paying("community", "same", sum=Block(pounds_per_year=600.0)),
    transition=PHASED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Transition(start_month=12), [0, 0, 1, 1, 1]),
        (PHASED, [0, 0, 0.25, 0.5, 1]),
        (Transition(pace="T3", start_month=24), [0, 0, 0, 1, 1]),
        (BY_SEGMENT, [0, 0, 0.5, 1, 1]),
        (Transition(pace="T5", start_month=12, phases=(0.5, 1.0), gate=GATE), [0, 0, 0.5, 0.5, 0.5]),
    ],
)
def test_the_new_share_by_year_and_the_old_is_the_rest(pace, expected):
    shares = [pace.shares(pace.step(month)) for month in (0, 11, 12, 24, 36)]
    assert [new for _, new in shares] == expected
    assert [old + new for old, new in shares] == [1.0] * 5


def test_a_shadow_year_is_the_one_before_the_start():
    pace = Transition(pace="T3", start_month=24)
    assert [pace.in_shadow(m) for m in (11, 12, 23, 24)] == [False, True, True, False]
    assert not any(Transition(start_month=24).in_shadow(m) for m in range(40))


def test_a_gate_lets_the_next_step_through_after_a_year_that_met_it():
    pace = Transition(pace="T5", start_month=12, phases=(0.2, 0.6, 1.0), gate=GATE)
    good, bad = TOTAL.scaled(1.0), TOTAL.scaled(1.0)
    bad.outcomes = bad.outcomes * np.array([0.1, 1.0])
    passed, seen = 0, []
    for month, lived in ((0, good), (12, good), (24, bad), (36, good), (48, bad), (60, good), (72, good)):
        passed = pace.gates_passed(month, passed, lived)
        seen.append(pace.shares(pace.step(month, passed))[1])
    # the year before the start does not count, and a year that fell short waits
    assert seen == [0.0, 0.2, 0.2, 0.6, 0.6, 1.0, 1.0]


@pytest.mark.parametrize("name", MEASURES)
def test_a_gate_reads_its_measure_off_a_years_flows(name):
    level = MEASURES[name](TOTAL)
    assert level > 0
    assert Gate(measure=name, at_least=level).met(TOTAL)
    assert not Gate(measure=name, at_least=level * 1.01).met(TOTAL)
    assert Gate(measure=name, at_most=level).met(TOTAL)
    assert not Gate(measure=name, at_most=level * 0.99).met(TOTAL)


def test_rates_of_a_gate_are_per_thousand_residents_a_year():
    people = TOTAL.people.sum() / 12
    found = 1000 * TOTAL.list_use[:, POD["XBD"]].sum() / people
    assert MEASURES["delayed_days"](TOTAL) == pytest.approx(found)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"pace": "T6"}, "unknown pace 'T6'"),
        ({"pace": "T2"}, "T2 needs phases"),
        ({"pace": "T1", "phases": (1.0,)}, "T1 needs neither phases nor segments"),
        ({"pace": "T2", "segments": (("end_of_life",),)}, "T2 goes by phases, not by segments"),
        ({"pace": "T2", "phases": (0.5, 0.5, 1.0)}, "phases must rise"),
        ({"pace": "T2", "phases": (0.5, 0.9)}, "end at 1.0"),
        ({"pace": "T3"}, "start_month is 12 or more"),
        ({"pace": "T4"}, "T4 needs segments"),
        ({"pace": "T4", "segments": (("end_of_life",), ("end_of_life",))}, "each once"),
        ({"pace": "T4", "segments": ((),)}, "at least one segment"),
        ({"pace": "T4", "segments": (("old",),)}, "unknown segment 'old'"),
        ({"pace": "T5", "phases": (1.0,)}, "T5 needs one"),
        ({"pace": "T5", "gate": GATE}, "T5 needs phases or segments"),
        ({"gate": GATE}, "a gate belongs to pace T5"),
        ({"pace": "T5", "phases": (1.0,), "gate": {"measure": "timely_discharge"}}, "one of at_least"),
        ({"pace": "T5", "phases": (1.0,), "gate": {"measure": "soon", "at_least": 0.1}}, "of a gate"),
    ],
)  # fmt: skip
def test_a_pace_that_does_not_hang_together_is_refused(terms, words):
    with pytest.raises(ValueError, match=words):
        Transition.model_validate(terms)


def test_every_pace_says_what_it_is():
    assert list(PACES) == ["T1", "T2", "T3", "T4", "T5"]


def test_half_way_each_regime_is_paid_its_share_and_what_both_have_is_paid_once():
    on_the_way = handed_over(OLD, NEW, 2)
    assert [c.id for c in on_the_way.contracts] == ["c" + BEFORE, "same", "c"]
    a, b, both = (paid(settled(r)) for r in (OLD, NEW, on_the_way))
    assert both == pytest.approx((a + b) / 2, abs=12)
    assert handed_over(OLD, NEW, 0) is OLD
    assert handed_over(OLD, NEW, 3) is NEW


def test_incentives_on_the_way_are_the_same_mixture():
    tables = []
    for found in (OLD, NEW, handed_over(OLD, NEW, step=1)):
        settlement = settled(found)
        tables.append(this_year(settlement, settlement.forecast(), 0.05).income)
    assert np.allclose(tables[2], 0.75 * tables[0] + 0.25 * tables[1])
    assert tables[0].any()


def test_by_segment_the_old_pays_for_the_rest_and_nothing_is_paid_twice_or_not_at_all():
    new = regime("new", paying(pay=FeeForService(prices={"NEL": 1500.0, "AE": 50.0})), transition=BY_SEGMENT)
    on_the_way = handed_over(regime("old", paying(pay=TARIFF)), new, step=1)
    before, now = on_the_way.contracts
    assert now.scope.segments == ("end_of_life",)
    assert set(before.scope.segments) == set(SEGMENTS) - {"end_of_life"}
    s = settled(on_the_way)
    assert paid_twice(s) == []
    only_paid = plausible(TOTAL)
    keep = np.isin(LINES.pod, [POD["NEL"], POD["AE"]]) & np.isin(LINES.organisation, PLACE.trusts)
    only_paid.delivered[~keep] = 0
    only_paid.delivered[:, :, -1] = 0
    assert unpaid(s, only_paid) == []
    owed = paid(settled(on_the_way))
    dying = SEGMENTS.index("end_of_life")
    inside = TOTAL.delivered[:, :, :-1]
    trusts = np.isin(LINES.organisation, PLACE.trusts)
    expected = sum(
        inside[trusts & (LINES.pod == POD[pod])].sum() * old
        + inside[trusts & (LINES.pod == POD[pod])][:, dying].sum() * (new - old)
        for pod, old, new in (("NEL", 2000, 1500), ("AE", 100, 50))
    )
    assert owed == pytest.approx(100 * expected, abs=12)


def test_what_is_not_counted_by_segment_moves_with_the_last_step():
    three = Transition(pace="T4", start_month=0, segments=tuple((s,) for s in SEGMENTS))
    old = regime("old", paying("community", "a", sum=Block(pounds_per_year=1e6)))
    new = regime("new", paying("community", "b", sum=Block(pounds_per_year=2e6)), transition=three)
    ids = [[c.id for c in handed_over(old, new, step).contracts] for step in range(1, 9)]
    assert ids == [["a"]] * 7 + [["b"]]


def test_segments_in_no_step_stay_with_the_old_for_good():
    some = Transition(pace="T4", start_month=0, segments=(("end_of_life",), ("severe_mental_illness",)))
    new = regime("new", paying(pay=FeeForService(prices={"NEL": 1.0})), transition=some)
    late = handed_over(regime("old", paying(pay=TARIFF)), new, step=2)
    assert [len(c.scope.segments) for c in late.contracts] == [6, 2]


def test_a_contract_that_goes_on_keeps_its_plan_and_a_new_one_is_set_afresh():
    old, way = settled(OLD), handed_over(OLD, NEW, step=1)
    same = next(g for g in old.groups if old.contracts[g.contract].id == "same")
    same.plan = same.plan * 0.9  # as a payer that was short cut it
    new = settled(way)
    carry_plans(old, new)
    plans = {new.contracts[g.contract].id: g.plan for g in new.groups}
    assert np.array_equal(plans["same"], same.plan)
    fresh = {way.contracts[g.contract].id: g.plan for g in settled(way).groups}
    assert np.array_equal(plans["c"], fresh["c"])
    # the old tariff's plan goes on under its new name, in part though it is now paid
    tariff = next(g for g in old.groups if old.contracts[g.contract].id == "c")
    assert np.array_equal(plans["c" + BEFORE], tariff.plan)


def test_terms_that_changed_are_not_carried_though_the_name_is_the_same():
    new = regime("new", paying(pay=Block(unit_prices={"NEL": 900.0})))
    old, after = settled(regime("old", paying(pay=BLOCK))), settled(new)
    before = after.groups[0].plan.copy()
    carry_plans(old, after)
    assert np.array_equal(after.groups[0].plan, before)


def test_a_part_of_a_part_is_still_the_same_whole():
    part = InPart(element=InPart(element=BLOCK, share=0.5), share=0.5)
    assert whole(part) == BLOCK
    assert (part.form, part.identifiers) == (BLOCK.form, BLOCK.identifiers)
    plan = part.plan(np.array([[100.0]]))
    assert part.pay(np.zeros((1, 1)), plan, 1.0).tolist() == [25.0]
    assert part.cut(plan, np.array([0.5])).tolist() == [[50.0]]
    assert part.replan(plan, np.array([[100.0]])).tolist() == BLOCK.replan(plan, np.array([[100.0]])).tolist()


def test_partners_count_by_the_share_that_has_come():
    led = Governance(
        form="G6", boundary="sub_system", members=("acute_trust", "community"), partner_weight=0.4
    )
    new = NEW.model_copy(update={"governance": led, "savings": 0.02})
    found = handed_over(OLD, new, step=1)
    assert (found.governance.form, found.governance.partner_weight) == ("G6", pytest.approx(0.1))
    assert found.savings == pytest.approx(0.005)


def test_two_kinds_of_lead_cannot_pay_at_once():
    trust, practices = (load_regime(f"capitation-{who}-led") for who in ("trust", "practice"))
    phased = practices.model_copy(update={"transition": PHASED})
    with pytest.raises(ValueError, match="cannot lead side by side; use pace T1 or T3"):
        handed_over(trust, phased, step=1)
    today = load_regime("east-london-today")
    assert handed_over(today, phased, step=1).governance.lead_kind == "gp_federation"


@pytest.mark.parametrize("pace", [PHASED, BY_SEGMENT])
@pytest.mark.parametrize("name", ["capitation-trust-led", "capitation-practice-led", "hospitals-on-block"])
def test_on_every_way_from_today_all_that_is_done_is_paid_for(name, pace):
    today = load_regime("east-london-today")
    new = load_regime(name).model_copy(update={"transition": pace})
    for step in (1, 2):
        s = settled(handed_over(today, new, step))
        assert unpaid(s, plausible(TOTAL)) == []
        assert paid(s) > 0


def test_in_the_course_of_a_run_a_regime_stays_the_same_object_until_a_step_is_taken():
    gated = NEW.model_copy(
        update={"transition": Transition(pace="T5", start_month=12, phases=(0.5, 1.0), gate=GATE)}
    )
    taking_over, bad = TakingOver(OLD, gated), TOTAL.scaled(1.0)
    bad.outcomes = bad.outcomes * np.array([0.1, 1.0])
    assert taking_over.in_force(0) is OLD
    taking_over.close_year(12, TOTAL)
    half = taking_over.in_force(12)
    assert [c.id for c in half.contracts] == ["c" + BEFORE, "same", "c"]
    taking_over.close_year(24, bad)
    assert taking_over.in_force(24) is half
    taking_over.close_year(36, TOTAL)
    assert taking_over.in_force(36) is gated


def test_a_shadow_runs_ahead_by_its_shadow_year_and_no_other_does():
    later = NEW.model_copy(update={"transition": Transition(pace="T3", start_month=24)})
    ahead = TakingOver(OLD, later, ahead=True)
    assert [ahead.in_force(m) is later for m in (0, 12, 24)] == [False, True, True]
    assert TakingOver(OLD, NEW, ahead=True).in_force(0) is OLD
