"""A scenario with the medians of what a calibration identified, as TOML that every other command takes."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.scenario import Scenario

FILES: Final = ("place", "regime", "reference", "programme", "shock")
"""What a scenario names by name or path; a path is told from the folder of the new scenario."""
PLAIN: Final = ("policy_year", "months", "sample", "behaviour", "theory")


def overlay(base: Scenario, values: Mapping[str, float], heading: str, folder: Path) -> str:
    """The scenario as TOML: laid over one that comes with payscape, or in full where it is a person's own.

    Args:
        base: the scenario that was calibrated.
        values: of parameters that were identified.
        heading: one line that says what it is.
        folder: where it will stand.
    """
    ours = base.id in scenario_names() and load_scenario(base.id).changed(sample=base.sample) == base
    lines = [f"# {heading}", "# Parameters that the data did not identify are left as they were."]
    lines += [f'extends = "{base.id}"'] if ours else _in_full(base, folder)
    lines += [f'title = "{_plain(base.title)}, calibrated"', "", "[parameters]"]
    parameters = values if ours else {**base.parameters, **values}
    return "\n".join([*lines, *(f'"{name}" = {value:.6g}' for name, value in parameters.items()), ""])


def _in_full(base: Scenario, folder: Path) -> list[str]:
    """What a scenario of a person's own says, but for its words and parameters."""
    named: dict[str, Any] = {key: getattr(base, key) for key in (*FILES, *PLAIN)}
    named |= {key: _from(named[key], folder) for key in FILES if named[key]}
    shadows = ", ".join(_toml(_from(name, folder)) for name in base.shadows)
    lines = [f"{key} = {_toml(value)}" for key, value in named.items() if value is not None]
    return [*lines, *([f"shadows = [{shadows}]"] if shadows else [])]


def _from(name: str, folder: Path) -> str:
    """A path as seen from a folder; a name as it is."""
    return Path(os.path.relpath(name, folder)).as_posix() if Path(name).exists() else name


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{_plain(value)}"' if isinstance(value, str) else f"{value}"


def _plain(words: str) -> str:
    """Words that may stand between quotation marks in TOML."""
    return words.replace("\\", "").replace('"', "'")
