"""Which version of the code a number is from: what tells runs of two versions apart."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from abm.compiled import source_hash
from scenarios.files.contents import raw

SCENARIOS: Final = Path(__file__).parents[1]
READ_AND_RUN: Final = ("files", "runs", "sweeping/measured_run.py", "scenario.py")
"""What of this package a run's numbers hang on, beside the model."""


@cache
def code_version() -> str:
    """Sixteen hexadecimal digits that change with the model, or with what reads, runs and measures."""
    digest = sha256(source_hash().encode())
    for file in sorted(file for name in READ_AND_RUN for file in _files(SCENARIOS / name)):
        digest.update(file.relative_to(SCENARIOS).as_posix().encode() + raw(file))
    return digest.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.suffix in (".py", ".toml")]
