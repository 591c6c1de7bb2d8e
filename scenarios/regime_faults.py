"""What is wrong with a declared term, in one line: the file, the key, and what would be right."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios.errors import InputError, nearest

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], terms: Mapping[str, Any], file: str, key: str) -> Model:
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
        fault = faults.errors()[0]
        what, remedy = _explained(fault, model)
        place = ".".join([key, *(str(part) for part in fault["loc"] if part != "[key]")]).strip(".")
        raise InputError(what, f"{file}: {place}" if place else file, remedy) from None


def _explained(fault: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown key", nearest(str(fault["loc"][-1]), _keys(model, fault["loc"]))
    if kind == "missing":
        return "this key is missing", "add it"
    if kind == "too_short":
        return "nothing is named", "name at least one"
    if kind == "unknown_word":
        return fault["msg"], nearest(str(context["word"]), context["valid"])
    if kind == "literal_error":
        return f"'{given}' is not one of the words it may be", f"valid: {context['expected']}"
    if kind == "value_error":
        return fault["msg"].removeprefix("Value error, "), ""
    bound = _bound(kind, given, context)
    return bound or (_shape(kind, given, fault["msg"]), "")


def _bound(kind: str, given: Any, context: Mapping[str, Any]) -> tuple[str, str] | None:
    """A number out of its range."""
    if kind in ("less_than_equal", "less_than"):
        limit = context.get("le", context.get("lt"))
        hint = "; a share is a fraction, so write 70% as 0.7" if limit == 1 else ""
        return f"{given} is too large", f"at most {limit:g} is allowed{hint}"
    if kind in ("greater_than_equal", "greater_than"):
        limit = context.get("ge", context.get("gt"))
        return (
            f"{given} is too small",
            f"{'at least' if 'ge' in context else 'more than'} {limit:g} is allowed",
        )
    if kind == "finite_number":
        return f"{given} is not a finite number", "write an ordinary number"
    return None


def _shape(kind: str, given: Any, message: str) -> str:
    """A value of the wrong type."""
    wanted = {
        "float_type": "a number",
        "int_type": "a whole number",
        "string_type": "text in quotes",
        "tuple_type": "a list in square brackets",
        "dict_type": "a table",
        "model_type": "a table",
    }.get(kind)
    if wanted is None:
        return message[:1].lower() + message[1:]
    return f"{given!r} is not {wanted}"


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that are valid where an unknown one was found, however deep."""
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        if field and isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    return list(model.model_fields)
