"""Everything public in the model says what it is."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PROJECT, modules, tree, where

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
FEWEST_WORDS = 3


def public(node: Documented) -> Iterator[Documented]:
    """A module, its public classes and functions, and their public methods."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            overloaded = any(
                "overload" in ast.dump(d) or "override" in ast.dump(d) for d in child.decorator_list
            )
            if not child.name.startswith("_") and not overloaded:
                yield from public(child)


@pytest.mark.parametrize("path", modules("abm"), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_everything_public_says_what_it_is(path) -> None:
    silent = [
        f"{where(path, node if isinstance(node, ast.stmt) else None)} {getattr(node, 'name', 'the module')}"
        for node in public(tree(path))
        if len((ast.get_docstring(node) or "").split()) < FEWEST_WORDS
    ]
    assert not silent, "no docstring, or a word or two:\n" + "\n".join(silent)
