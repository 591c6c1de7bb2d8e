"""What a screen shows of one run: a few small arrays and the decisions, nothing of any resident.

Made in the process that ran the model, sent whole to the one that serves pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from abm.effects.effect import EffectValue
from abm.quantities import MONTHS_PER_YEAR, PENCE_PER_POUND, Floats
from abm.record import PanelPath, Record
from abm.vocabulary import POD

Small = NDArray[np.float32]


@dataclass(frozen=True)
class Series:
    """One line over time.

    Attributes:
        key: short name.
        title: what it is, in words.
        unit: of the line.
        decimals: shown.
        flow: whether a month is shown as the mean of the last twelve, so that winters do not hide a trend.
        read: the line from a record, float[M].
    """

    key: str
    title: str
    unit: str
    decimals: int
    flow: bool
    read: Callable[[Record], Floats]


@dataclass(frozen=True, eq=False)
class Picture:
    """One run of M months, O organisations, K series, as it is drawn.

    Attributes:
        months: labels, YYYY-MM.
        series: float32[K, M], in the order of `SERIES`.
        effects: value and unit by effect and scope, for the run as a whole; practices are left out.
        activity: float32[M, O], pounds of work done in a month at constant prices.
        margin: float32[M, O], last twelve months' margin on turnover.
        costs: float32[M, O], pounds of cost in a month.
        funding: float32[M, O], pounds that payers are given in a month.
        patients: who sends people to whom.
        pounds: who pays whom.
        panels: every lever and every decision.
    """

    months: tuple[str, ...]
    series: Small
    effects: dict[tuple[str, str], tuple[float, str]]
    activity: Small
    margin: Small
    costs: Small
    funding: Small
    patients: "Edges"
    pounds: "Edges"
    panels: list[PanelPath]


@dataclass(frozen=True, eq=False)
class Edges:
    """Flows between organisations, month by month.

    Attributes:
        source: int32[E], organisation index; for people of a borough, -1 less the borough's index.
        target: int32[E], organisation index.
        size: float32[M, E], people, or pounds.
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    size: Small


def picture(record: Record, effects: list[EffectValue]) -> Picture:
    """A run as it is drawn.

    Args:
        record: what happened.
        effects: what was measured.
    """
    return Picture(
        months=tuple(record.clock.label(month) for month in range(record.months)),
        series=lines_of(record),
        effects=_of_the_run(record, effects),
        activity=_activity(record),
        margin=np.array(record.margin, np.float32),
        costs=(np.array(record.costs).sum(axis=2) / PENCE_PER_POUND).astype(np.float32),
        funding=(np.array(record.funding) / PENCE_PER_POUND).astype(np.float32),
        patients=_patients(record),
        pounds=_pounds(record),
        panels=record.panels,
    )


def _of_the_run(record: Record, effects: list[EffectValue]) -> dict[tuple[str, str], tuple[float, str]]:
    """Effects of a run as a whole, those of hundreds of practices left out."""
    practices = {o.id for o in record.place.organisations[: record.place.n_practices]}
    kept = (e for e in effects if e.month is None and e.scope not in practices)
    return {(e.effect, e.scope): (e.value, e.unit) for e in kept}


def lines_of(record: Record) -> Small:
    """Every line over time of a run, float32[K, M], in the order of `SERIES`."""
    return np.array([_line(series, record) for series in SERIES], np.float32)


def _line(series: Series, record: Record) -> Floats:
    line = series.read(record)
    return _year_so_far(line) if series.flow else line


def _year_so_far(line: Floats) -> Floats:
    """The mean of the last twelve months; not a number before there are twelve."""
    mean = np.full(len(line), np.nan)
    if len(line) >= MONTHS_PER_YEAR:
        mean[MONTHS_PER_YEAR - 1 :] = np.convolve(line, np.ones(MONTHS_PER_YEAR) / MONTHS_PER_YEAR, "valid")
    return mean


# Lines over time --------------------------------------------------------------------------------------


def _done(*pods: str) -> Callable[[Record], Floats]:
    """Units of some points of delivery, a month."""

    def read(record: Record) -> Floats:
        lines = np.isin(record.lines.pod, [POD[pod] for pod in pods])
        return np.array([d[lines].sum(dtype=np.float64) for d in record.delivered])

    return read


def _stock(name: str) -> Callable[[Record], Floats]:
    """A stock over all that hold it."""
    return lambda record: np.array([held[name].sum() for held in record.stocks])


def _reached(record: Record) -> Floats:
    """Per cent of eligible people in proactive care."""
    enrolled, eligible = (np.array([m.sum() for m in part]) for part in (record.enrolled, record.eligible))
    return 100 * enrolled / np.maximum(eligible, 1)


def _trusts_surplus(record: Record) -> Floats:
    """What hospital trusts received minus what they paid on and what care cost, pounds million a year."""
    trusts, n = record.place.trusts, len(record.place.organisations)
    kept = [np.bincount(p.payee, p.pence, n) - np.bincount(p.payer, p.pence, n) for p in record.payments]
    left = np.array(kept) - np.array(record.costs).sum(axis=2)
    return left[:, trusts].sum(axis=1) * (MONTHS_PER_YEAR / PENCE_PER_POUND / 1e6)


SERIES: Final = (
    Series("emergencies", "Emergency admissions", "a month", 0, True, _done("NEL", "NELST")),
    Series("referrals", "GP referrals to hospital", "a month", 0, True, _done("REF")),
    Series("waiting", "People waiting to be seen", "people", 0, False, _stock("waiting_first")),
    Series("delayed", "Delayed discharge days", "a month", 0, True, _done("XBD")),
    Series("reached", "People in proactive care", "% of those eligible", 1, False, _reached),
    Series("community", "Community contacts", "a month", 0, True, _done("COMM")),
    Series("follow_ups", "Outpatient follow-ups", "a month", 0, True, _done("OPFUP", "NF2F")),
    Series("surplus", "Hospital trusts' surplus", "£m a year", 1, True, _trusts_surplus),
)
"""The lines of the live screen, in reading order."""


# The map ----------------------------------------------------------------------------------------------


def _activity(record: Record) -> Small:
    """Pounds of work by organisation and month, at reference costs."""
    organisations = len(record.place.organisations)
    done = record.by_line() * record.value
    return np.array([np.bincount(record.lines.organisation, m, organisations) for m in done], np.float32)


def _patients(record: Record) -> Edges:
    """Emergencies from boroughs to trusts, as counted; referrals from practices to their nearest trust.

    A practice's referrals are drawn to the trust that its borough's planned care goes to most.
    """
    place, line = record.place, record.lines.line
    spells = line[place.trusts, POD["NEL"]]
    by_borough = np.array([d[spells].sum(axis=1)[:, :-1] for d in record.delivered], np.float32)
    trust, borough = (axis.ravel() for axis in np.indices(by_borough.shape[1:]))
    referred = np.array(
        [d[line[: place.n_practices, POD["REF"]]].sum(axis=(1, 2)) for d in record.delivered], np.float32
    )
    usual = place.planned_share.argmax(axis=1)[place.practice_borough]
    source = np.concatenate([-1 - borough, np.arange(place.n_practices)])
    target = np.concatenate([place.trusts[trust], place.trusts[usual]])
    return _edges(source, target, np.hstack([by_borough.reshape(record.months, -1), referred]))


def _pounds(record: Record) -> Edges:
    """Pounds from payer to payee, whatever the contract."""
    organisations = len(record.place.organisations)
    codes = [p.payer * organisations + p.payee for p in record.payments]
    pairs = np.unique(np.concatenate(codes))
    size = np.zeros((record.months, len(pairs)))
    for month, (code, paid) in enumerate(zip(codes, record.payments, strict=True)):
        np.add.at(size[month], np.searchsorted(pairs, code), paid.pence / PENCE_PER_POUND)
    return _edges(pairs // organisations, pairs % organisations, size)


def _edges(source: Any, target: Any, size: Any) -> Edges:
    """Edges in which anything ever flowed."""
    used = np.abs(size).sum(axis=0) > 0
    return Edges(
        source[used].astype(np.int32), target[used].astype(np.int32), size[:, used].astype(np.float32)
    )
