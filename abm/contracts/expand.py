"""From a declared contract to the pairs of organisations it binds in a place."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from abm.contracts.contract import LEAD, MONEY_HOLDERS, PAYEE_KINDS, Contract
from abm.contracts.territory import serving
from abm.place import Place
from abm.quantities import Bools, Ints

_KINDS = (*PAYEE_KINDS, *MONEY_HOLDERS)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Who pays whom under one contract, n pairs.

    Attributes:
        payer: int[n], organisation index.
        payee: int[n], organisation index.
        territory: bool[n, B + 1], boroughs whose residents the payer pays this payee for; the last
            is outside the place. All true for a practice, which is paid for its whole list.
    """

    payer: Ints
    payee: Ints
    territory: Bools

    @property
    def n(self) -> int:
        """The number of pairs."""
        return len(self.payer)


def expand(contract: Contract, place: Place, lead_kind: str | None, internal: bool = False) -> Pairs:
    """Find every pair of payer and payee, with the boroughs the payer pays for.

    A pair whose payer is its payee (a lead trust and its own hospital) is dropped, unless `internal`
    asks for it, to see what is covered.

    Args:
        contract: the contract as declared.
        place: the place.
        lead_kind: `acute_trust`, `gp_federation`, or None where nobody leads.
        internal: whether to keep pairs that pay themselves.

    Returns:
        The pairs, payers in index order within the order in which payees are named.

    Raises:
        ValueError: if the contract needs a lead, a borough or an organisation there is not, or would pay an
            organisation twice, by its kind and by its id, or read of a practice what its list does not count.
    """
    scope = contract.scope.borough_mask(place)
    payers = _payers(contract.payer, place, lead_kind)
    bound = [
        (np.full(len(payee), payer), payee, mask)
        for word in dict.fromkeys(contract.payees)
        for payer, whole in payers.items()
        if (territory := whole & scope).any()
        for payee, mask in _payees(word, territory, place, lead_kind)
    ]
    none = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, place.n_boroughs + 1), bool)
    payer, payee, masks = (np.concatenate(column) for column in zip(none, *bound, strict=True))
    covered = [contract.scope.includes(place.organisations[i]) for i in payee.tolist()]
    kept = np.array(covered, bool) & (internal | (payer != payee))
    pairs = Pairs(payer[kept], payee[kept], masks[kept])
    _refuse_twice(contract, pairs, place)
    _refuse_uncounted_lists(contract, pairs, place)
    return pairs


def _refuse_twice(contract: Contract, pairs: Pairs, place: Place) -> None:
    """Nobody is a payee twice over."""
    numbered = pairs.payer * len(place.organisations) + pairs.payee
    once, first = np.unique(numbered, return_index=True)
    if len(once) < pairs.n:
        again = np.setdiff1d(np.arange(pairs.n), first)[0]
        name = place.organisations[int(pairs.payee[again])].id
        raise ValueError(f"contract '{contract.id}' names {name} twice, by its id and by its kind")


def _refuse_uncounted_lists(contract: Contract, pairs: Pairs, place: Place) -> None:
    """A practice named by its id is refused where its kind would be."""
    for practice in pairs.payee[pairs.payee < place.n_practices][:1].tolist():
        if why := contract.why_no_practice(place.organisations[practice].id):
            raise ValueError(f"contract '{contract.id}': {why}")


def leads(place: Place, lead_kind: str | None) -> dict[int, Bools]:
    """The boroughs each lead answers for, by organisation index.

    Raises:
        ValueError: if no kind leads, or a sub-system names no such lead.
    """
    if lead_kind is None:
        raise ValueError("a contract names 'lead' but the governance has no lead")
    led: dict[int, Bools] = {}
    for i, system in enumerate(place.sub_systems):
        lead = system.lead_trust if lead_kind == "acute_trust" else system.lead_federation
        if lead < 0:
            raise ValueError(f"sub-system '{system.id}' names no {lead_kind} to lead it")
        mask = np.append(place.sub_system_of_borough == i, False)
        led[lead] = led.get(lead, mask) | mask
    return led


def _payers(role: str, place: Place, lead_kind: str | None) -> dict[int, Bools]:
    if role == "lead":
        return leads(place, lead_kind)
    if role == "other_commissioners":
        return {place.outside_payer: np.arange(place.n_boroughs + 1) == place.n_boroughs}
    owner = serving(place)[role]
    return {int(i): np.append(owner == i, False) for i in np.unique(owner[owner >= 0])}


def _payees(word: str, territory: Bools, place: Place, lead_kind: str | None) -> Iterator[tuple[Ints, Bools]]:
    """Payees that a word stands for, int[n], and the boroughs they are paid for, bool[n, B + 1]."""
    if word == LEAD:
        for lead, mask in leads(place, lead_kind).items():
            if (shared := mask & territory).any():
                yield np.array([lead]), shared[None, :]
        return
    payee = np.array(_of_kind(word, territory, place) if word in _KINDS else [_by_id(word, place)], np.int64)
    practice = payee < place.n_practices
    # A practice is paid for its whole list, wherever on it people live.
    payee = payee[~practice | territory[place.practice_borough[np.where(practice, payee, 0)]]]
    yield payee, territory | (payee < place.n_practices)[:, None]


def _by_id(word: str, place: Place) -> int:
    """The organisation a contract names by its id."""
    try:
        return place.index_of(word)
    except KeyError:
        kinds = ", ".join((*_KINDS, LEAD))
        raise ValueError(f"payee '{word}' is no organisation of the place, nor one of {kinds}") from None


def _of_kind(kind: str, territory: Bools, place: Place) -> list[int]:
    """Organisations of a kind that may serve a territory; trusts take patients from anywhere."""
    if kind == "gp_practice":
        return np.flatnonzero(territory[place.practice_borough]).tolist()
    if kind == "acute_trust":
        return place.trusts.tolist()
    serves = serving(place)[kind]
    outside_only = not territory[:-1].any()
    of_boroughs = np.unique(serves if outside_only else serves[territory[:-1]])
    return of_boroughs[of_boroughs >= 0].tolist()
