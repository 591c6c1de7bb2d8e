"""What was run, so that it can be run again: versions, data, scenario, seeds. No paths of a machine."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from pydantic_core import to_jsonable_python

from abm.compiled_cache import source_hash
from abm.place import Place
from abm.setup import Setup
from scenarios.runs.resolver import Arm

LIBRARIES = ("numpy", "numba", "mesa", "networkx", "pandas", "pyarrow", "pydantic")


def manifest(kind: str, arms: Sequence[Arm], seeds: Sequence[int], seconds: float) -> dict[str, Any]:
    """A manifest as data.

    Args:
        kind: `run`, `comparison`, …
        arms: what was run.
        seeds: of the runs.
        seconds: wall time.
    """
    return {
        "payscape": _version("payscape"),
        "kind": kind,
        "source": source_hash(),
        "python": python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "scenarios": [described(arm) for arm in arms],
        "place": named_place(arms[0].setup.place) if arms else None,
        "seeds": list(seeds),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": [_named(word) for word in sys.argv],
        "seconds": round(seconds, 3),
    }


def named_place(place: Place) -> dict[str, Any]:
    """What a report says of a place, wherever it is made: its title, and who is called what."""
    organisations = [{"id": o.id, "name": o.name, "kind": o.kind} for o in place.organisations]
    return {"title": place.title, "organisations": organisations}


def described(arm: Arm) -> dict[str, Any]:
    """A scenario as data: as written, with hashes, and the contents of what it names as they were run."""
    scenario, setup = arm.scenario, arm.setup
    data = scenario.model_dump(mode="json")
    for key in ("place", "regime", "reference", "programme", "shock"):
        data[key] = _named(data[key]) if data[key] else None
    data["shadows"] = [_named(name) for name in data["shadows"]]
    data["place_hash"] = setup.place.hash
    data["regime_hash"] = setup.regime.hash
    data["hash"] = setup.hash
    data["policy_year"] = scenario.year
    data["policy_numbers"] = [asdict(number) for number in arm.policy_numbers]
    data["contents"] = contents(setup)
    return data


def contents(setup: Setup) -> dict[str, Any]:
    """What files said when they were read: regimes, programme and shock in full."""
    parts = {"regime": setup.regime, "reference": setup.reference, "programme": setup.programme}
    return {
        **{name: _as_data(part) for name, part in parts.items()},
        "shock": _as_data(setup.shock),
        "shadows": [_as_data(regime) for regime in setup.shadows],
    }


def _as_data(part: Any) -> Any:
    """A regime, programme or shock as plain data."""
    return None if part is None else to_jsonable_python(part, serialize_unknown=True)


def _named(word: str) -> str:
    """A word as it is; of a path, only the file's name."""
    return Path(word).name if Path(word).is_absolute() else word


def _version(name: str) -> str:
    """An installed version, or that it runs from its source."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "from source"
