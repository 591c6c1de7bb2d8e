"""One place starts processes, one opens models, and no folder is a corridor."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, PROJECT, modules, nodes, tree, where

EVERYWHERE = (*PACKAGES, "benchmarks")
STARTS = {"ProcessPoolExecutor", "LocalCluster", "Client", "Process", "Pool", "get_context"}
"""What starts processes, or is a client of a cluster's."""
FROM = ("concurrent.futures", "multiprocessing", "distributed", "dask.distributed")
RUNNER = "scenarios/runs/workers.py"
SHARED_VALUES = "scenarios/runs/tickets.py"
"""Takes numbers that processes share from a context, and starts none."""
OPENS = "scenarios/runs/task.py"
MOST = 30
LISTS = ("abm/behaviour/levers", "abm/effects", "abm/payment", "viz/charts")
"""Folders of one file for each thing of a kind."""


def called(node: ast.AST) -> str:
    """The last name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))


def starters(path: Path) -> set[str]:
    """What a file brings in, or reaches through a module, that starts processes."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FROM):
            found |= {alias.name for alias in node.names} & STARTS
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in FROM:
            found |= {node.attr} & STARTS
    return found


def opens_a_model(node: ast.AST) -> bool:
    """`Model(...)`, or any class of model called with a seed of its own."""
    seeded = isinstance(node, ast.Call) and any(word.arg == "rng" for word in node.keywords)
    return called(node) == "Model" or (called(node) == "kind" and seeded)


def files(which: Callable[[Path], object]) -> Iterator[str]:
    """Files outside the tests of which something is so."""
    for package in EVERYWHERE:
        yield from (where(path) for path in modules(package) if which(path))


def test_one_module_starts_processes() -> None:
    assert set(files(starters)) == {RUNNER, SHARED_VALUES}


def test_shared_values_start_no_process() -> None:
    assert starters(PROJECT / SHARED_VALUES) == {"get_context"}
    used = {called(node) for node in ast.walk(tree(PROJECT / SHARED_VALUES))}
    assert not used & {"Process", "Pool", "Manager"}


def test_one_module_opens_models() -> None:
    opening = {
        where(path)
        for package in EVERYWHERE
        if package != "abm"
        for path, node in nodes(package)
        if opens_a_model(node)
    }
    assert opening == {OPENS}


@pytest.mark.parametrize("package", EVERYWHERE)
def test_no_folder_is_a_corridor(package: str) -> None:
    folders = Counter(path.parent.relative_to(PROJECT).as_posix() for path in modules(package))
    long = {folder: n for folder, n in folders.items() if n > MOST and folder not in LISTS}
    assert not long, f"more than {MOST} modules: {long}"
