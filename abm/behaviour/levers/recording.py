"""Anyone whose outcomes are measured: effort on the measure only (E10).

Belief: one unit is one log-odds point of the share g of failures that are recorded as success or left
out as exceptions. True failures are the recorded ones over 1 - g, so a unit adds g (1 - g) of them to
the recorded successes of every measure, at the price of a clerk. No patient gains or loses. That it may
be found out is in the stiffness, which falls due as the square of what is done.
"""

import numpy as np

from abm.behaviour.lever import NO_GAIN, SMALLEST_SCALE, Believed, Lever, OfLastYear, Stiffness, Turn
from abm.behaviour.measures import recorded_failures
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import OUTCOMES


def _more_recorded(year: LastYear) -> Floats:
    """Recorded successes a year that one unit adds, by outcome, [n, M]."""
    return recorded_failures(year) * year.values["recording.usual_share"]


def _done_honestly(year: LastYear) -> Floats:
    """What one true success of each outcome costs to bring about, pounds, [M]."""
    v = year.values
    treated_sooner = v["cost.DC"] * v["belief.overtime_premium"]
    died_at_home = v["community.response_contacts"] * v["cost.COMM"]
    return np.array([v["cost.PREV"], treated_sooner, v["cost.XBD"], died_at_home])


def _belief(year: LastYear) -> Believed:
    more = _more_recorded(year)
    return Believed(
        outcomes={m: more[:, m] for m in range(len(OUTCOMES))},
        effort=more.sum(axis=1) * year.values["belief.clerical_cost"],
    )


def _scale(year: LastYear) -> Floats:
    return np.maximum((_more_recorded(year) * _done_honestly(year)).sum(axis=1), SMALLEST_SCALE)


LEVER = Lever(
    name="recording",
    title="effort on the measure only",
    identifiers=("E10",),
    unit="log-odds of the share of failures recorded as success or excepted",
    kinds=("gp_practice", "acute_trust", "community"),
    lowest=-3.0,
    highest=3.0,
    more="Recorded more failures as success or exception",
    belief=OfLastYear(_belief),
    gain=NO_GAIN,
    scale=_scale,
    believed="recorded successes; cost of a clerk; nothing for patients",
    stiffness=Stiffness(
        2.0,
        0.5,
        8.0,
        "Gravelle, Sutton and Ma 2010: 1.3 points more exceptions where they paid; with three "
        "quarters failing and pay near the cost of doing it, 0.65 / k x 0.036 = 0.013; being found "
        "out is in it",
        "low",
    ),
    beliefs=(
        Parameter(
            "belief.clerical_cost",
            2.0,
            "pounds to record one success",
            0.5,
            5.0,
            "five minutes of a clerk",
            "assumed",
        ),
    ),
    own_price=tuple(("outcomes", outcome, +1) for outcome in OUTCOMES),
    bears=(),
    turns=(Turn("misrecorded"),),
    source="Gravelle, Sutton and Ma 2010 (exceptions); Minchin et al. 2018 (half of a gain is recording)",
)
"""The lever."""
