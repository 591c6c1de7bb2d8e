"""What a sweep varies, in words: a number of the model or a term of payment by its plain name and its unit.

Example:
    >>> words("conduct.altruism.acute_trust"), unit("conduct.altruism.acute_trust")
    ('Altruism, hospital trusts', 'weight of patients against margin, 0 to 1')
    >>> words("regime.contracts.acute.elements.tariff.marginal_rate")
    'Emergency marginal rate (MRET), acute tariff'
    >>> unit("regime.contracts.acute.elements.tariff.marginal_rate")
    'share of price paid for emergencies above the baseline'
    >>> words("part_of_price"), unit("part_of_price"), with_unit("theory")
    ('Part of price', '', 'Theory of decision')
"""

from functools import cache
from typing import Any, Final

from abm.behaviour.catalogue import LEVERS
from abm.parameters import BY_NAME
from abm.payment.catalogue import ELEMENTS
from abm.vocabulary import POD
from scenarios.words.activity_words import POD_WORDS
from viz.words.plain_words import KIND_WORDS, TERM_WORDS, capital, condition_words, within

_NAMES: Final = {
    "theory": "Theory of decision",
    "shock": "What happens meanwhile",
    "sample": "Residents simulated",
}
_CONDITIONS: Final = "illness"
_BETWEEN: Final = ("regime", "contracts", "elements")


def words(name: str) -> str:
    """A plain name, as a label begins.

    Args:
        name: dotted name of a parameter, path of a term, or what the sweep's file calls a lever.
    """
    if name in _NAMES:
        return _NAMES[name]
    what, *whose = _of_parameter(name) if name in BY_NAME else _of_term(name)
    return ", ".join([capital(what), *whose])


def unit(name: str) -> str:
    """What its numbers are, as the parameter or the term declares it; empty where nothing does."""
    if name in BY_NAME:
        return BY_NAME[name].unit
    declared = _declared(_field(name)) if "." in name else set[str]()
    return next(iter(declared)) if len(declared) == 1 else ""


def with_unit(name: str) -> str:
    """The plain name with its unit behind, where it has one."""
    return f"{words(name)} ({unit(name)})" if unit(name) else words(name)


def _of_parameter(name: str) -> list[str]:
    """What a number is of, and whose, the subject left out."""
    subject, what, *whose = name.split(".")
    return [_plain(what), *(_whose(subject, word) for word in whose)]


def _whose(subject: str, word: str) -> str:
    """A kind of organisation, a lever or a condition, within a label."""
    if word in KIND_WORDS:
        return within(KIND_WORDS[word])
    if word in LEVERS:
        return LEVERS[word].title
    return condition_words(word) if subject == _CONDITIONS else _plain(word)


def _of_term(path: str) -> list[str]:
    """A field of a payment, the contract and element it is of, and for a price of what."""
    if "." not in path:
        return [_plain(path)]
    parts = [part for part in path.split(".") if part not in _BETWEEN]
    at = max(i for i, part in enumerate(parts) if part == _field(path))
    of = " ".join(_plain(part) for part in parts[:at] if part != parts[at])
    after = [POD_WORDS[part][0] if part in POD else _plain(part) for part in parts[at + 1 :]]
    return [TERM_WORDS.get(parts[at]) or _plain(parts[at]), *([of] if of else []), *after]


def _field(path: str) -> str:
    """The part of a path that some form of payment declares; else its last."""
    parts = path.split(".")
    return next((part for part in reversed(parts) if _declared(part)), parts[-1])


@cache
def _declared(key: str) -> set[str]:
    """What forms of payment say a field of that name is."""
    every: list[Any] = [element.model_fields.get(key) for element in ELEMENTS.values()]
    return {field.description for field in every if field is not None and field.description}


def _plain(word: str) -> str:
    return word.replace("_", " ")
