"""A command as a person types it, and one saved run and comparison of the small town for all tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main

QUICK = ("--months", "6", "--sample", "0.1")
PAIR = (
    "small-town-today",
    "small-town-capitation",
    "--months",
    "14",
    "--sample",
    "0.1",
    "--seeds",
    "3",
    "--workers",
    "1",
)
"""Pairs of runs enough for an interval, long enough for the second regime to be in force."""


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> dict:
        """Standard output as the one JSON object it must be."""
        return json.loads(self.out)


Type = Callable[..., Said]


@pytest.fixture
def payscape(capsys: pytest.CaptureFixture[str]) -> Type:
    """Type a command."""

    def type_(*words: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(int(left.value.code or 0), said.out, said.err)

    return type_


@pytest.fixture(scope="session")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved run."""
    folder = tmp_path_factory.mktemp("saved") / "run"
    with pytest.raises(SystemExit) as left:
        main(["run", "small-town-today", *QUICK, "--out", str(folder)])
    assert not left.value.code
    return folder


@pytest.fixture(scope="session")
def a_comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved comparison."""
    folder = tmp_path_factory.mktemp("saved") / "comparison"
    with pytest.raises(SystemExit) as left:
        main(["compare", *PAIR, "--out", str(folder)])
    assert not left.value.code
    return folder
