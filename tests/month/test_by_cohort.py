"""People counted apart by condition: everybody once, nothing else changed, and paid for by what they do."""

import numpy as np

from abm.cohorts import belonging
from abm.contracts.contract import Contract
from abm.contracts.scope import Scope
from abm.model import Model
from abm.month import run_month
from abm.organisations.contracts_in_force import ContractsInForce
from abm.patients.columns import ALIVE
from abm.payment.element import Element
from abm.payment.fee_for_service import FeeForService
from abm.payment.tariff import Tariff
from abm.processes.by_cohort import shared_out
from abm.regimes.regime import Regime
from abm.setup import Setup
from abm.streams import stream_key
from abm.vocabulary import CONDITION, POD
from abm.warm_up import snapshot, usual_conduct
from scenarios.files.place.cache import place_of
from scenarios.files.regime_files import load_regime
from tests.generators.runs import same_life

PLACE = place_of("small_town").place
TODAY = load_regime("east-london-today")
DIABETES, LUNGS = ("diabetes",), ("copd", "heart_failure")
COHORTS = (DIABETES, LUNGS)
SAMPLE, MONTHS = 0.2, 15
TARIFF = Tariff(prices=TODAY.contracts[0].elements["tariff"].prices, market_forces_factor=1.2)


def contract(name: str, payee: str, element: Element, **scope: object) -> Contract:
    return Contract(
        id=name, payer="commissioner", payees=(payee,), elements={"pay": element}, scope=Scope(**scope)
    )


def regime(name: str, *more: Contract, without: tuple[str, ...] = ()) -> Regime:
    kept = [c for c in TODAY.contracts if c.id not in without]
    return Regime(id=name, title=name, contracts=(*kept, *more))


def lived(paid: Regime, reference: Regime = TODAY, shadows: tuple[Regime, ...] = ()) -> Model:
    setup = Setup(PLACE, paid, reference, sample=SAMPLE, months=MONTHS, shadows=shadows)
    model = Model(setup, rng=1)
    model.run()
    return model


WHOLE = regime("whole", contract("all", "acute_trust", TARIFF), without=("acute",))
PARTS = regime(
    "parts",
    contract("sugar", "acute_trust", TARIFF, conditions=DIABETES),
    contract("lungs", "acute_trust", TARIFF, conditions=LUNGS),
    contract("rest", "acute_trust", TARIFF, conditions_out=(*DIABETES, *LUNGS)),
    without=("acute",),
)


def test_counting_people_apart_changes_nothing_that_happens():
    start, plain = snapshot(PLACE, {}, SAMPLE, 1, COHORTS), snapshot(PLACE, {}, SAMPLE, 1)
    for apart, alike in zip(start.life.columns, plain.life.columns, strict=True):
        assert np.array_equal(apart, alike)
    for told in ("delivered", "list_use", "people", "enrolled", "by_borough"):
        assert np.array_equal(getattr(start.outturn, told), getattr(plain.outturn, told))
        assert np.array_equal(getattr(start.expected, told), getattr(plain.expected, told))
    assert plain.outturn.by_cohort is None
    assert plain.setting.apart.any is False


def test_every_unit_and_every_person_is_of_one_combination():
    start = snapshot(PLACE, {}, SAMPLE, 1, COHORTS)
    life = start.life.copy()
    month = run_month(start.setting, life, usual_conduct(start.setting), 0, start.workspace)
    told = month.flows.by_cohort
    assert np.array_equal(told.delivered.sum(axis=0), month.flows.by_borough)
    assert (told.delivered >= 0).all()
    assert np.allclose(told.people.sum(axis=1), month.flows.people.sum(axis=1))
    assert np.allclose(month.expected.by_cohort.activity(np.arange(4)), month.expected.by_borough)


def test_people_are_of_the_cohorts_whose_conditions_they_have():
    start = snapshot(PLACE, {}, SAMPLE, 1, COHORTS)
    life = start.life.copy()
    alive = life.columns.flags & ALIVE != 0
    health = life.columns.health[alive].copy()
    month = run_month(start.setting, life, usual_conduct(start.setting), 0, start.workspace)
    sugar = health >> CONDITION["diabetes"] & 1 == 1
    lungs = (health >> CONDITION["copd"] & 1 == 1) | (health >> CONDITION["heart_failure"] & 1 == 1)
    wanted = np.bincount(sugar * 1 + lungs * 2, minlength=4) / SAMPLE
    assert np.allclose(month.flows.by_cohort.people.sum(axis=(0, 2)), wanted)
    assert wanted[1] > wanted[3] > 0


def test_contacts_and_proactive_care_are_counted_for_people_with_conditions():
    told = snapshot(PLACE, {}, SAMPLE, 1, COHORTS).outturn.by_cohort
    of_lines = snapshot(PLACE, {}, SAMPLE, 1).setting.lines.pod
    people = told.people.sum(axis=(0, 2))
    for pod in ("GP", "PREV", "NEL", "VOL"):
        used = told.delivered[:, of_lines == POD[pod]].sum(axis=(1, 2))
        rate = used / people
        assert rate[3] > rate[0], f"people with several conditions use more {pod} than people with none"


def test_shares_are_whole_and_add_up():
    weights = np.array([[[3, 0], [1, 0], [0, 0]], [[0, 0], [0, 0], [0, 0]]], np.int32)
    shared = shared_out(np.array([[10.0, 7.0], [5.0, 0.0]]), weights, stream_key(1, "outside.cohorts", 0))
    assert shared.sum(axis=0).tolist() == [[10, 7], [5, 0]]
    assert shared[:, 0, 0].tolist() == [8, 2, 0]
    assert shared[0, 1, 0] == 5
    assert (shared[2] == 0).all()


def test_few_patients_from_outside_fall_on_every_cohort_in_turn():
    weights = np.zeros((4000, 2, 2), np.int32)
    weights[:, :, 0] = (9, 1)
    total = np.tile([10.0, 1.0], (4000, 1))
    shared = shared_out(total, weights, stream_key(1, "outside.cohorts", 0))
    assert 0.08 < shared[1, :, 1].mean() < 0.12


def test_to_split_a_contract_by_condition_at_one_price_changes_no_conduct_and_no_pound():
    whole, parts = lived(WHOLE), lived(PARTS)
    assert parts.setup.cohorts == COHORTS
    paths = whole.record.lever_paths("acute_trust")
    for lever, path in parts.record.lever_paths("acute_trust").items():
        assert np.allclose(path, paths[lever], rtol=0, atol=1e-6)
    for one, other in zip(whole.record.delivered, parts.record.delivered, strict=True):
        assert np.array_equal(one, other)
    # Three contracts round to whole pence where one did once.
    assert np.abs(whole.book.balances() - parts.book.balances()).max() <= 2 * MONTHS * len(PLACE.trusts)


def test_a_shadow_that_tells_other_people_apart_changes_nothing_paid():
    lungs = regime(
        "lungs", contract("more", "community", FeeForService(prices={"COMM": 5.0}), conditions=LUNGS)
    )
    sugar = regime(
        "sugar", contract("more", "community", FeeForService(prices={"COMM": 9.0}), conditions=DIABETES)
    )
    alone, shadowed = lived(lungs), lived(lungs, shadows=(sugar,))
    assert shadowed.setup.cohorts == COHORTS
    for one, other in zip(alone.record.payments, shadowed.record.payments, strict=True):
        assert np.array_equal(one.pence, other.pence)
    assert same_life(alone.record, shadowed.record)
    for own, shadow in zip(lived(sugar).record.payments, shadowed.record.shadow["sugar"], strict=True):
        assert own.payee.tolist() == shadow.payee.tolist()


def test_conduct_follows_what_one_more_unit_for_these_people_brings():
    def fee(pounds: float) -> Regime:
        item = FeeForService(prices={"PREV": pounds})
        return regime(f"at-{pounds:g}", contract("plan", "gp_practice", item, conditions=DIABETES))

    free, paid = lived(fee(0.0)), lived(fee(40.0))
    aim = [
        np.mean(m.record.lever_paths("gp_practice")["gp_practice", "proactive_care"][-1])
        for m in (free, paid)
    ]
    assert aim[1] > aim[0] + 0.01


def test_where_people_belong_hangs_on_the_contracts_and_not_on_what_was_counted():
    assert belonging(COHORTS, (LUNGS,)).tolist() == [0, 0, 1, 1]
    assert belonging((LUNGS,), (LUNGS,)).tolist() == [0, 1]


def test_a_segment_s_forecast_in_the_year_a_regime_begins_is_not_nothing():
    model = Model(Setup(PLACE, TODAY, TODAY, sample=SAMPLE, months=13), rng=1)
    for _ in range(12):
        model.step()
    dying = contract("d", "acute_trust", TARIFF, segments=("end_of_life",))
    year = model.world.outturn, model.world.expected
    in_force = ContractsInForce(
        PLACE, model.record.lines, regime("dying", dying, without=("acute",)), (), *year
    )
    settlement = in_force.settlement
    at = next(g.rows for g in settlement.groups if settlement.contracts[g.contract].id == "d")
    assert in_force.forecast()[at].sum() > 0.5 * settlement.outturn[at].sum() > 0
