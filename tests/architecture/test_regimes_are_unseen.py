"""No rule knows the name of a regime: if conduct changes, an incentive changed it."""

import ast

import pytest

from tests.architecture.sources import PROJECT, docstrings, modules, nodes, tree, where

REGIMES = tuple(path.stem for path in sorted((PROJECT / "scenarios" / "regimes").glob("*.toml")))


def test_there_are_regimes_to_look_for() -> None:
    assert len(REGIMES) >= 2


@pytest.mark.parametrize("regime", REGIMES)
def test_the_model_names_no_regime(regime: str) -> None:
    names = {regime, regime.replace("-", "_")}
    found = [
        where(path, node)
        for path in modules("abm")
        for node in set(ast.walk(tree(path))) - docstrings(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names
    ]
    assert not found, f"'{regime}' is named in {sorted(found)}"


@pytest.mark.parametrize("folder", ["behaviour", "processes", "patients", "effects"])
def test_people_conduct_and_effects_are_never_told_the_regime(folder: str) -> None:
    found = [
        where(path, node)
        for path, node in nodes(f"abm/{folder}")
        if "regime"
        in str(getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "arg", "")).lower()
    ]
    assert not found, found
