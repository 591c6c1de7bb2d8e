"""A scenario by name, path or contents, resolved in one call; see `scenarios.runs.resolver`.

Example:
    >>> path = "regime.contracts.acute.elements.tariff.marginal_rate"
    >>> arm = resolve("small-town-today", {path: 0.5, "conduct.horizon_years": 3.0})
    >>> arm.scenario.parameters, arm.terms
    ({'conduct.horizon_years': 3.0}, {'regime': {'contracts.acute.elements.tariff.marginal_rate': 0.5}})
    >>> arm.setup.regime.contracts[0].elements["tariff"].marginal_rate
    0.5
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.files.changes import Value
from scenarios.files.scenario_files import load_scenario
from scenarios.runs.resolver import Arm, Resolver
from scenarios.scenario import Scenario


def resolve(
    scenario: str | Path | Scenario,
    changes: Mapping[str, Value] | None = None,
    *,
    resolver: Resolver | None = None,
    **options: Any,
) -> Arm:
    """A scenario with the contents of everything it names, read now.

    Args:
        scenario: a name from the library, a path to a TOML file, or a scenario.
        changes: values by dotted path.
        resolver: what has read for other scenarios of the same question; a new one by default.
        options: keys of the scenario to have instead, `months=24`; None leaves one as it is.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    written = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    return (resolver or Resolver()).arm(written.changed(**options), changes)
