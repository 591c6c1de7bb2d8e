"""Scenarios: places, regimes and programmes read from files, run, compared and written down.

What is named here is imported when first used, so that a mistake in a file is found without waiting
for the model.

Example:
    >>> import scenarios
    >>> run = scenarios.run("small-town-today", sample=0.1, months=3)
    >>> sorted(run.frames())[:3]
    ['activity', 'costs', 'decisions']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import abm as abm  # first: it decides where compiled code is kept

if TYPE_CHECKING:
    from scenarios.errors import InputError
    from scenarios.files.scenario_files import load_scenario, scenario_names
    from scenarios.files.set_files import ScenarioSet, load_set, set_names
    from scenarios.questions.compare import Comparison, compare
    from scenarios.questions.run import Run, run
    from scenarios.questions.set_comparison import SetComparison, compare_set
    from scenarios.questions.shadow import Shadow, shadow
    from scenarios.questions.theories import TheoryComparison, compare_theories
    from scenarios.scenario import Scenario
    from scenarios.sweeping.results import Swept
    from scenarios.sweeping.sweep import sweep

_HOME = {
    "Comparison": "questions.compare",
    "InputError": "errors",
    "Run": "questions.run",
    "Scenario": "scenario",
    "ScenarioSet": "files.set_files",
    "SetComparison": "questions.set_comparison",
    "Shadow": "questions.shadow",
    "Swept": "sweeping.results",
    "TheoryComparison": "questions.theories",
    "compare": "questions.compare",
    "compare_set": "questions.set_comparison",
    "compare_theories": "questions.theories",
    "load_scenario": "files.scenario_files",
    "load_set": "files.set_files",
    "run": "questions.run",
    "scenario_names": "files.scenario_files",
    "set_names": "files.set_files",
    "shadow": "questions.shadow",
    "sweep": "sweeping.sweep",
}

__all__ = [
    "Comparison",
    "InputError",
    "Run",
    "Scenario",
    "ScenarioSet",
    "SetComparison",
    "Shadow",
    "Swept",
    "TheoryComparison",
    "compare",
    "compare_set",
    "compare_theories",
    "load_scenario",
    "load_set",
    "run",
    "scenario_names",
    "set_names",
    "shadow",
    "sweep",
]


def __getattr__(name: str) -> Any:
    """What is named above, from where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module 'scenarios' has no attribute '{name}'")
    return getattr(import_module(f"scenarios.{_HOME[name]}"), name)
