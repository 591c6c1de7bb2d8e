"""What was run, so that it can be run again: versions, data, scenario, seeds. No paths of a machine."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from abm.compiled import source_hash
from abm.regimes.regime import Regime
from scenarios.files.place.cache import place_of
from scenarios.files.regime_files import load_regime, policy_numbers_of
from scenarios.scenario import Scenario

LIBRARIES = ("numpy", "numba", "mesa", "networkx", "pandas", "pyarrow", "pydantic")


def manifest(
    kind: str, scenarios: Sequence[Scenario], seeds: Sequence[int], seconds: float
) -> dict[str, Any]:
    """A manifest as data.

    Args:
        kind: `run` or `comparison`.
        scenarios: what was run.
        seeds: of the runs.
        seconds: wall time.
    """
    return {
        "payscape": _version("payscape"),
        "kind": kind,
        "source": source_hash(),
        "python": python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "scenarios": [described(scenario) for scenario in scenarios],
        "seeds": list(seeds),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": [_named(word) for word in sys.argv],
        "seconds": round(seconds, 3),
    }


def described(scenario: Scenario) -> dict[str, Any]:
    """A scenario as data, with hashes of its place and regime, and the policy numbers the regime names."""
    data = scenario.model_dump(mode="json")
    for key in ("place", "regime", "reference", "programme", "shock"):
        data[key] = _named(data[key]) if data[key] else None
    data["shadows"] = [_named(name) for name in data["shadows"]]
    data["place_hash"] = place_of(scenario.place).hash
    data["regime_hash"] = hash_of(load_regime(scenario.regime, scenario.year))
    data["policy_year"] = scenario.year
    data["policy_numbers"] = [asdict(number) for number in policy_numbers_of(scenario.regime, scenario.year)]
    return data


def hash_of(regime: Regime) -> str:
    """Sixteen hexadecimal digits that change with any term of a regime."""
    return sha256(regime.model_dump_json().encode()).hexdigest()[:16]


def _named(word: str) -> str:
    """A word as it is; of a path, only the file's name."""
    return Path(word).name if Path(word).is_absolute() else word


def _version(name: str) -> str:
    """An installed version, or that it runs from its source."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "from source"
