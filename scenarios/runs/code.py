"""Which version of the code a number is from: what tells runs of two versions apart."""

import platform
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from abm.compiled_cache import source_hash
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


def arithmetic() -> dict[str, str]:
    """What the last digits of a result hang on beside the code, by name and version.

    Example:
        >>> list(arithmetic())
        ['Python', 'numpy', 'numba']
    """
    python = ".".join(platform.python_version_tuple()[:2])
    return {"Python": python, "numpy": version("numpy"), "numba": version("numba")}


def unlike(there: Mapping[str, str], here: Mapping[str, str]) -> str | None:
    """The first thing of which two places have different versions, in words, or None.

    Example:
        >>> unlike({"Python": "3.13"}, {"Python": "3.11"}), unlike({"Python": "3.11"}, {"Python": "3.11"})
        ('Python 3.13, not 3.11', None)
    """
    return next(
        (f"{name} {there.get(name)}, not {v}" for name, v in here.items() if there.get(name) != v), None
    )


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.suffix in (".py", ".toml")]
