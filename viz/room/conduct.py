"""One provider's levers over time under both options, and why it moved them."""

from collections import Counter
from typing import Any, Final

import numpy as np
import pandas as pd

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.decision import TERMS
from abm.place import Place
from abm.record import LeverPath, PanelPath
from scenarios.errors import InputError
from scenarios.questions.reason import Reason
from scenarios.questions.why import POUND_COLUMNS, reason
from scenarios.questions.why_in_words import size
from viz.room.picture import Picture, Small
from viz.widgets.charts import panel
from viz.words.plain_words import QUIET, capital, name_of

UNMOVED: Final = 5e-4
"""A lever that stands within this of another stands where it does."""

MOVERS: Final = 4
"""Providers that are offered beside the charts, as those who changed most."""

PER_CENT: Final = 100.0


def levers_of(a: Picture, b: Picture, place: Place, organisation: str) -> tuple[list[Any], Small]:
    """Panels of one provider's levers, and their lines, float32[K, 4, M]; none where it decides nothing.

    Args:
        a: one run of option A.
        b: one run of option B.
        place: where.
        organisation: whose, by id.
    """
    index = place.index_of(organisation)
    one, other = (_paths(picture.panels, index) for picture in (a, b))
    panels = [_panel(p.lever, _of(p, index), _of(q, index)) for p, q in zip(one, other, strict=True)]
    lines = [[_of(p, index), _of(q, index)] for p, q in zip(one, other, strict=True)]
    months = len(b.months)
    missing = np.full((len(lines), 2, months), np.nan, np.float32)
    drawn = np.array(lines, np.float32).reshape(len(lines), 2, months) * PER_CENT
    return panels, np.concatenate([drawn, missing], axis=1)


def providers(place: Place) -> list[list[str]]:
    """Everybody who can be looked at, id and words; practices last, and numbered within their borough."""
    seen: Counter[str] = Counter()
    options: list[list[str]] = []
    for o in sorted(place.organisations, key=lambda o: o.kind == QUIET):
        name = name_of(o, place)
        seen[name] += 1
        options.append([o.id, f"{name}, number {seen[name]}" if o.kind == QUIET else name])
    return options


def movers(a: Picture, b: Picture, place: Place, most: int = MOVERS) -> list[tuple[str, str]]:
    """Whose levers stand farthest from where they stand under option A: id, and what changed.

    Of each lever the one who is farthest, so that hundreds of practices do not fill the list.

    Args:
        a: one run of option A.
        b: one run of option B.
        place: where.
        most: how many.
    """
    apart = [far for one, other in zip(a.panels, b.panels, strict=True) for far in _farthest(one, other)]
    words: dict[int, str] = {}
    for lever, who, far in sorted(apart, key=lambda each: -abs(each[2])):
        if abs(far) >= UNMOVED and who not in words:
            known = LEVERS[lever]
            words[who] = f"{known.title}, {size(known, far)} {'more' if far > 0 else 'less'}"
    return [(place.organisations[who].id, change) for who, change in list(words.items())[:most]]


def _farthest(one: PanelPath, other: PanelPath) -> list[tuple[str, int, float]]:
    """Each lever of a kind, who stands farthest apart with it at the end, and how far."""
    apart = other.value[-1] - one.value[-1]
    at = np.abs(apart).argmax(axis=1).tolist()
    return [
        (name, int(other.members[i]), float(apart[k, i]))
        for k, (name, i) in enumerate(zip(other.names, at, strict=True))
    ]


def moved_months(picture: Picture, place: Place, organisation: str) -> list[str]:
    """Months at whose end a provider decided, YYYY-MM."""
    paths = _paths(picture.panels, place.index_of(organisation))
    return sorted({picture.months[month] for path in paths for month, _ in path.decisions})


def why(picture: Picture, place: Place, organisation: str, lever: str | None, month: str | None) -> Reason:
    """Why a provider moved a lever; by default the one that moved most, in the last quarter.

    Raises:
        InputError: if it decided nothing.
    """
    index = place.index_of(organisation)
    rows = [
        row for path in _paths(picture.panels, index) for row in _rows(path, index, picture, organisation)
    ]
    if not rows:
        raise InputError("decides nothing here", organisation, "choose a provider of care")
    named = name_of(place.organisations[index], place)
    return reason(pd.DataFrame(rows), organisation, lever, month, named)


def _paths(panels: list[PanelPath], index: int) -> list[LeverPath]:
    """Levers of whoever has an index."""
    mine = [p for p in panels if index in p.members]
    return [p.lever(k) for p in mine for k in range(len(p.names))]


def _of(path: LeverPath, index: int) -> Any:
    return path.value[:, int(np.flatnonzero(path.members == index)[0])]


def _rows(path: LeverPath, index: int, picture: Picture, organisation: str) -> list[dict[str, Any]]:
    """A provider's decisions on one lever, as the table of decisions has them."""
    who = int(np.flatnonzero(path.members == index)[0])
    return [
        {
            "month": picture.months[month],
            "organisation": organisation,
            "lever": path.lever,
            "value": d.value[who],
            **dict(zip(TERMS, d.terms[:, who], strict=True)),
            **dict(zip(POUND_COLUMNS, d.pounds[:, who], strict=True)),
        }
        for month, d in path.decisions
    ]


def _panel(lever: str, one: Any, other: Any) -> dict[str, Any]:
    """What one lever shows at the end: where it stands against its norm, and against option A."""
    known = LEVERS[lever]
    title = capital(known.title)
    at, apart = float(other[-1]), float(other[-1] - one[-1])
    if abs(apart) < UNMOVED:
        message = f"{title}: the same under both"
    else:
        message = f"{title}: {size(known, apart)} {'more' if apart > 0 else 'less'}"
    spoken = f"At the end it stands {size(known, at)} {'above' if at > 0 else 'below'} its norm."
    unit = "points of 1% from the norm" if known.unit.startswith("log") else "hundredths from the norm"
    return panel(lever, title, message, unit, 1, spoken)
