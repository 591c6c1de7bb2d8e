"""Every example in a docstring gives what it says it gives."""

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("abm", "scenarios", "calibration", "viz", "cli", "payscape", "studies")
# Installed by an extra, so that a module which needs one may be absent from a core set-up.
EXTRAS = {
    *("altair", "anywidget", "ipyvue", "ipyvuetify", "solara", "SALib", "dask", "distributed"),
    *("duckdb", "emcee", "pandera", "sklearn"),
}


def name_of(path: Path) -> str:
    """A file's name as Python imports it."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = [name_of(path) for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]


def imported(name: str):
    """The module, or a skipped test where it needs an extra that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in EXTRAS:
            pytest.skip(f"needs {missing.name}")
        raise


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_of_a_module_are_right(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = imported(name)
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0, f"{name}: {result.failed} of {result.attempted}"


def test_examples_are_found() -> None:
    """The quantities alone show two, so a finder that finds none has failed."""
    source = importlib.import_module("abm.quantities")
    examples = [example for test in doctest.DocTestFinder().find(source) for example in test.examples]
    assert len(examples) >= inspect.getsource(source).count(">>> ") >= 2
