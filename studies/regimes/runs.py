"""The comparisons behind the page of regimes: every scenario of the library against today's mix.

Today's mix is the regime under which conduct was formed, with the same place, programme and shock, so that
only payment differs. A scenario that leaves payment as it is is set against the same mix left alone,
without programme or shock; so its difference is what the programme or the shock did.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.files.scenario_files import load_scenario
from scenarios.questions.compare import compare_each
from scenarios.questions.comparison import Comparison
from scenarios.runs.resolver import Resolver
from scenarios.runs.runner import Progress
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Compared:
    """A scenario and what came of it.

    Attributes:
        scenario: the scenario.
        against: what it was set against.
        pair: the comparison; None for today's mix left alone, which there is nothing to set against.
    """

    scenario: Scenario
    against: Scenario
    pair: Comparison | None

    @property
    def payment_differs(self) -> bool:
        """Whether it is payment that differs, and not a programme or a shock."""
        return _own_terms(self.scenario) != _own_terms(self.against)


def set_against(scenario: Scenario) -> Scenario:
    """Today's mix with the scenario's programme and shock; left alone if that is the scenario itself.

    Example:
        >>> today = set_against(load_scenario("east-london-hospitals-on-block"))
        >>> today.regime, today.programme, set_against(today).programme
        ('east-london-today', 'shift-and-prevention', None)
    """
    today = scenario.model_copy(
        update={"regime": scenario.reference or scenario.regime, "policy_year": None, "shadows": ()}
    )
    if _own_terms(scenario) != _own_terms(today):
        return today
    return today.model_copy(update={"programme": None, "shock": None})


def compared_with_today(
    names: Sequence[str], seeds: int, workers: int | None = None, progress: Progress | None = None
) -> list[Compared]:
    """Every scenario compared with what it is set against, in the order of the names.

    Args:
        names: scenarios of the library.
        seeds: pairs of runs of each.
        workers: processes.
        progress: called with seeds done and seeds asked for.
    """
    scenarios = {name: load_scenario(name) for name in names}
    today = {name: set_against(scenario) for name, scenario in scenarios.items()}
    # Those set against the same thing follow one another, so that it is lived once for all of them.
    compared = sorted(
        (n for n in names if not _left_alone(scenarios[n], today[n])), key=lambda n: _run_as(today[n])
    )
    resolver = Resolver()
    arms = [(resolver.arm(_named_alike(today[n])), resolver.arm(scenarios[n])) for n in compared]
    pairs = compare_each(arms, seeds, workers, None, progress)
    pair_of = dict(zip(compared, pairs, strict=True))
    return [Compared(scenarios[name], today[name], pair_of.get(name)) for name in names]


def _own_terms(scenario: Scenario) -> tuple[str, int | None]:
    """What decides how everybody is paid."""
    return scenario.regime, scenario.policy_year


def _left_alone(scenario: Scenario, today: Scenario) -> bool:
    """Whether a scenario is what it would be set against."""
    return _run_as(scenario) == _run_as(today)


def _run_as(scenario: Scenario) -> str:
    """Everything of a scenario that a run can tell, as text."""
    return scenario.model_dump_json(exclude={"id", "title", "question", "note", "identifiers", "shadows"})


def _named_alike(today: Scenario) -> Scenario:
    """What several scenarios are set against, under one name, so that it is seen to be the same."""
    return today.model_copy(
        update={"id": "today", "title": "Today's mix", "question": "", "note": "", "identifiers": ()}
    )
