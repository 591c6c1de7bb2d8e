"""Cliffs of a whole settlement, each with whose it is, how far it is in units people count, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.contracts.settlement import Group, Settlement
from abm.payment.element import Measure
from abm.quantities import Floats
from abm.vocabulary import POD
from scenarios.questions.cliffs import Cliff, scan
from scenarios.words.activity_words import OUTCOME_WORDS, POD_WORDS
from scenarios.words.numbers import short_pounds

TURNS: Final = {
    "tariff": "its baseline",
    "fee_for_service": "its cap",
    "gain_share": "a turn in what is shared",
    "points": "a threshold",
    "outcomes": "a threshold",
}
"""What a cliff of a form is called; of any other it is a turn in what is paid."""


@dataclass(frozen=True)
class NamedCliff:
    """A cliff, and whose it is.

    Attributes:
        payee: id of who is paid.
        payer: id of who pays.
        contract: id of the contract.
        element: name of the element in it.
        measure: what is measured.
        at: year-end measure at which it is.
        distance: from the forecast to it, in the measure's unit; negative where it is passed.
        units: the same in units people count, a value at the usual price; the measure's own otherwise.
        before: pounds a unit of the measure below it.
        beyond: pounds a unit of the measure above it.
        jump: pounds gained (or lost) at once by crossing it upwards.
        words: the same in one line.
    """

    payee: str
    payer: str
    contract: str
    element: str
    measure: str
    at: float
    distance: float
    units: float
    before: float
    beyond: float
    jump: float
    words: str


def cliffs_near(settlement: Settlement, readings: Floats, units: Floats) -> list[NamedCliff]:
    """Every cliff within a quarter of a forecast, the nearest first for each payee.

    Args:
        settlement: the contracts, with this year's plans.
        readings: float[rows], measures forecast for the year end.
        units: float[O, pods], what each organisation delivered, by which units are priced.
    """
    found = [cliff for group in settlement.groups for cliff in _of(settlement, group, readings, units)]
    order = {o.id: i for i, o in enumerate(settlement.place.organisations)}
    return sorted(found, key=lambda c: (order[c.payee], abs(c.distance) / c.at if c.at else 0.0))


def _of(settlement: Settlement, group: Group, readings: Floats, units: Floats) -> Iterator[NamedCliff]:
    """Cliffs of one element for every pair it binds."""
    organisations, contract = settlement.place.organisations, settlement.contracts[group.contract]
    measured = group.measured(readings)
    for i, (payer, payee) in enumerate(zip(group.pairs.payer, group.pairs.payee, strict=True)):
        for cliff in scan(group.element, group.plan[i], measured[i]):
            price = _usual_price(cliff.measure, units[payee], units.sum(axis=0))
            who, whom = organisations[payee].id, organisations[payer].id
            yield NamedCliff(
                payee=who,
                payer=whom,
                contract=contract.id,
                element=group.name,
                measure=cliff.measure.name,
                at=cliff.at,
                distance=cliff.distance,
                units=cliff.distance / price,
                before=cliff.before,
                beyond=cliff.beyond,
                jump=cliff.jump,
                words=f"{who}, {contract.id}.{group.name} from {whom}: "
                + _said(cliff, TURNS.get(group.element.form, "a turn in what is paid"), price),
            )


def _usual_price(measure: Measure, own: Floats, everybodys: Floats) -> float:
    """Pounds for a unit of the payee's mix, or of everybody's for what a population uses; 1 for a count."""
    if not measure.weights:
        return 1.0
    pods = [POD[pod] for pod in measure.weights]
    prices = np.array(list(measure.weights.values()))
    delivers = measure.basis != "population_use"
    for mix in (own[pods] * delivers, everybodys[pods], np.ones(len(pods))):
        if mix.sum() > 0:
            return float((prices * mix).sum() / mix.sum()) or 1.0
    return 1.0


def _said(cliff: Cliff, turn: str, price: float) -> str:
    """How far it is, and what changes there."""
    far = abs(cliff.distance)
    side = "short of" if cliff.distance > 0 else "past"
    worth = f" ({short_pounds(far)})" if cliff.measure.weights else ""
    words = f"{far / price:,.0f} {_thing(cliff.measure)}{worth} {side} {turn}; "
    words += f"{_slope(cliff, cliff.before)} up to it, {_slope(cliff, cliff.beyond)} beyond"
    return words + (f", and {short_pounds(cliff.jump)} at once on crossing it" if cliff.jump else "")


def _thing(measure: Measure) -> str:
    """What is counted, in the plural."""
    if measure.name in OUTCOME_WORDS:
        return OUTCOME_WORDS[measure.name]
    if len(measure.weights) == 1:
        return POD_WORDS[next(iter(measure.weights))][1]
    thing = measure.name.removeprefix("value of ").replace("_", " ")
    return f"units of {thing}" if measure.weights and not thing.endswith("s") else thing


def _slope(cliff: Cliff, pounds: float) -> str:
    """What one more unit of the measure brings."""
    if abs(pounds) < 1e-9:
        return "nothing"
    loses = "minus " if pounds < 0 else ""
    return (
        f"{loses}{100 * abs(pounds):.3g}% of price"
        if cliff.measure.weights
        else f"{loses}£{abs(pounds):,.2f} for each"
    )
