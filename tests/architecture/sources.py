"""The project's own files, read once: what the tests of its architecture look at."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("abm", "scenarios", "calibration", "viz", "cli", "payscape", "studies")
MADE_AT_THE_TOP = {"build", "dist", "results"}
WRITTEN_BY_HAND = {".py", ".js", ".css", ".html", ".md", ".toml", ".cff", ".json", ".txt", ".yaml"}


def is_ours(path: Path) -> bool:
    """Whether a file belongs to the project rather than to a tool that ran in it."""
    parts = path.relative_to(PROJECT).parts
    hidden = (part.startswith(".") and part != ".ci" for part in parts[:-1])
    made = (part == "__pycache__" or part.endswith(".egg-info") for part in parts)
    return path.is_file() and parts[0] not in MADE_AT_THE_TOP and not any(hidden) and not any(made)


@cache
def texts() -> tuple[Path, ...]:
    """Every file that people write, data tables not among them."""
    by_name = {"Makefile", "LICENSE", "run"}
    return tuple(
        path
        for path in sorted(PROJECT.rglob("*"))
        if (path.suffix in WRITTEN_BY_HAND or path.name in by_name) and is_ours(path)
    )


@cache
def modules(package: str) -> tuple[Path, ...]:
    """Python files of one top folder."""
    return tuple(path for path in sorted((PROJECT / package).rglob("*.py")) if is_ours(path))


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST | None = None) -> str:
    """A file, and a line of it, as an editor opens it."""
    line = f":{node.lineno}" if isinstance(node, ast.stmt | ast.expr) else ""
    return f"{path.relative_to(PROJECT).as_posix()}{line}"


def nodes(package: str) -> Iterator[tuple[Path, ast.AST]]:
    """Every piece of syntax in a top folder, with its file."""
    for path in modules(package):
        for node in ast.walk(tree(path)):
            yield path, node


def docstrings(module: ast.Module) -> set[ast.AST]:
    """The constants of a module that are documentation: any string that stands alone."""
    return {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
