"""The page of effects: every effect has its runs, and verdicts say no more than intervals allow."""

import math

import pytest

from abm.effects.catalogue import EFFECTS
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.interval import Interval
from studies.emergence.page import ABLATIONS, SWEPT, arms
from studies.emergence.runs import ByVariant, Variant
from studies.emergence.tables import (
    effects_table,
    number,
    read_rows,
    theories_table,
    under,
    under_theory,
    unit_of,
    verdict,
    with_parameters,
)

ROWS = read_rows()
QUICK = {"months": 24, "sample": 0.05}
TOWN = "small-town-today"


def test_every_effect_has_a_run_in_which_it_should_appear_and_one_in_which_not() -> None:
    assert {row.effect for row in ROWS} == set(EFFECTS)
    assert all(row.appears.key != row.absent.key and row.differs for row in ROWS)
    assert all(row.sign in (1, -1) for row in ROWS)


@pytest.mark.parametrize("arm", {a.key: a for a in arms(ROWS)}.values(), ids=lambda arm: arm.key[:60])
def test_every_arm_of_the_page_can_be_set_up(arm: Variant) -> None:
    assert load_scenario(arm.scenario).changed(**arm.changes).setup().months == 60


def test_a_pair_differs_in_one_thing_beside_which_scenario_keys_it_names() -> None:
    for row in ROWS:
        here, there = row.appears.changes, row.absent.changes
        apart = {k for k in {*here, *there} if here.get(k) != there.get(k)}
        assert len(apart) == 1, (row.effect, apart)
        assert apart <= {"regime", "programme", "shock"}


@pytest.mark.parametrize(
    ("low", "high", "sign", "told"),
    [
        (0.1, 0.3, 1, "appears"),
        (0.1, 0.3, -1, "**goes the other way**"),
        (-0.1, 0.3, 1, "**refuses to appear**"),
        (-0.3, -0.1, -1, "appears"),
    ],
)
def test_a_verdict_says_what_the_interval_allows(low: float, high: float, sign: int, told: str) -> None:
    assert verdict(Interval((low + high) / 2, (high - low) / 2, 5), sign) == told


def test_nothing_measured_is_no_verdict() -> None:
    assert verdict(Interval(math.nan, math.nan, 0), 1) == "not applicable"


def test_numbers_are_written_by_their_size() -> None:
    assert [number(v) for v in (0.123, 1234.5, -2_500_000.0)] == ["0.12", "1,234", "-2.50m"]
    assert number(0.5, signed=True) == "+0.50"


@pytest.fixture(scope="module")
def lived() -> ByVariant:
    """A row of the page in a small town, with two seeds."""
    pair = [Variant({"programme": "none", **QUICK}, scenario=TOWN), Variant(QUICK, scenario=TOWN)]
    return ByVariant([*pair, pair[0]], seeds=2, workers=1)


def test_differences_are_taken_seed_by_seed(lived: ByVariant) -> None:
    one, other = Variant({"programme": "none", **QUICK}, scenario=TOWN), Variant(QUICK, scenario=TOWN)
    found = lived.difference(other, one, "E14", "acute")
    apart = [a - b for a, b in zip(*(lived.series(x, "E14", "acute") for x in (other, one)), strict=True)]
    assert found.mean == pytest.approx(sum(apart) / 2)
    assert apart[0] != apart[1]
    assert found.n == 2


def test_a_line_tells_both_arms_and_their_difference(lived: ByVariant) -> None:
    base = next(row for row in ROWS if row.effect == "E14")
    here, there = (Variant(c, scenario=TOWN) for c in (QUICK, {"programme": "none", **QUICK}))
    row = type(base)("E14", "acute", -1, "the programme", here, there)
    line = effects_table([row], lived).splitlines()[2]
    assert line.startswith(f"| E14 sector shift, acute | {unit_of(row)} | ")
    assert number(lived.mean(here, "E14", "acute").mean) in line


def test_a_theory_or_a_parameter_makes_another_arm() -> None:
    arm = Variant({"programme": "none"}, counterfactuals=True)
    assert under_theory(arm, "imitate").changes == {"programme": "none", "theory": "imitate"}
    swept = with_parameters(arm, {"conduct.target_income": 0.0})
    assert swept.counterfactuals
    assert len({arm.key, swept.key, under_theory(arm, "imitate").key}) == 3


def test_the_table_of_theories_names_those_under_which_a_row_holds() -> None:
    class Told(ByVariant):
        """Differences by heart: only weighing up shows anything."""

        def __init__(self) -> None:
            pass

        def difference(self, arm, other, effect, scope="total"):
            return Interval(1.0, 0.5 if arm.changes["theory"] == "weigh_up" else 2.0, 5)

    row = next(row for row in ROWS if row.effect == "E6")
    assert theories_table([row], Told()).splitlines()[2].endswith("| weigh_up |")
    assert under(row, "imitate", Told()).includes_zero


def test_ablations_and_sweeps_stay_within_what_is_plausible() -> None:
    from abm.parameters import BY_NAME

    points = [(n, v) for n, values in SWEPT.items() for v in values]
    points += [item for changes in ABLATIONS.values() for item in changes.items()]
    assert all(BY_NAME[name].low <= value <= BY_NAME[name].high for name, value in points)
