"""What sweeps need beside the core, and one line that says so where it is not installed."""

from importlib.util import find_spec
from typing import Final

from scenarios.errors import InputError, installing

NEEDED: Final = ("SALib", "dask", "distributed", "duckdb", "psutil", "scipy", "sklearn")
"""Packages that the extra `sweep` brings, as Python imports them."""


def require_extra() -> None:
    """Complain in one line where a package that sweeps need is missing.

    Raises:
        InputError: naming what is missing and how to install it.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        words = ", ".join(missing)
        raise InputError(f"sweeps need {words}, not installed here", "", installing("sweep"))
