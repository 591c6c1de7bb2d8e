"""Kinds of files that people write: by what one is known, and that a text is read as a file is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from calibration.calibration_file import CALIBRATION
from scenarios.errors import InputError
from scenarios.files.kind import Kind
from scenarios.files.kinds import KINDS, kind_of
from scenarios.files.programme_files import PROGRAMME
from scenarios.files.regime_files import REGIME
from scenarios.files.scenario_files import SCENARIO
from scenarios.files.set_files import SET
from scenarios.files.shock_files import SHOCK
from scenarios.files.toml_files import parsed
from scenarios.reforms.studies import STUDY
from scenarios.sweeping.sweep_file import SWEEP

LOADERS: tuple[Kind[..., Any], ...] = (STUDY, CALIBRATION, SWEEP, SET, SHOCK, PROGRAMME, REGIME, SCENARIO)
SAID_OF_ALL = {"id", "title", "question", "note"}
each = pytest.mark.parametrize("kind", LOADERS, ids=lambda kind: kind.name)


def test_every_kind_can_be_read_and_a_place_has_a_reader_of_its_own() -> None:
    assert [*(kind.name for kind in LOADERS), "place"] == list(KINDS)


@each
def test_a_kind_is_known_by_keys_that_its_files_may_have_and_no_kind_below_it_has(
    kind: Kind[..., Any],
) -> None:
    below = LOADERS[LOADERS.index(kind) + 1 :]
    others = SAID_OF_ALL.union(*(other.keys for other in below))
    assert KINDS[kind.name].marks
    assert KINDS[kind.name].marks <= set(kind.keys) - others


@each
def test_every_file_that_comes_with_payscape_is_told_from_its_keys(kind: Kind[..., Any]) -> None:
    aside = {"not_expressible"}
    names = [name for name in kind.names() if name not in aside]
    assert names
    for name in names:
        file = kind.find(name)
        assert kind_of(parsed(file, kind.name)) == kind.name, file


@pytest.mark.parametrize("kind", [REGIME, PROGRAMME, SHOCK, SCENARIO], ids=lambda kind: kind.name)
def test_a_text_is_read_as_the_file_it_stands_in(kind: Kind[..., Any]) -> None:
    for name in kind.names():
        assert kind.load_text(kind.find(name).read_text(encoding="utf-8"), name) == kind.load(name)


def test_a_text_may_extend_what_comes_with_payscape_and_no_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "R"\nextends = "east-london-today"\n', encoding="utf-8")
    assert REGIME.load_text(file.read_text(), "ours").contracts == REGIME.load(file).contracts
    with pytest.raises(InputError, match=r"ours\.toml: extends: .*: no such file"):
        REGIME.load_text(f'title = "R"\nextends = "{file}"\n', "ours")


def test_a_fault_in_a_text_is_said_as_in_a_file() -> None:
    with pytest.raises(InputError, match=r"^ours\.toml: unknown key 'titel'; did you mean 'title'\?$"):
        REGIME.load_text('titel = "R"\n', "ours")
    with pytest.raises(InputError, match=r"^ours\.toml: not UTF-8 text"):
        REGIME.load_text('title = "\ud800"\n', "ours")


def test_what_is_read_is_shared_and_nobody_changes_it() -> None:
    files = [kind.find(name) for kind in (REGIME, PROGRAMME, SHOCK, SCENARIO) for name in kind.names()]
    for name in SCENARIO.names():
        SCENARIO.load(name)
    for file in files:
        assert parsed(file, "file") is parsed(file, "file")
        assert parsed(file, "file") == tomllib.loads(file.read_text(encoding="utf-8"))
