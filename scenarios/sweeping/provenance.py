"""Where a sweep's numbers come from: code, uncommitted changes, libraries, data, seeds, failures."""

import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from scenarios.runs.code import code_version
from scenarios.runs.manifest import manifest
from scenarios.runs.outcome import DONE
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.store import FILES, KIND
from scenarios.sweeping.sweep_file import relative_to

LIBRARIES: Final = ("dask", "distributed", "duckdb", "SALib", "scikit-learn", "scipy")
PROJECT: Final = Path(__file__).resolve().parents[2]
LISTED: Final = 100
"""Failures that a manifest lists; all of them are in the table of runs."""
LAST_WORDS: Final = 300


def manifest_of(
    plan: Plan, folder: Path, state: str, seeds: int, states: Mapping[str, str], seconds: float
) -> dict[str, Any]:
    """The manifest of a sweep as data.

    Args:
        plan: arms, futures, runs.
        folder: where results go; paths are told from there.
        state: `running`, `stopped` or `finished`.
        seeds: most seeds of any arm in any future.
        states: state of every run by key.
        seconds: wall time of this start.
    """
    declared = plan.declared
    plain = manifest(KIND, plan.starts, range(1, seeds + 1), seconds)
    return plain | {
        "libraries": plain["libraries"] | {name: _version(name) for name in LIBRARIES},
        "code": code_version(),
        **repository(),
        "state": state,
        "files": list(FILES),
        "title": declared.title,
        "question": declared.question,
        "note": declared.note,
        "file": declared.file,
        "sweep": relative_to(declared.table, folder.resolve()),
        "arms": [option.name for option in plan.options],
        "futures": len(plan.futures),
        "start": plan.start,
        "runs": counted(states),
        "failures": sorted(key for key, state in states.items() if state != DONE)[:LISTED],
    }


def counted(states: Mapping[str, str]) -> dict[str, int]:
    """Runs by state."""
    found = list(states.values())
    return {state: found.count(state) for state in sorted(set(found))}


def repository() -> dict[str, Any]:
    """The commit that the code is at, and whether it was changed since; None where it is installed."""
    commit = _git("rev-parse", "HEAD")
    changes = _git("status", "--porcelain", "--untracked-files=no")
    return {"commit": commit, "uncommitted_changes": None if changes is None else bool(changes)}


def _git(*words: str) -> str | None:
    if not (PROJECT / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", *words], cwd=PROJECT, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def last_line(error: Sequence[str] | str | None) -> str:
    """The last line of a traceback, which says what went wrong."""
    lines = (error or "").strip().splitlines() if isinstance(error, str) or error is None else list(error)
    return lines[-1][:LAST_WORDS] if lines else ""
