"""A second of `make fuzz`, and that it would notice a crash."""

from pathlib import Path

import pytest
from hypothesis import strategies as st

from scenarios.errors import InputError
from tests.fuzz.readers import Reader, readers
from tests.fuzz.rounds import CrashError, one_input, one_round

QUICK = {
    "regime.toml",
    "shock.toml",
    "place: practices.csv",
    "a_run: manifest.json",
    "page: address",
    "page: lever",
}


def test_a_moment_of_it_finds_no_crash() -> None:
    chosen = [reader for reader in readers() if reader.name in QUICK]
    assert len(chosen) == len(QUICK)
    for reader in chosen:
        one_round(reader, 1, 5)


@pytest.mark.parametrize("name", sorted({*QUICK} - {"page: lever"}))  # whose inputs are no spoilt file
def test_what_is_spoilt_was_sound(name: str, tmp_path: Path) -> None:
    (reader,) = [reader for reader in readers() if reader.name == name]
    assert reader.sound
    for number, sound in enumerate(reader.sound):
        (tmp_path / str(number)).mkdir()
        reader.read(sound, tmp_path / str(number))


def test_a_crash_is_noticed_with_its_smallest_input() -> None:
    def read(number: int, _: Path) -> None:
        if number > 10:
            raise KeyError(number)

    with pytest.raises(CrashError, match="KeyError") as crash:
        one_round(Reader("numbers", st.integers(0, 10**6), read), 1, 200)
    assert crash.value.given == 11


@pytest.mark.parametrize("line", ["two\nlines", "red \x1b[31m", ""])
def test_what_is_not_one_line_is_a_crash(line: str, monkeypatch) -> None:
    def read(_: bytes, __: Path) -> None:
        fault = InputError("x")
        fault.args = (line,)
        raise fault

    with pytest.raises(CrashError, match="not one line"):
        one_input(Reader("lines", st.none(), read), b"")
