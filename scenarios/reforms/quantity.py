"""What can be measured of a run: units, pounds, counts, effects and outcomes of one year.

Example:
    >>> Quantity(units=("NEL", "NELST"), kinds=("acute_trust",)).units
    ('NEL', 'NELST')
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.effects.catalogue import EFFECTS
from abm.effects.effect import TOTAL, Counterfactuals
from abm.payment.element import OutcomeName, PodName, SegmentName, one_of
from abm.processes.month_state import geography
from abm.quantities import MONTHS_PER_YEAR, to_pounds
from abm.record import Record
from abm.vocabulary import EMERGENCY_PODS, KIND, KINDS, OUTCOME, POD, PODS, SEGMENT
from scenarios.errors import InputError, nearest
from scenarios.runs.who_paid_whom import kinds_of

AnyPod = Annotated[str, one_of("point of delivery", PODS)]
KindName = Annotated[str, one_of("kind of organisation", KINDS)]
EffectName = Annotated[str, one_of("effect", EFFECTS)]

STOCKS: Final = {
    "bed_days": "days in a hospital bed, planned and emergency",
    "emergency_bed_days": "days in a bed of emergency patients, days waiting to leave among them",
    "emergency_spells": "emergency admissions",
    "delayed_days": "days in a bed after being ready to leave",
    "problems": "problems brought to practices that may be referred",
}
"""Counts of a year that stand among a month's stocks, and what they are."""
HAPPENED: Final = {
    "deaths": "deaths of residents",
    "avoidable_admissions": "avoidable emergency admissions of residents",
    "other_admissions": "emergency admissions of residents that care could not have avoided",
}
"""Counts of a year among what became of people."""
STANDING: Final = {
    "people": "residents, mean of the year",
    "registered": "people on practices' lists, mean of the year",
    "eligible": "people eligible for proactive care, mean of the year",
    "enrolled": "people in proactive care, mean of the year",
    "places_in_use": "people on caseloads and in packages, mean of the year",
}
"""Counts that are a level and not a flow."""
COUNTS: Final = {**STOCKS, **HAPPENED, **STANDING}
WAYS: Final = ("units", "value", "pounds", "count", "effect", "outcome")


class Quantity(BaseModel):
    """One number of a run in one contract year; exactly one of `WAYS` says what it is.

    Attributes:
        units: points of delivery whose units are added up.
        value: points of delivery whose units are added up at constant reference cost, pounds.
        pounds: what organisations of `kinds` received, spent, kept (received less paid on) or what care
            cost them, pounds.
        count: one of `COUNTS`.
        effect: its identifier, of the twelve months up to the end of the year, in the effect's own unit.
        scope: of the effect: `total`, an organisation, or a named part.
        outcome: an outcome that can be paid for, in per cent of chances.
        recorded: whether the outcome is as written down, instead of as it was.
        missed: whether chances missed are counted, instead of those taken.
        kinds: only organisations of these kinds; of every kind where none is named.
        providers: only these organisations, by id.
        segments: only people of these segments, for units, value and people. Kinds and providers narrow
            no count but places in use.
        boroughs: only residents of these boroughs, by id, for units and value.
        residents: whether people from outside the place are left out of units and value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    units: tuple[AnyPod, ...] = ()
    value: tuple[PodName, ...] = ()
    pounds: Literal["received", "spent", "kept", "cost"] | None = None
    count: Annotated[str, one_of("count", COUNTS)] | None = None
    effect: EffectName | None = None
    scope: str = Field(default=TOTAL, min_length=1)
    outcome: OutcomeName | None = None
    recorded: Annotated[bool, Field(strict=True)] = False
    missed: Annotated[bool, Field(strict=True)] = False
    kinds: tuple[KindName, ...] = ()
    providers: tuple[str, ...] = ()
    segments: tuple[SegmentName, ...] = ()
    boroughs: tuple[str, ...] = ()
    residents: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        """Exactly one way, and only the words that belong to it."""
        named = [way for way in WAYS if getattr(self, way)]
        if len(named) != 1:
            raise ValueError(
                f"say one of {', '.join(WAYS)}" + (f", not {' and '.join(named)}" if named else "")
            )
        way = named[0]
        for word, ways in _BELONGS.items():
            if getattr(self, word) != type(self).model_fields[word].default and way not in ways:
                raise ValueError(f"{word} is for {' or '.join(ways)}, not for {way}")
        if self.segments and way == "count" and self.count != "people":
            raise ValueError(f"'{self.count}' is not counted by segment")
        if (self.kinds or self.providers) and way == "count" and self.count != "places_in_use":
            raise ValueError(f"'{self.count}' is not counted by organisation")
        return self

    @property
    def needs_counterfactuals(self) -> bool:
        """Whether two more runs are lived for it, as for backfilling."""
        return self.effect is not None and bool(EFFECTS[self.effect].counterfactual)


_BELONGS: Final = {
    "scope": ("effect",),
    "recorded": ("outcome",),
    "missed": ("outcome",),
    "kinds": ("units", "value", "pounds", "count", "outcome"),
    "providers": ("units", "value", "pounds", "count", "outcome"),
    "segments": ("units", "value", "count"),
    "boroughs": ("units", "value"),
    "residents": ("units", "value"),
}

_EMERGENCIES: Final = Quantity(units=EMERGENCY_PODS, residents=True)


def of_year(quantity: Quantity, record: Record, counterfactuals: Counterfactuals | None = None) -> float:
    """A quantity in the last twelve months of a record.

    Args:
        quantity: what.
        record: a run up to the end of the year in question.
        counterfactuals: the runs beside it, for an effect that needs them.

    Raises:
        InputError: if the place has no such organisation, or the effect no such scope.
    """
    if quantity.effect is not None:
        return _effect(quantity, record, counterfactuals)
    if quantity.pounds:
        return _pounds(quantity, record)
    if quantity.outcome is not None:
        return _outcome(quantity, record)
    if quantity.count is not None:
        return _count(quantity, record)
    return _activity(quantity, record)


def _year(months: Sequence[NDArray[np.generic]]) -> NDArray[np.float64]:
    """Twelve months of an array added up."""
    return np.asarray(months[-MONTHS_PER_YEAR:], np.float64).sum(axis=0)


def _organisations(quantity: Quantity, record: Record) -> NDArray[np.bool_]:
    """Which organisations count, bool[O]."""
    place, known = record.place, [o.id for o in record.place.organisations]
    for name in quantity.providers:
        if name not in known:
            raise InputError(f"{place.id} has no organisation '{name}'", "providers", nearest(name, known))
    kinds = np.isin(kinds_of(place), [KIND[kind] for kind in quantity.kinds or KINDS])
    return kinds & (np.isin(known, quantity.providers) if quantity.providers else True)


def _activity(quantity: Quantity, record: Record) -> float:
    """Units, at reference cost where a value is asked for."""
    pods = [POD[pod] for pod in quantity.units or quantity.value]
    lines = np.isin(record.lines.pod, pods) & _organisations(quantity, record)[record.lines.organisation]
    counts = _year(record.delivered)
    counts = counts[:, :, _boroughs(quantity, record)]
    if quantity.segments:
        counts = counts[:, [SEGMENT[s] for s in quantity.segments]]
    weights = record.value if quantity.value else np.ones(record.lines.n)
    return float((counts.sum(axis=(1, 2)) * weights)[lines].sum())


def _boroughs(quantity: Quantity, record: Record) -> list[int]:
    """Whose people count, by column; the last is everybody from outside."""
    known = list(record.place.boroughs)
    for name in quantity.boroughs:
        if name not in known:
            raise InputError(f"{record.place.id} has no borough '{name}'", "boroughs", nearest(name, known))
    if quantity.boroughs:
        return [known.index(name) for name in quantity.boroughs]
    return list(range(len(known) + (not quantity.residents)))


def _pounds(quantity: Quantity, record: Record) -> float:
    """What organisations received, spent, kept, or what care cost them, pounds."""
    who = _organisations(quantity, record)
    if quantity.pounds == "cost":
        return float(to_pounds(_year(record.costs)[who].sum()))
    received = spent = 0.0
    for month in record.payments[-MONTHS_PER_YEAR:]:
        received += float(month.pence[who[month.payee]].sum())
        spent += float(month.pence[who[month.payer]].sum())
    pence = {"received": received, "spent": spent, "kept": received - spent}[quantity.pounds or ""]
    return float(to_pounds(pence))


def _outcome(quantity: Quantity, record: Record) -> float:
    """Successes as they were or as written down, or what was missed, per cent of chances."""
    counts = _year([month["measures"] for month in record.outcomes])
    true, recorded, chances = counts[_organisations(quantity, record), OUTCOME[quantity.outcome or ""]].sum(
        axis=0
    )
    if not chances:
        return float("nan")
    share = 100 * float((recorded if quantity.recorded else true) / chances)
    return 100 - share if quantity.missed else share


def _count(quantity: Quantity, record: Record) -> float:
    """One of `COUNTS`."""
    name = quantity.count or ""
    if name in STOCKS:
        return float(_year([month[name] for month in record.stocks]).sum())
    if name == "deaths":
        return float(_year([month["deaths"] for month in record.outcomes]).sum())
    if name in HAPPENED:
        avoidable = float(_year([month["avoidable"] for month in record.outcomes]).sum())
        return avoidable if name == "avoidable_admissions" else _activity(_EMERGENCIES, record) - avoidable
    return _standing(quantity, record) / MONTHS_PER_YEAR


def _standing(quantity: Quantity, record: Record) -> float:
    """A level, added up over twelve months."""
    if quantity.count == "people":
        people = _year([month["people"] for month in record.outcomes])
        return float(people[[SEGMENT[s] for s in quantity.segments or SEGMENT]].sum())
    if quantity.count == "places_in_use":
        slots = geography(record.place, record.lines).organisation_of_slot
        in_use = _year([month["in_use"] for month in record.stocks])
        return float(in_use[_organisations(quantity, record)[slots]].sum())
    levels = {"registered": record.people, "eligible": record.eligible, "enrolled": record.enrolled}
    return float(_year(levels[quantity.count or ""]).sum())


def _effect(quantity: Quantity, record: Record, counterfactuals: Counterfactuals | None) -> float:
    """An effect of the last twelve months; the slope and parts of it by scope."""
    effect = EFFECTS[quantity.effect or ""]
    found = {v.scope: v.value for v in effect.measure(record, counterfactuals) if v.month is None}
    if not found:
        return float("nan")
    if quantity.scope not in found:
        remedy = nearest(quantity.scope, found)
        raise InputError(f"{effect.identifier} has no scope '{quantity.scope}'", "scope", remedy)
    return found[quantity.scope]
