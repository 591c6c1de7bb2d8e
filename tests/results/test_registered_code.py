"""A lever of somebody's own is part of what a run's number hangs on."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from abm.behaviour.catalogue import LEVERS
from abm.payment.catalogue import ELEMENTS
from scenarios.runs.registered import registered_code
from scenarios.sweeping.keys import key_of

LEVER = "from abm.behaviour.catalogue import LEVERS\n\n\ndef response(*_):\n    return {value}\n"


def module(folder: Path, name: str, text: str):
    """A module of somebody's own."""
    file = folder / f"{name}.py"
    file.write_text(text)
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def a_function_of(lever) -> str:
    return next(name for name, value in vars(lever).items() if callable(value))


def test_an_edit_to_a_lever_from_outside_changes_every_key(tmp_path: Path, monkeypatch) -> None:
    plain = key_of("contents", 1, False, 0)
    assert registered_code() == ""
    lever = next(iter(LEVERS.values()))
    keys = []
    for value in (0.1, 0.2):
        response = module(tmp_path, f"mine_{value:.1f}".replace(".", "_"), LEVER.format(value=value)).response
        monkeypatch.setitem(LEVERS, "mine", replace(lever, **{a_function_of(lever): response}))
        keys.append(key_of("contents", 1, False, 0))
    assert len({plain, *keys}) == 3
    monkeypatch.delitem(LEVERS, "mine")
    assert key_of("contents", 1, False, 0) == plain


@pytest.mark.parametrize("value", [1, 2])
def test_an_element_from_outside_is_known_by_its_file(value: int, tmp_path: Path, monkeypatch) -> None:
    text = f"from abm.payment.block import Block\n\n\nclass Mine(Block):\n    extra: int = {value}\n"
    monkeypatch.setitem(ELEMENTS, "mine", module(tmp_path, "own_element", text).Mine)
    assert len(registered_code()) == 16
