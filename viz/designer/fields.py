"""The controls of a regime, read from its schema: labels, units, bounds and words are as declared.

A control cannot name what does not exist: its words come from the validator that would refuse others, or
from the place. What each control is goes to the browser as a plain table, see `Control`.

Example:
    >>> from abm.payment.tariff import Tariff
    >>> found = {c.key: c for c in controls(Tariff, {"marginal_rate": 0.7}, "acute.tariff")}
    >>> rate = found["marginal_rate"]
    >>> rate.kind, rate.low, rate.high, rate.value
    ('number', 0.0, 1.0, 0.7)
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import AfterValidator, BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scenarios.files.toml_files import Table
from scenarios.words.activity_words import POD_WORDS
from viz.words.plain_words import TERM_WORDS, capital

_NOT_A_WORD: Final = "\x00"
_OF_ATTRIBUTES: Final = re.compile(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", re.MULTILINE)
_ASIDE: Final = ("id", "elements", "contracts", "governance", "transition")


@dataclass(frozen=True)
class Control:
    """One control.

    Attributes:
        path: where its term is in the regime.
        label: what the term is, as it is declared.
        kind: `number`, `whole`, `yes`, `one`, `some`, `amounts`, `numbers`, `steps` or `words`.
        value: as it stands; None where nothing is said.
        optional: whether it may be left out.
        low: smallest number, or None.
        high: largest number, or None.
        options: words it may be, each with what it means.
        policy: the number of national policy that it names, or empty.
    """

    path: str
    label: str
    kind: str
    value: Any = None
    optional: bool = False
    low: float | None = None
    high: float | None = None
    options: tuple[tuple[str, str], ...] = ()
    policy: str = ""

    @property
    def key(self) -> str:
        """The last word of its path: the key in the file."""
        return self.path.rpartition(".")[2]


def controls(
    model: type[BaseModel], values: Table, path: str, words: Mapping[str, Sequence[str]] | None = None
) -> list[Control]:
    """The controls of one table of a regime.

    Args:
        model: what the table is.
        values: what it says.
        path: where it is.
        words: words of the place that terms may name, by their key; see `viz.designer.form.place_words`.
    """
    return [c for name, field in model.model_fields.items() if name not in _ASIDE
            for c in _of_field(model, name, field, values, path, words or {})]  # fmt: skip


def _of_field(
    model: type[BaseModel], name: str, field: FieldInfo, values: Table, path: str, words: Mapping[str, Any]
) -> Iterator[Control]:
    """One control, or those of the table that a term is."""
    inner = _model_in(field.annotation)
    value = values.get(name, None if field.is_required() else field.get_default(call_default_factory=True))
    at = f"{path}.{name}".lstrip(".")
    if inner and get_origin(field.annotation) is dict:
        for word, _ in _words_of(get_args(field.annotation)[0]):
            yield from controls(inner, (values.get(name) or {}).get(word, {}), f"{at}.{word}", words)
    elif inner:
        yield from controls(inner, values.get(name) or {}, at, words)
    else:
        shaped = _shaped(field.annotation, tuple(field.metadata))
        if name in words:
            options = tuple((word, word.replace("_", " ")) for word in words[name])
            shaped = replace(shaped, kind=_with_words(shaped.kind), options=options)
        optional, label = shaped.optional or not field.is_required(), _label(model, name, field)
        policy = value["policy"] if isinstance(value, dict) and "policy" in value else ""
        plain = None if policy else _plain(value)
        yield replace(shaped, path=at, label=label, policy=policy, value=plain, optional=optional)


def _with_words(kind: str) -> str:
    """The kind of control for free text once its words are known."""
    return {"words": "one", "many_words": "some"}.get(kind, kind)


def _plain(value: Any) -> Any:
    """A value as TOML would hold it."""
    return list(map(_plain, value)) if isinstance(value, tuple | list) else value


def _label(model: type[BaseModel], name: str, field: FieldInfo) -> str:
    """What a term is: its description, or what the class says of it."""
    if field.description and name in TERM_WORDS:
        return TERM_WORDS[name]
    words = field.description or _described(model).get(name) or name.replace("_", " ")
    words = re.sub(r"`|\s*\([A-Z]\d+\)", "", words).rstrip(".").replace("_", " ")
    return capital(words)


@cache
def _described(model: type[BaseModel]) -> dict[str, str]:
    """What a class says of its attributes, by name."""
    attributes = _OF_ATTRIBUTES.findall(model.__doc__ or "")
    return {name: " ".join(words.split()).partition(";")[0] for name, words in attributes}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The table that a term is, or holds by word."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and not get_args(part) and issubclass(part, BaseModel):
            return part
    return None


def _shaped(annotation: Any, metadata: tuple[Any, ...] = ()) -> Control:
    """What kind of control a type takes."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shaped(inside[0], (*metadata, *inside[1:]))
    if origin in (Union, UnionType):
        first = next(part for part in inside if part is not NoneType)
        return replace(_shaped(first, metadata), optional=True)
    if origin is Literal:
        return Control("", "", "one", options=tuple((str(w), str(w)) for w in inside))
    if origin is tuple:
        return _list_of(_shaped(inside[0]))
    if origin is dict:
        number = _shaped(inside[1])
        return replace(number, kind="amounts", options=_words_of(inside[0]))
    return _single(annotation, metadata)


def _list_of(inner: Control) -> Control:
    kind = {"one": "some", "number": "numbers", "some": "steps", "words": "many_words"}[inner.kind]
    return replace(inner, kind=kind)


def _single(annotation: Any, metadata: tuple[Any, ...]) -> Control:
    """A number, a truth, or a word."""
    if annotation is bool:
        return Control("", "", "yes")
    if annotation in (float, int):
        low, high = _bounds(metadata)
        return Control("", "", "number" if annotation is float else "whole", low=low, high=high)
    options = _words_of(Annotated[str, *metadata]) if metadata else ()
    return Control("", "", "one" if options else "words", options=options)


def _bounds(metadata: tuple[Any, ...]) -> tuple[float | None, float | None]:
    """The smallest and the largest number that are allowed."""
    flat = [m for given in metadata for m in (given.metadata if isinstance(given, FieldInfo) else (given,))]
    low = [float(m.ge if isinstance(m, Ge) else m.gt) for m in flat if isinstance(m, Ge | Gt)]  # type: ignore
    high = [float(m.le if isinstance(m, Le) else m.lt) for m in flat if isinstance(m, Le | Lt)]  # type: ignore
    return (low[0] if low else None), (high[0] if high else None)


@cache
def _words_of(annotation: Any) -> tuple[tuple[str, str], ...]:
    """The words a type may be: those that its validator names when it is given none of them."""
    if not any(isinstance(part, AfterValidator) for part in get_args(annotation)):
        return ()
    try:
        TypeAdapter(annotation).validate_python(_NOT_A_WORD)
    except ValidationError as fault:
        valid = fault.errors()[0].get("ctx", {}).get("valid", ())
        return tuple((word, _word(word)) for word in valid)
    return ()


def _word(word: str) -> str:
    """A word of a file as a person would read it."""
    return POD_WORDS[word][1] if word in POD_WORDS else word.replace("_", " ")
