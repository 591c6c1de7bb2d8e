"""Chance is addressed, never queued: nothing in the model depends on the order of draws or of sets."""

import ast

from tests.architecture.sources import nodes, where

GENERATORS = {"random", "secrets", "numpy.random"}
# Mesa's model offers a queue of draws under these names.
QUEUED = {"random", "rng", "shuffle", "shuffle_do"}


def modules_imported(node: ast.AST) -> set[str]:
    """Names of modules that a statement brings in, `from x import y` as both x and x.y."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return set()


def is_a_set(node: ast.AST) -> bool:
    """Whether an expression is plainly a set, whose order changes from run to run."""
    called = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"set", "frozenset"}
    )
    return called or isinstance(node, ast.Set | ast.SetComp)


def faults(node: ast.AST) -> str:
    """What is wrong with a piece of syntax, or nothing."""
    if modules_imported(node) & GENERATORS:
        return "imports a generator of random numbers; draw from abm.streams"
    if isinstance(node, ast.Attribute) and node.attr in QUEUED:
        return f"uses .{node.attr}, a queue of draws; draw from abm.streams"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hash":
        return "hash() of a text differs from run to run; use abm.streams"
    if isinstance(node, ast.For | ast.comprehension) and is_a_set(node.iter):
        return "loops over a set, whose order differs from run to run; sort it"
    return ""


def test_the_model_draws_from_addresses_only() -> None:
    found = [f"{where(path, node)} {fault}" for path, node in nodes("abm") if (fault := faults(node))]
    assert not found, "\n".join(found)


def test_the_faults_are_seen_where_they_are() -> None:
    bad = [
        "import random",
        "from numpy import random",
        "from numpy.random import default_rng",
        "np.random.default_rng(1)",
        "self.rng.integers(3)",
        "hash('R1H')",
        "[x for x in {1, 2}]",
        "for x in set(y): pass",
    ]
    assert all(any(faults(node) for node in ast.walk(ast.parse(line))) for line in bad)
    good = ast.parse("from abm.streams import draw\nfor x in sorted({1, 2}): draw(x)")
    assert not any(faults(node) for node in ast.walk(good))
