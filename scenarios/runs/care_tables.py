"""What was done, what stood waiting and what became of people, as tidy tables."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from abm.processes.month_state import geography
from abm.quantities import Floats
from abm.record import Record
from abm.vocabulary import OUTSIDE_BOROUGH, PODS, SEGMENTS

EVERYWHERE: Final = "all"
"""In a column of boroughs, segments or quintiles: not told apart."""

SITE_STOCKS: Final = {
    "waiting_first": "waiting_first",
    "waiting_treatment": "waiting_treatment",
    "bed_days": "bed_days",
    "delayed_days": "delayed",
}
"""Stocks of hospital sites that add up over a trust, with their names in the table."""
SLOT_STOCKS: Final = {"in_use": "caseload", "places": "places", "requests": "requests"}
PRACTICE_STOCKS: Final = ("pressure", "refused", "referrals_at_norm", "problems")
WAITS: Final = ("months_waited_first", "people_seen_first", "months_waited_treatment", "people_treated")


def words(codes: Any, names: Sequence[str]) -> "pd.Categorical":
    """A column of words held as numbers: small in memory, and text in the file."""
    return pd.Categorical.from_codes(np.asarray(codes), list(dict.fromkeys(names)))


def months_of(record: Record, codes: Any) -> "pd.Categorical":
    """A column of months as YYYY-MM."""
    return words(codes, [record.clock.label(m) for m in range(record.months)])


def activity(record: Record) -> pd.DataFrame:
    """Activity by month, provider, kind, point of delivery, segment and borough of residence.

    Advice and guidance (AG) is one act on two lines, the asking practice's and the answering trust's: add up
    either, not both.
    """
    cells = [np.nonzero(month) for month in record.delivered]
    line, segment, borough = (np.concatenate([c[axis] for c in cells]) for axis in range(3))
    provider, pod = record.lines.organisation[line], record.lines.pod[line]
    return pd.DataFrame(
        {
            "month": months_of(record, np.repeat(np.arange(record.months), [len(c[0]) for c in cells])),
            "provider": words(provider, ids(record)),
            "kind": kinds(record, provider),
            "pod": words(pod, PODS),
            "segment": words(segment, SEGMENTS),
            "borough": words(borough, (*record.place.boroughs, OUTSIDE_BOROUGH)),
            "count": np.concatenate([m[c] for m, c in zip(record.delivered, cells, strict=True)]),
        },
        copy=False,
    )


def ids(record: Record) -> list[str]:
    """Ids of organisations in index order."""
    return [o.id for o in record.place.organisations]


def kinds(record: Record, organisation: Any) -> "pd.Categorical":
    """A column of kinds from a column of organisation indexes."""
    names = list(dict.fromkeys(o.kind for o in record.place.organisations))
    code = np.array([names.index(o.kind) for o in record.place.organisations])
    return words(code[organisation], names)


def stocks(record: Record) -> pd.DataFrame:
    """What stood at each provider at the end of a month, and what its queues saw in it."""
    by_month = [_stocks_of(record, month) for month in range(record.months)]
    held = [
        (name, who, np.array([m[i][2] for m in by_month])) for i, (name, who, _) in enumerate(by_month[0])
    ]
    names, months = [name for name, _, _ in held], np.arange(record.months)
    return pd.DataFrame(
        {
            "month": months_of(record, np.concatenate([np.repeat(months, len(who)) for _, who, _ in held])),
            "provider": words(np.concatenate([np.tile(who, len(months)) for _, who, _ in held]), ids(record)),
            "stock": words(np.repeat(np.arange(len(names)), [v.size for _, _, v in held]), names),
            "value": np.concatenate([v.ravel() for _, _, v in held]),
        }
    )


def _stocks_of(record: Record, month: int) -> list[tuple[str, Any, Floats]]:
    """Name, organisations and values of every stock of one month."""
    place, held, outcomes = record.place, record.stocks[month], record.outcomes[month]
    sites, slots = np.array([s.trust for s in place.sites]), _slots(record)
    practices = np.arange(place.n_practices)
    trusts, services = np.unique(sites), np.unique(slots)

    def by(groups: Any, members: Any, values: Floats) -> Any:
        return np.bincount(groups, values, len(place.organisations))[members]

    found = [(label, trusts, by(sites, trusts, held[name])) for name, label in SITE_STOCKS.items()]
    beds = held["bed_days"]
    full = by(sites, trusts, held["occupancy"] * beds) / np.maximum(by(sites, trusts, beds), 1e-9)
    found.append(("occupancy", trusts, full))
    found += [(w, trusts, by(sites, trusts, outcomes["waits"][:, i])) for i, w in enumerate(WAITS)]
    found += [(label, services, by(slots, services, held[name])) for name, label in SLOT_STOCKS.items()]
    found.append(("emergencies_averted", services, by(slots, services, outcomes["averted"])))
    found += [(name, practices, held[name]) for name in PRACTICE_STOCKS]
    found += [("list", practices, record.people[month]), ("eligible", practices, record.eligible[month])]
    found.append(("enrolled", practices, record.enrolled[month]))
    return found


def _slots(record: Record) -> Any:
    """Organisation of each support service."""
    return geography(record.place, record.lines).organisation_of_slot


def outcomes(record: Record) -> pd.DataFrame:
    """What became of people: deaths and where, needs unmet, avoidable admissions, people alive.

    A true and a recorded value stand side by side, for whatever can be recorded other than it is.
    """
    boroughs = [*record.place.boroughs, EVERYWHERE]
    quintiles = [EVERYWHERE, "1", "2", "3", "4", "5"]
    segments = [*SEGMENTS, EVERYWHERE]
    parts = [part for month in range(record.months) for part in _outcomes_of(record, month)]
    names = list(dict.fromkeys(name for name, *_ in parts))
    sizes = [p[5].size for p in parts]
    column = [
        np.concatenate([np.broadcast_to(p[i], p[5].shape).ravel() for p in parts]) for i in (1, 2, 3, 4, 5)
    ]
    return pd.DataFrame(
        {
            "month": months_of(record, column[0]),
            "borough": words(column[1], boroughs),
            "deprivation": words(column[2], quintiles),
            "segment": words(column[3], segments),
            "measure": words(np.repeat([names.index(name) for name, *_ in parts], sizes), names),
            "true_value": column[4],
            "recorded_value": column[4],
        }
    )


def _outcomes_of(record: Record, month: int) -> list[tuple[str, Any, Any, Any, Any, Floats]]:
    """Measure, then codes of month, borough, quintile and segment, and values, of every outcome."""
    held, b = record.outcomes[month], record.place.n_boroughs
    borough, quintile = np.arange(b), np.arange(1, 6)
    everyone, segment = len(SEGMENTS), np.arange(len(SEGMENTS))
    found: list[tuple[str, Any, Any, Any, Any, Floats]] = [
        ("deaths_elsewhere", month, borough, 0, everyone, held["deaths"][:, 0]),
        ("deaths_in_hospital", month, borough, 0, everyone, held["deaths"][:, 1]),
        ("deaths_where_wished", month, borough, 0, everyone, held["wishes"]),
        ("unmet_need", month, borough[:, None], quintile, everyone, held["unmet"]),
        ("avoidable_admissions", month, borough[:, None], quintile, everyone, held["avoidable"]),
        ("people", month, borough, 0, segment[:, None], held["people"]),
    ]
    return found
