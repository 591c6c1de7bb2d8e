"""A file of activity that is wrong in any of fifty ways is refused in one line: where, and what to do."""

from pathlib import Path

import pytest

from calibration.observed.load import load
from scenarios.errors import InputError
from tests.calibration.broken_files import BROKEN, HEAD, months

PROVIDERS = ("TGH", "OUT", "all")


def complaint(tmp_path: Path, content: str | bytes) -> str:
    file = tmp_path / "activity.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as fault:
        load([file], PROVIDERS)
    return str(fault.value)


def test_there_are_fifty() -> None:
    assert len(BROKEN) >= 50


@pytest.mark.parametrize("name", BROKEN)
def test_the_complaint_is_one_line_with_file_and_remedy(name: str, tmp_path: Path) -> None:
    content, words = BROKEN[name]
    line = complaint(tmp_path, content)
    assert "\n" not in line
    assert line.startswith("activity.csv")
    assert ";" in line, "a remedy"
    assert not [word for word in words if word not in line], line


def test_no_file_and_no_data(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load([tmp_path / "nothing.csv"], PROVIDERS)
    with pytest.raises(InputError, match="is a folder"):
        load([tmp_path], PROVIDERS)
    with pytest.raises(InputError, match="no data"):
        load([], PROVIDERS)


def test_the_same_months_in_two_files(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(HEAD + months(3))
    with pytest.raises(InputError, match="is in two files"):
        load([tmp_path / "a.csv", tmp_path / "b.csv"], PROVIDERS)


def test_complaints_differ(tmp_path: Path) -> None:
    """A message that fits every fault says nothing of any."""
    lines = {complaint(tmp_path, content) for content, _ in BROKEN.values()}
    assert len(lines) >= 50
