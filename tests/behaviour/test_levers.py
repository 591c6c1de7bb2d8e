"""Every lever of the catalogue: how it answers money, where it rests, and whom it helps or harms."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.decision import Temperament
from abm.behaviour.lever import NO_GAIN, SMALLEST_SCALE
from abm.behaviour.outlook import look_out
from abm.behaviour.situation import Situation
from abm.behaviour.theories.weigh_up import THEORY
from abm.organisations.costs import unit_values
from abm.organisations.panels import Panel, anchor, decide
from abm.parameters import BY_NAME, values
from abm.processes.conduct import DIALS, Push, lay_out
from abm.vocabulary import KINDS, MEMO_PODS, OUTCOME, OUTCOMES, POD, PODS
from scenarios.files.place.load import load_place
from tests.additions.parts import silent, unlisted
from tests.generators.runs import examples, opened

QUICK = examples(25)
N, D, M = 4, len(PODS), len(OUTCOMES)
STILL = values({"conduct.shock": 0.0, "conduct.peer_pull": 0.0})
EVERY_TURN = 11
HELD = [(lever, kind) for lever in LEVERS.values() for kind in lever.kinds]
FLOWS = ("delivered", "used", "recorded", "outcomes")
NOTHING = ("delivered", "used", "eligible", "enrolled", "outcomes", "capacity_cost", "waiting")
MONEY = ("income", "use_income", "recorded_income", "outcome_income", "partners_delivered", "partners_used")
INCOME = dict(zip(FLOWS, ("income", "use_income", "recorded_income", "outcome_income"), strict=True))


def panel_of(lever, kind: str) -> Panel:
    """Four organisations of a kind with one lever, alike in temperament."""
    each, row = np.ones(N), np.zeros((1, N))
    temperament = Temperament(0.3 * each, 0.9 * each, 15.0 * each, 0.06 * each, 0.15 * each)
    nobody = np.zeros(N, np.int64)
    return Panel(kind, (lever,), np.arange(N), nobody, temperament, row, row.copy(), row.copy())


def settled(lever, before: Situation, after: Situation | None = None) -> np.ndarray:
    """Where a lever goes in its first decision, having been at rest before."""
    panel = panel_of(lever, before.kind)
    anchor([panel], {before.kind: before}, THEORY)
    return decide([panel], {before.kind: after or before}, THEORY, seed=1, month=EVERY_TURN)[0].value[0]


def made_up(kind: str, seed: int, flows: float = 1.0) -> Situation:
    """Four organisations with flows of all sorts, some at a deficit, some with nobody waiting."""
    rng = np.random.default_rng(seed)

    def amounts(least: float, most: float, *shape: int) -> np.ndarray:
        return rng.uniform(least, most, (N, *shape))

    chances = amounts(100, 5000, M)
    return Situation(
        kind=kind,
        values=STILL,
        delivered=flows * amounts(1000, 1e5, D),
        used=flows * amounts(1000, 1e5, D),
        eligible=flows * amounts(50, 500),
        enrolled=flows * amounts(1, 50),
        time_pressure=amounts(0.1, 1.2),
        income=amounts(0, 1000, D),
        unit_cost=amounts(0, 1000, D),
        use_income=amounts(-1000, 1, D),
        recorded_income=amounts(0, 1000, D),
        outcome_income=amounts(0, 20, M),
        partners_delivered=amounts(-500, 500, D),
        partners_used=amounts(-500, 500, D),
        partners_recorded=amounts(-500, 500, D),
        partners_outcome=amounts(-20, 20, M),
        outcomes=flows * np.stack([chances * amounts(0, 0.9, M), chances], axis=2),
        partner_weight=float(rng.uniform()),
        margin=amounts(-0.05, 0.03),
        usual_margin=np.zeros(N),
        turnover=flows * amounts(1e6, 1e9),
        capacity_cost=flows * amounts(1e5, 1e8),
        waiting=flows * amounts(1.0, 3000),
        unit_value=unit_values(STILL),
    )


def believed(lever, kind: str, flow: str, name: str) -> bool:
    """Whether a kind of organisation believes that the lever moves something."""
    index = OUTCOME if flow == "outcomes" else POD
    return index[name] in getattr(lever.belief(made_up(kind, 1)), flow)


PRICED = [
    (lever, kind, flow, name, way)
    for lever, kind in HELD
    for flow, names, way in lever.own_price
    for name in ((names,) if isinstance(names, str) else names)
    if believed(lever, kind, flow, name)
]
seeds = st.integers(0, 2**32 - 1)
every_lever = pytest.mark.parametrize(("lever", "kind"), HELD, ids=lambda x: getattr(x, "name", x))


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_a_lever_carries_all_that_others_need_of_it(lever):
    assert silent(lever, but=("bears", "turns", "beliefs", "drift", "harm")) == []
    assert all(bears.more or bears.fewer or bears.either for bears in lever.bears)
    assert all(name in BY_NAME for name in (lever.stiffness_name, *(p.name for p in lever.beliefs)))
    assert all(p.name.startswith("belief.") for p in lever.beliefs)
    assert lever.drift is None or 0 < lever.drift <= (lever.highest - lever.lowest) / 32


def test_every_lever_that_is_written_is_listed():
    assert unlisted("abm.behaviour.levers", "LEVER", LEVERS.values()) == []


def test_a_lever_turns_dials_that_there_are():
    turned = {(lever.name, turn.dial) for lever in LEVERS.values() for turn in lever.turns}
    assert {dial for _, dial in turned} <= set(DIALS)
    assert {turn.response for lever in LEVERS.values() for turn in lever.turns} - {""} <= set(BY_NAME)


@pytest.fixture(scope="module")
def setting():
    return opened(load_place("small_town"), sample=0.02).world.setting


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_that_moves_changes_what_is_done(setting, name):
    """Dial or process of its own: one that changes nothing is a belief that nobody acts on."""
    moved = {name: np.full(len(setting.place.organisations), 0.3)}
    usual, now = (lay_out(setting, levers, Push()) for levers in ({}, moved))
    assert differs(usual, now), f"{name} turns no dial, and no process reads it"


def differs(a, b) -> bool:
    """Whether two parts of conduct are not the same."""
    if is_dataclass(a):
        return any(differs(getattr(a, f.name), getattr(b, f.name)) for f in fields(a))
    return not np.array_equal(a, b)


def nobody_gains(lever) -> bool:
    """Whether a lever changes what is written down and nothing for patients."""
    return lever.gain is NO_GAIN


def test_every_own_price_is_one_that_its_kinds_believe_it_to_move():
    assert {(lever.name, kind) for lever, kind, *_ in PRICED} == {(lever.name, kind) for lever, kind in HELD}
    tried = {(lever.name, flow, name) for lever, _, flow, name, _ in PRICED}
    assert all(
        (lever.name, flow, name) in tried
        for lever in LEVERS.values()
        for flow, names, _ in lever.own_price
        for name in ((names,) if isinstance(names, str) else names)
    )


@every_lever
@given(seeds)
@QUICK
def test_without_a_change_nobody_moves(lever, kind, seed):
    assert not settled(lever, made_up(kind, seed)).any()


@pytest.mark.parametrize(
    ("lever", "kind", "flow", "name", "way"), PRICED, ids=lambda x: str(getattr(x, "name", x))
)
@given(seeds, st.floats(50, 500))
@QUICK
def test_a_lever_follows_its_own_price(lever, kind, flow, name, way, seed, rise):
    before = made_up(kind, seed)
    column = OUTCOME[name] if flow == "outcomes" else POD[name]
    dearer = getattr(before, INCOME[flow]).copy()
    dearer[:, column] += rise
    moved = way * settled(lever, before, replace(before, **{INCOME[flow]: dearer}))
    assert (moved >= 0).all()
    assert moved.any()


@every_lever
@given(seeds, st.floats(0, 1), st.floats(0, 1))
@QUICK
def test_the_next_unit_never_brings_patients_more_than_the_last(lever, kind, seed, one, other):
    situation = made_up(kind, seed)
    few, many = (lever.lowest + x * (lever.highest - lever.lowest) for x in sorted((one, other)))
    less, more = (lever.benefit(situation, np.full(N, x)) for x in (few, many))
    assert (more <= less + 1e-9 * np.abs(less)).all()
    if not nobody_gains(lever) and many - few > 0.01:
        assert (more < less).all()


@every_lever
@given(seeds)
@QUICK
def test_too_little_and_too_much_both_harm(lever, kind, seed):
    situation = made_up(kind, seed)
    starved, overdone = (lever.benefit(situation, np.full(N, x)) for x in (lever.lowest, lever.highest))
    if nobody_gains(lever):
        assert not starved.any()
        assert not overdone.any()
    else:
        assert (starved > 0).all()
        assert lever.harm == 0 or (overdone < 0).all()


@every_lever
def test_where_nothing_is_done_everything_is_finite(lever, kind):
    usual = made_up(kind, 1)
    shapes = {name: np.zeros_like(getattr(usual, name)) for name in NOTHING}
    nothing = replace(usual, **shapes)
    outlook = look_out((lever,), nothing, np.zeros((1, N)))
    for amount in (outlook.own, outlook.partners, outlook.benefit, outlook.stiffness, outlook.effort):
        assert amount.shape == (1, N)
        assert np.isfinite(amount).all()
    assert (lever.scale(nothing) == SMALLEST_SCALE).all()
    assert np.isfinite(settled(lever, nothing)).all()


@every_lever
@given(seeds, st.floats(2, 50))
@QUICK
def test_twice_the_organisation_moves_twice_as_much_and_decides_alike(lever, kind, seed, times):
    """Who is how big says nothing about conduct: belief, benefit and scale are in proportion to flows."""
    one, many = made_up(kind, seed, flows=100.0), made_up(kind, seed, flows=100.0 * times)
    small, large = (look_out((lever,), s, np.zeros((1, N))) for s in (one, many))
    for name in ("own", "partners", "benefit", "stiffness", "effort"):
        assert np.allclose(getattr(large, name), times * getattr(small, name), rtol=1e-9), name


@every_lever
def test_bounds_and_words(lever, kind):
    assert lever.lowest < 0 < lever.highest
    assert kind in KINDS
    assert lever.unit.startswith(("log ", "log-odds ", "months "))
    assert all(
        f"{identifier}" in (lever.scale.__globals__["__doc__"] or "") for identifier in lever.identifiers
    )
    assert lever.title
    assert lever.more[0].isupper()
    assert lever.source


@every_lever
def test_nobody_is_believed_to_be_paid_for_what_is_only_counted(lever, kind):
    bundle = lever.belief(made_up(kind, 1))
    counted = {POD[name] for name in MEMO_PODS}
    assert not counted & {*bundle.delivered, *bundle.used, *bundle.recorded}
    for flow in FLOWS:
        assert all(units.shape == (N,) for units in getattr(bundle, flow).values())


def test_a_cut_to_a_fixed_sum_is_passed_on_as_less_capacity_and_settles():
    """A block cut by 3% of turnover: what capacity saves, as a share of the cut, over eight Aprils."""
    at_rest, lever, cut = on_a_block(), LEVERS["capacity"], 0.03
    panel = panel_of(lever, "community")
    anchor([panel], {"community": at_rest}, THEORY)
    cost = at_rest.capacity_cost + (at_rest.delivered * at_rest.unit_cost).sum(axis=1)
    passed = [np.zeros(N)]
    for april in range(1, 9):
        short = replace(at_rest, margin=cut * (passed[-1] - 1))
        panel.value = decide([panel], {"community": short}, THEORY, seed=1, month=12 * april - 1)[0].value
        passed.append(-panel.value[0] * cost / at_rest.turnover / cut)
    assert ((passed[1] > 0.7) & (passed[1] < 1.3)).all()
    assert ((passed[-1] > 0.4) & (passed[-1] < 0.8)).all()
    assert np.abs(passed[-1] - passed[-2]).max() < 0.1


def on_a_block() -> Situation:
    """Community providers of 100 million pounds on a fixed sum, with a line at the door."""
    usual, each = made_up("community", 1), np.ones(N)
    unpaid = {name: np.zeros_like(getattr(usual, name)) for name in (*MONEY, "outcomes")}
    contacts, cost = np.zeros((N, D)), np.zeros((N, D))
    contacts[:, POD["COMM"]], cost[:, POD["COMM"]] = 2.5e6, 12.0
    flows = {"delivered": contacts, "unit_cost": cost, "waiting": 1e6 * each, "capacity_cost": 55e6 * each}
    return replace(usual, **unpaid, **flows, margin=0 * each, turnover=1e8 * each)


def test_pay_near_the_cost_of_doing_it_adds_about_a_point_of_exceptions():
    """Gravelle, Sutton and Ma 2010 found 1.3 points; here a quarter are enrolled, three quarters not."""
    usual, row = made_up("gp_practice", 1), OUTCOME["proactive_care"]
    unpaid = replace(usual, **{name: np.zeros_like(getattr(usual, name)) for name in MONEY})
    outcomes = np.zeros((N, M, 2))
    outcomes[:, row] = 1000.0, 4000.0
    paid = np.zeros((N, M))
    paid[:, row] = STILL["cost.PREV"]
    before = replace(unpaid, outcomes=outcomes, margin=np.zeros(N), partner_weight=0.0)
    stiff = STILL["conduct.stiffness.recording"] * LEVERS["recording"].scale(before)
    own = look_out((LEVERS["recording"],), replace(before, outcome_income=paid), np.zeros((1, N))).own[0]
    moved = 0.65 * own / stiff
    g = STILL["recording.usual_share"]
    points = (1 / (1 + np.exp(-(np.log(g / (1 - g)) + moved))) - g) * 0.75 / (1 - g)
    assert ((points > 0.005) & (points < 0.02)).all()


def test_whether_partners_count_is_a_switch():
    usual = made_up("acute_trust", 1)
    alone = replace(usual, values=values({"conduct.partners_count": 0.0}))
    levers = tuple(lever for lever in LEVERS.values() if "acute_trust" in lever.kinds)
    nowhere = np.zeros((len(levers), N))
    assert look_out(levers, usual, nowhere).partners.any()
    assert not look_out(levers, alone, nowhere).partners.any()
