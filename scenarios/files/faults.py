"""What is wrong with a declared term, in one line: the file, the key, and what would be right."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios.errors import InputError, nearest

Schema = TypeVar("Schema", bound=BaseModel)

QUOTED: Final = re.compile(r"'([^']+)'")
LONGEST: Final = 60
"""Characters of a value that a message repeats."""


def validated(model: type[Schema], terms: Mapping[str, Any], file: str, key: str) -> Schema:
    """A model from terms of a file.

    Args:
        model: the pydantic model.
        terms: what the file says.
        file: name of the file.
        key: where in the file the terms are; empty at its top.

    Raises:
        InputError: at the first fault.
    """
    try:
        return model.model_validate(dict(terms))
    except ValidationError as faults:
        fault = _first_to_tell(faults.errors(include_url=False))
        what, remedy = _explained(fault, model)
        place = ".".join([key, *(str(part) for part in fault["loc"] if part != "[key]")]).strip(".")
        raise InputError(what, f"{file}: {place}" if place else file, remedy) from None


def _first_to_tell(faults: list[ErrorDetails]) -> ErrorDetails:
    """The fault to tell: an unknown key before a missing one, since it may be that one misspelt."""
    return next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])


def _explained(fault: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown key", nearest(str(fault["loc"][-1]), _keys(model, fault["loc"]))
    if kind == "missing":
        return "this key is missing", "add it"
    if kind == "too_short":
        return "nothing is named", "name at least one"
    if kind == "string_too_short":
        return "nothing is written", "write a phrase"
    if kind == "unknown_word":
        return fault["msg"], nearest(str(context["word"]), context["valid"])
    if kind == "literal_error":
        words = f"valid: {context['expected']}"
        close = nearest(given, QUOTED.findall(words)) if isinstance(given, str) else ""
        remedy = close if close.startswith("did") else words
        return f"{shown(given)} is not one of the words it may be", remedy
    if kind == "value_error":
        return fault["msg"].removeprefix("Value error, "), ""
    return _bound(kind, given, context) or (_shape(kind, given, fault["msg"]), _hint(kind, given))


def _bound(kind: str, given: Any, context: Mapping[str, Any]) -> tuple[str, str] | None:
    """A number out of its range."""
    if kind in ("less_than_equal", "less_than"):
        limit = context.get("le", context.get("lt"))
        hint = "; a share is a fraction, so write 70% as 0.7" if limit == 1 else ""
        return f"{shown(given)} is too large", f"at most {limit:g} is allowed{hint}"
    if kind in ("greater_than_equal", "greater_than"):
        limit = context.get("ge", context.get("gt"))
        least = f"{'at least' if 'ge' in context else 'more than'} {limit:g} is allowed"
        return f"{shown(given)} is too small", least
    if kind == "finite_number":
        return f"{shown(given)} is not a finite number", "write an ordinary number"
    return None


def _shape(kind: str, given: Any, message: str) -> str:
    """A value of the wrong type."""
    wanted = {
        "float_type": "a number",
        "int_type": "a whole number",
        "bool_type": "true or false",
        "string_type": "text in quotes",
        "tuple_type": "a list in square brackets",
        "dict_type": "a table",
        "model_type": "a table",
    }.get(kind)
    return f"{shown(given)} is not {wanted}" if wanted else message[:1].lower() + message[1:]


def _hint(kind: str, given: Any) -> str:
    """What may stand instead of a number."""
    table = kind == "float_type" and isinstance(given, dict)
    return 'write a number, or { policy = "…" } for one of national policy' if table else ""


def shown(given: Any) -> str:
    """A value much as its file has it, cut short where it is long.

    Example:
        >>> shown(True), shown("half"), shown("x" * 99)[-3:]
        ('true', "'half'", 'xx…')
    """
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, date | time):
        return given.isoformat()
    try:
        said = repr(given)
    except ValueError:  # a whole number of more digits than Python writes
        return "a number of thousands of digits"
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that are valid where an unknown one was found, however deep."""
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        model = (_inside(field.annotation) if field else None) or model
    return list(model.model_fields)


def _inside(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds: itself, or in a table, a list or a choice of types."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for part in get_args(annotation) if (model := _inside(part))), None)
