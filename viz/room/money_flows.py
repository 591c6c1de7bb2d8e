"""From one run to the picture of its money: who pays whom in a year, and what is left at the end of it.

Payers, trusts and kinds are apart; hundreds of practices are one. What a lead is paid and pays on is in
both of its flows.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR
from scenarios.words.numbers import million_pounds, percent
from viz.charts.theme import INK, KIND_COLOURS, financial_year
from viz.room.picture import Picture
from viz.words.plain_words import KIND_WORDS

NAMED: Final = ("acute_trust",)
"""Kinds whose organisations are shown one by one."""

_SMALLEST: Final = 0.0005
"""Share of all money under which a flow is not drawn; it is in the table."""


@dataclass(frozen=True)
class Party:
    """Who pays or is paid.

    Attributes:
        name: in words.
        kind: of organisation.
        members: organisation indexes.
    """

    name: str
    kind: str
    members: tuple[int, ...]


def parties(place: Place) -> list[Party]:
    """Everybody who pays or is paid, payers first."""
    known: list[Party] = []
    for kind in ("commissioner", "council", "outside_payer", "gp_federation", *KIND_WORDS):
        members = tuple(place.of_kind(kind).tolist())
        if not members or any(p.kind == kind for p in known):
            continue
        if kind in NAMED:
            known += [Party(place.organisations[i].name, kind, (i,)) for i in members]
        else:
            known.append(Party(KIND_WORDS[kind], kind, members))
    return known


def years_of(picture: Picture) -> list[str]:
    """Financial years that are complete, in order."""
    return [financial_year(picture.months[m]) for m in range(11, len(picture.months), MONTHS_PER_YEAR)]


def flows(picture: Picture, place: Place, year: int) -> Any:
    """Pounds from party to party in one financial year of the run, float[parties, parties].

    Args:
        picture: the run.
        place: where.
        year: which, 0 for the first.
    """
    of = _party_of(place)
    months = slice(year * MONTHS_PER_YEAR, (year + 1) * MONTHS_PER_YEAR)
    pounds = picture.pounds.size[months].sum(axis=0, dtype=np.float64)
    flow = np.zeros((of.max() + 1, of.max() + 1))
    np.add.at(flow, (of[picture.pounds.source], of[picture.pounds.target]), pounds)
    return flow


@dataclass(frozen=True)
class Balance:
    """What one party received, passed on, spent on care and has left in a year, pounds.

    Attributes:
        name: who.
        received: from others, or as a payer's funding.
        paid: to others.
        spent: on care, or on administration.
    """

    name: str
    received: float
    paid: float
    spent: float

    @property
    def left(self) -> float:
        """What is left, negative for a deficit."""
        return self.received - self.paid - self.spent


def balances(picture: Picture, place: Place, year: int) -> list[Balance]:
    """Balances of everybody, in one financial year; what payers are given counts as received.

    Args:
        picture: the run.
        place: where.
        year: which, 0 for the first.
    """
    money, of = flows(picture, place, year), _party_of(place)
    months = slice(year * MONTHS_PER_YEAR, (year + 1) * MONTHS_PER_YEAR)
    spent = np.bincount(of, picture.costs[months].sum(axis=0, dtype=np.float64), len(money))
    given = np.bincount(of, picture.funding[months].sum(axis=0, dtype=np.float64), len(money))
    rows = zip(parties(place), money.sum(axis=0) + given, money.sum(axis=1), spent, strict=True)
    return [Balance(p.name, float(r), float(q), float(s)) for p, r, q, s in rows if r or q or s]


def drawn(picture: Picture, place: Place, year: int) -> dict[str, Any]:
    """Parties and flows as the drawing of money takes them: pounds, and flows from one to the other.

    Args:
        picture: the run.
        place: where.
        year: which, 0 for the first.
    """
    money, who = flows(picture, place, year), parties(place)
    links = [
        [int(i), int(j), float(money[i, j])] for i, j in zip(*np.nonzero(money > 0), strict=True) if i != j
    ]
    floor = _SMALLEST * sum(pounds for *_, pounds in links)
    nodes = [{"name": p.name, "colour": KIND_COLOURS.get(p.kind, INK)} for p in who]
    return {"nodes": nodes, "links": sorted(links, key=lambda link: -link[2]), "floor": floor}


def message(picture: Picture, place: Place, year: int) -> str:
    """What the picture of money shows, as its title."""
    money, who = flows(picture, place, year), parties(place)
    kept = money.sum(axis=0) - money.sum(axis=1)
    trusts = [i for i, p in enumerate(who) if p.kind == "acute_trust"]
    whole = float(np.maximum(kept, 0).sum())
    part = 100 * float(kept[trusts].sum()) / whole if whole else 0.0
    when = years_of(picture)[year]
    share = percent(part, places=0)
    return f"Of {million_pounds(whole)} paid for care in {when}, hospital trusts keep {share}"


def _party_of(place: Place) -> Any:
    """Index of the party of every organisation."""
    of = np.zeros(len(place.organisations), np.int64)
    for index, party in enumerate(parties(place)):
        of[list(party.members)] = index
    return of
