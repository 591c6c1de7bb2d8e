"""Words of a contract that only a place can know: its boroughs, its organisations, their figures.

A regime is true of any place until it names one of these. Each is looked for in the place before anything
is settled, so that a slip of the pen is met with the nearest word there is.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from abm.contracts.contract import LEAD, MONEY_HOLDERS, PAYEE_KINDS, Contract
from abm.place import Place
from scenarios.errors import InputError, nearest

KINDS: Final = (*PAYEE_KINDS, *MONEY_HOLDERS, LEAD)
_NO_NEAR_WORD: Final = "valid: "


def strangers(contracts: Iterable[Contract], place: Place, file: str) -> list[InputError]:
    """Words of contracts that a place does not know, each as the fault to raise.

    Args:
        contracts: of a regime or a programme.
        place: where they are to hold.
        file: what they are from, for messages.

    Example:
        >>> from scenarios.files.place.cache import place_of
        >>> from scenarios.files.regime_files import load_regime
        >>> town = place_of("small_town").place
        >>> strangers(load_regime("newham-msk-collaborative").contracts, town, "newham")[0].what
        "no borough 'city_of_london' in small_town"
    """
    return [fault for contract in contracts for fault in _of_contract(contract, place, file)]


def _of_contract(contract: Contract, place: Place, file: str) -> Iterator[InputError]:
    """Boroughs and sub-systems in scope, payees, and figures that sums are taken from."""
    at, scope = f"{file}: contracts.{contract.id}", contract.scope
    systems = [system.id for system in place.sub_systems]
    for word in scope.boroughs:
        yield from _unless("borough", word, place.boroughs, place, f"{at}.scope.boroughs")
    for word in scope.sub_systems:
        yield from _unless("sub-system", word, systems, place, f"{at}.scope.sub_systems")
    payees = (*KINDS, *(o.id for o in place.organisations))
    for word in contract.payees:
        yield from _unless("organisation or kind of provider", word, payees, place, f"{at}.payees")
    figures = {*place.practice_figures, *(name for o in place.organisations for name in o.figures)}
    for where, word in _figures(contract):
        yield from _unless("figure", word, figures, place, f"{at}.{where}")


def _figures(contract: Contract) -> Iterator[tuple[str, str]]:
    """Figures a contract names, with the key at which it does."""
    for name, element in contract.elements.items():
        if figure := getattr(element, "pounds_from", None):
            yield f"elements.{name}.pounds_from", figure
    if contract.split and contract.split.figure:
        yield "split.figure", contract.split.figure


def _unless(noun: str, word: str, valid: Iterable[str], place: Place, where: str) -> Iterator[InputError]:
    """A fault unless the place knows the word."""
    words = list(valid)
    if word in words:
        return
    remedy = nearest(word, words)
    if words[: len(KINDS)] == list(KINDS) and remedy.startswith(_NO_NEAR_WORD):
        remedy = f"name the id of an organisation, or one of {', '.join(KINDS)}"
    yield InputError(f"no {noun} '{word}' in {place.id}", where, remedy)
