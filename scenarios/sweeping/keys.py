"""What makes two runs the same: the contents of everything that a run's numbers depend on.

A key is a hash of the scenario without its words, the contents of the files it names with changed terms
laid over, parameters that differ from their defaults, place data, seed, what is measured, and code. So a
run is found again whatever it is called, and never taken for one of another version.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from abm.compiled import source_hash
from abm.parameters import BY_NAME
from scenarios.sweeping.changing import FILES, Asked

DIGITS: Final = 20
WORDS: Final = {"id", "title", "question", "note", "identifiers"}
"""What a scenario or a file says of itself, on which no number depends."""

LEFT_OUT: Final = {*WORDS, *FILES, "place", "parameters", "shadows"}
"""What of a scenario is told by contents instead, or does not touch a number."""

SCENARIOS: Final = Path(__file__).parents[1]


@cache
def code_version() -> str:
    """Sixteen hexadecimal digits that change with the model, with what reads scenarios, or policy numbers."""
    digest = sha256(source_hash().encode())
    for folder in ("files", "runs"):
        for file in sorted((SCENARIOS / folder).rglob("*.*")):
            if file.suffix in (".py", ".toml"):
                digest.update(file.relative_to(SCENARIOS).as_posix().encode() + file.read_bytes())
    for file in (SCENARIOS / "scenario.py", Path(__file__).parent / "living.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def said_in_files(asked: Asked) -> tuple[str, int]:
    """What the files a scenario names say but for their words, as JSON; and its regime's first month.

    Raises:
        InputError: at the first fault in a file.
    """
    tables = asked.tables()
    said = {which: {k: v for k, v in table.items() if k not in WORDS} for which, table in tables.items()}
    start = tables["regime"].get("transition", {}).get("start_month", 0)
    return canonical(said), start if isinstance(start, int) else 0


def contents(asked: Asked, files: str, place_hash: str) -> str:
    """A hash of everything about a run but its seed.

    Args:
        asked: what is run.
        files: what its files say, from `said_in_files`.
        place_hash: of the files of its place.
    """
    scenario = asked.scenario
    told: dict[str, Any] = scenario.model_dump(mode="json", exclude=LEFT_OUT)
    changed = {n: v for n, v in scenario.parameters.items() if v != BY_NAME[n].value}
    return sha256(canonical([told, changed, place_hash, files]).encode()).hexdigest()


def key_of(contents: str, seed: int, twins: bool, start: int) -> str:
    """The key of a run.

    Args:
        contents: hash of everything but its seed.
        seed: of the run.
        twins: whether its twins are lived.
        start: first month that counts for flows and pounds.
    """
    told = canonical([contents, seed, twins, start, code_version()])
    return sha256(told.encode()).hexdigest()[:DIGITS]


def canonical(told: Any) -> str:
    """JSON with one way to write everything."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
