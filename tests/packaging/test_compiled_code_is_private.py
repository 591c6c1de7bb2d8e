"""Compiled code is only taken from a folder that nobody else can have written in."""

import os
from pathlib import Path

import pytest

from abm.compiled_cache import NAME, cache_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no owner's number and no mode")

OPEN = (0o777, 0o770, 0o722, 0o1777)
"""Modes under which others may have written."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    """A user's home and temporary folder."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


def in_temporary(home: Path) -> Path:
    """The user's folder among temporary ones."""
    return home / "temporary" / f"{NAME}-{os.getuid()}"


def mode(folder: Path) -> int:
    """Who may read and write it."""
    return folder.stat().st_mode & 0o777


def test_it_is_kept_at_home_and_closed_to_others(home):
    folder = cache_folder()
    assert folder.parent == home / "home" / NAME
    assert mode(folder) == mode(folder.parent) == 0o700


def test_a_folder_that_others_could_only_read_is_closed_and_kept(home):
    folder = cache_folder()
    folder.parent.chmod(0o755)
    folder.chmod(0o755)
    assert cache_folder() == folder
    assert mode(folder) == mode(folder.parent) == 0o700


@pytest.mark.parametrize("open_to", OPEN)
@pytest.mark.parametrize("part", ["all of it", "this version's"])
def test_a_folder_that_others_could_write_is_passed_over(home, open_to, part):
    folder = cache_folder()
    (folder.parent if part == "all of it" else folder).chmod(open_to)
    assert cache_folder().parent == in_temporary(home)


def test_a_link_is_passed_over(home):
    (home / "elsewhere").mkdir(mode=0o700)
    (home / "home").mkdir()
    (home / "home" / NAME).symlink_to(home / "elsewhere")
    assert cache_folder().parent == in_temporary(home)


def test_somebody_elses_folder_is_passed_over(home, monkeypatch, caplog):
    folder = cache_folder()
    owner = folder.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    other = cache_folder()
    assert folder.parent not in other.parents
    assert mode(other) == 0o700
    assert [record.getMessage()[:30] for record in caplog.records] == ["payscape: no private folder to"]


def test_without_a_home_and_with_a_planted_temporary_folder_a_new_one_is_made(home, caplog):
    (home / "home").write_text("a file")
    in_temporary(home).mkdir(mode=0o700)
    in_temporary(home).chmod(0o777)
    folder = cache_folder()
    assert folder.parent == home / "temporary"
    assert folder.name.startswith(f"{NAME}-")
    assert mode(folder) == 0o700
    assert "no private folder" in caplog.text
    folder.rmdir()
