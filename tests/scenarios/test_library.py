"""Every scenario of the library says what it asks, uses what it says it uses, runs, and keeps its money."""

import re

import pytest

from abm.effects.catalogue import EFFECTS
from abm.ledger.conservation import made_or_lost
from scenarios.files.inventory import identifiers, used_by_scenario
from scenarios.files.regime_files import regime_names
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.questions.gaps import gaps_on_the_way
from scenarios.questions.run import run
from scenarios.scenario import Scenario
from tests.scenarios.test_regime_gaps import idle

HEADER = ("Question", "Watch", "Cannot answer")
MONTHS = 24
"""A year under the reference mix and a year under the scenario's own."""
PEOPLE = 0.01

LIBRARY = {name: load_scenario(name) for name in scenario_names()}
each = pytest.mark.parametrize("scenario", LIBRARY.values(), ids=LIBRARY)


@pytest.mark.parametrize(
    ("shelf", "name"),
    [*(("library", n) for n in scenario_names()), *(("regimes", n) for n in regime_names())],
)
def test_every_file_begins_with_what_it_asks_and_what_it_cannot_answer(shelf, name, project):
    text = (project / "scenarios" / shelf / f"{name}.toml").read_text(encoding="utf-8")
    comment = text[: text.index("title = ")]
    found = re.findall(r"^# (Question|Watch|Cannot answer)\. \S", comment, re.MULTILINE)
    assert found == list(HEADER)


@each
def test_a_scenario_names_just_the_forms_it_uses(scenario: Scenario):
    named = {i for i in scenario.identifiers if not i.startswith("E")}
    assert named == used_by_scenario(scenario)
    assert named <= set(identifiers())


@each
def test_a_scenario_says_which_effects_to_watch(scenario: Scenario):
    watched = [i for i in scenario.identifiers if i.startswith("E")]
    assert watched
    assert set(watched) <= set(EFFECTS)


def test_every_regime_has_a_scenario_that_a_person_can_run():
    paid_by = {scenario.regime for scenario in LIBRARY.values()}
    assert not set(regime_names()) - paid_by


@each
def test_nothing_is_paid_twice_or_left_unpaid_at_any_step(scenario: Scenario):
    assert gaps_on_the_way(scenario) == idle(scenario.regime)


@each
def test_a_scenario_runs_and_no_penny_is_made_or_lost(scenario: Scenario):
    lived = run(scenario, months=MONTHS, sample=PEOPLE, counterfactuals=False)
    assert lived.record.months == MONTHS
    assert made_or_lost(lived.model.book) == 0
    assert all(int(month.pence.sum()) > 0 for month in lived.record.payments)
