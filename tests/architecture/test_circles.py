"""No two modules need each other, and what a module needs stands at its top."""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx
import pytest

from tests.architecture.sources import PACKAGES, PROJECT, modules, tree

LAZY_BY_CHOICE = ("cli/",)
"""A command imports what it runs when it is run, so that `--help` is quick."""

LAZY = {"abm/__init__.py": 1, "viz/pages/calibration.py": 11, "viz/room/server.py": 2}
"""Imports of our own modules inside functions, by file. This list may only shrink."""


class Import(NamedTuple):
    """A module that another one imports, and whether only when a function runs."""

    importer: str
    imported: str
    lazy: bool


NAMES = {
    ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in modules(package)
}


def for_types_alone(node: ast.AST) -> bool:
    """Whether a branch is read by type checkers and never run."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def statements(node: ast.AST, lazy: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Every import that is ever run, and whether it stands inside a function."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node, lazy
        return
    children = node.orelse if for_types_alone(node) else ast.iter_child_nodes(node)
    inside = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in children:
        yield from statements(child, inside)


def targets(importer: str, node: ast.Import | ast.ImportFrom, names: set[str]) -> Iterator[str]:
    """Modules among `names` that a statement brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in names)
        return
    assert not node.level, f"{importer} imports from a dot; name the module in full"
    for alias in node.names:
        whole = f"{node.module}.{alias.name}"
        if whole in names or node.module in names:
            yield whole if whole in names else str(node.module)


def imports_of(importer: str, code: ast.Module, names: set[str]) -> list[Import]:
    """What one module imports of ours."""
    return [
        Import(importer, imported, lazy)
        for node, lazy in statements(code)
        for imported in targets(importer, node, names)
        if imported != importer
    ]


def circles(found: list[Import]) -> list[list[str]]:
    """Modules that need one another, a list for each knot."""
    graph = nx.DiGraph([(one.importer, one.imported) for one in found])
    return sorted(sorted(knot) for knot in nx.strongly_connected_components(graph) if len(knot) > 1)


OURS = [one for name, path in NAMES.items() for one in imports_of(name, tree(path), set(NAMES))]


def test_no_two_modules_need_each_other() -> None:
    knots = "\n".join(" <-> ".join(knot) for knot in circles(OURS))
    assert not knots, f"move what they share to a module below them:\n{knots}"


def test_imports_stand_at_the_top() -> None:
    files = (NAMES[one.importer].relative_to(PROJECT).as_posix() for one in OURS if one.lazy)
    counted = Counter(file for file in files if not file.startswith(LAZY_BY_CHOICE))
    assert dict(counted) == LAZY, "take from the list what no longer stands; nothing joins it"


@pytest.mark.parametrize(
    ("a", "knotted"),
    [
        ("from b import thing", True),
        ("import b", True),
        ("def f():\n    import b", True),
        ("class A:\n    def f(self):\n        from b import thing", True),
        ("if TYPE_CHECKING:\n    import b", False),
        ("import json", False),
    ],
)
def test_a_circle_is_seen_wherever_it_is_closed(a: str, knotted: bool) -> None:
    names = {"a", "b"}
    found = [*imports_of("a", ast.parse(a), names), *imports_of("b", ast.parse("import a"), names)]
    assert bool(circles(found)) == knotted
