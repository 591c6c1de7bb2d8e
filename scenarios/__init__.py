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
    from scenarios.one_run import Run, run
    from scenarios.paired_runs import Comparison, compare
    from scenarios.scenario import Scenario
    from scenarios.scenario_files import load_scenario, scenario_names
    from scenarios.set_comparison import SetComparison, compare_set
    from scenarios.set_files import ScenarioSet, load_set, set_names
    from scenarios.shadow_payments import Shadow, shadow
    from scenarios.sweeping.results import Swept
    from scenarios.sweeping.sweep import sweep
    from scenarios.theories import TheoryComparison, compare_theories

_HOME = {
    "Comparison": "paired_runs",
    "InputError": "errors",
    "Run": "one_run",
    "Scenario": "scenario",
    "ScenarioSet": "set_files",
    "SetComparison": "set_comparison",
    "Shadow": "shadow_payments",
    "Swept": "sweeping.results",
    "TheoryComparison": "theories",
    "compare": "paired_runs",
    "compare_set": "set_comparison",
    "compare_theories": "theories",
    "load_scenario": "scenario_files",
    "load_set": "set_files",
    "run": "one_run",
    "scenario_names": "scenario_files",
    "set_names": "set_files",
    "shadow": "shadow_payments",
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
