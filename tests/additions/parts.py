"""What a part of the model lacks: a field that says nothing, or its line in the catalogue."""

import importlib
import pkgutil
from collections.abc import Collection, Iterable
from dataclasses import fields
from types import ModuleType
from typing import Any


def silent(part: Any, but: Collection[str] = ()) -> list[str]:
    """Fields of a part that hold nothing, save those that may.

    Example:
        >>> from abm.effects.catalogue import EFFECTS
        >>> silent(EFFECTS["E2"])
        ['twin']
    """
    return [f.name for f in fields(part) if f.name not in but and getattr(part, f.name) in ("", (), None)]


def modules(package: str) -> list[ModuleType]:
    """The modules of a package, imported."""
    folder = importlib.import_module(package)
    return [importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(folder.__path__)]


def unlisted(package: str, name: str, listed: Iterable[Any]) -> list[str]:
    """Modules of a package that hold a part under a name, whose part is in no catalogue."""
    known = list(listed)
    return [
        module.__name__
        for module in modules(package)
        if hasattr(module, name) and not any(getattr(module, name) is part for part in known)
    ]
