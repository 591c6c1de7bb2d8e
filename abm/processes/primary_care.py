"""Primary care: problems brought to the practice are managed, put to a consultant, or referred.

The chance of referral has log-odds: the practice's own habit, plus severity of the problem, plus
time pressure (the clinical process of C3.4), plus the practice's threshold (its lever). Of what would
be referred, a share is done in the practice as an enhanced service, and a share is put to a
consultant first, whose advice may avoid the referral. What would have been referred at the norm and
without pressure is counted beside, so that referral inflation can be measured at equal need.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import NO_QUEUE, Columns
from abm.patients.kernel import HAS_PROBLEM, IS_REFUSED
from abm.processes.chance import logistic, pick
from abm.processes.counting import deliver, note
from abm.processes.month_state import Counts, Geography, Happened, Joiners
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import DEPRIVATION_QUINTILES, POD

STREAMS: Final = (
    "primary.problem",
    "primary.referral",
    "primary.advice",
    "choice.provider",
    "choice.order",
    "primary.enhanced",
)

_GP, _REF, _AG, _ENH = (POD[p] for p in ("GP", "REF", "AG", "ENH"))
_LANE = np.uint64((1 << 21) - 1)
_UNIT = 1.0 / (1 << 21)
_TO_UNIT_SPREAD: Final = 6.0**0.5
_S21, _S42, _S8, _S56 = (np.uint64(s) for s in (21, 42, 8, 56))


class Rules(NamedTuple):
    """Parameters of referral; see `abm.parameters.primary_care` and `planned`.

    Attributes:
        severity: log-odds per unit of a problem's severity.
        pressure: log-odds per unit of time pressure.
        response: log-odds per unit of the practice's lever.
        kept: share of would-be referrals left after enhanced services and advice, at the norm.
        urgent_share: share of referrals that are urgent.
        specialty: float64[4], running share of problems.
        worsens: rise of severity when a contact is refused.
    """

    severity: float
    pressure: float
    response: float
    kept: float
    urgent_share: float
    specialty: Floats
    worsens: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    shares = values.table("planned.specialty_share")
    return Rules(
        values["primary_care.refer_severity"],
        values["primary_care.refer_pressure"],
        values["primary_care.refer_response"],
        kept_at_norm(values),
        values["planned.urgent_share"],
        np.cumsum(shares / shares.sum()),
        values["primary_care.unmet_worsens"],
    )


def kept_at_norm(values: Values) -> float:
    """Share of would-be referrals left after enhanced services and advice, at the norm."""
    avoided = values["primary_care.advice_share"] * values["primary_care.advice_avoids"]
    return (1 - values["primary_care.enhanced_share"]) * (1 - avoided)


class Surgery(NamedTuple):
    """How practices deal with problems this month. P practices, H sites.

    Attributes:
        habit: float64[P], practice's usual log-odds of referral.
        lever: float64[P], its referral threshold (log referrals meant).
        pressure: float64[P], time pressure.
        enhanced: float64[P], share of would-be referrals done as an enhanced service.
        advice: float64[P], share of the rest put to a consultant first.
        avoids: float64[H], share of those that avoid a referral, by who is asked.
    """

    habit: Floats
    lever: Floats
    pressure: Floats
    enhanced: Floats
    advice: Floats
    avoids: Floats


@entry
def primary_care(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    joiners: Joiners,
    happened: Happened,
    keys: NDArray[np.uint64],
    surgery: Surgery,
    choice: Floats,
    specialties: int,
) -> None:
    """Everyone who brings a problem or was refused a contact.

    Args:
        columns: residents.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        joiners: people joining a waiting list, added to.
        happened: to whom, and what.
        keys: keys of `STREAMS`.
        surgery: how practices deal with problems.
        choice: float64[P, specialties, H], running share of referrals by site.
        specialties: number of specialty groups.
    """
    rows, flags, events = happened
    for e in range(events):
        what = flags[e]
        if what & (HAS_PROBLEM | IS_REFUSED) == 0:
            continue
        row = rows[e]
        practice = columns.practice[row]
        if what & IS_REFUSED:
            counts.unmet[columns.borough[row], columns.demography[row] % DEPRIVATION_QUINTILES] += 1
            columns.severity[row] += np.float32(rules.worsens)
        if not what & HAS_PROBLEM:
            continue
        identity = columns.identity[row]
        problem = draw(keys[0], identity)
        specialty = pick(rules.specialty, np.float64(problem & _LANE) * _UNIT)
        # The sum of two uniform lanes, scaled to mean 0 and unit spread.
        both = np.float64((problem >> _S21) & _LANE) + np.float64((problem >> _S42) & _LANE)
        severity = (both * _UNIT - 1.0) * _TO_UNIT_SPREAD + 0.2 * np.float64(columns.severity[row])
        odds = surgery.habit[practice] + rules.severity * severity
        if columns.queue[row] == NO_QUEUE:
            counts.referrals_at_norm[practice] += logistic(odds) * rules.kept
        odds += rules.pressure * surgery.pressure[practice] + rules.response * surgery.lever[practice]
        refers = uniform(keys[1], identity) < logistic(odds) and columns.queue[row] == NO_QUEUE
        if refers and uniform(keys[5], identity) < surgery.enhanced[practice]:
            deliver(counts, columns, row, geography.line[practice, _ENH], _ENH, 1)
            continue
        if not refers or _ask_advice(
            columns, surgery, geography, counts, row, keys[2], choice[practice, specialty]
        ):
            deliver(counts, columns, row, geography.line[practice, _GP], _GP, 1)
            continue
        choose = uniform(keys[3], identity)
        site = pick(choice[practice, specialty], choose)
        order = draw(keys[4], identity)
        urgent = np.float64(order & _LANE) * _UNIT < rules.urgent_share
        queue = (site * specialties + specialty) * 2 + (0 if urgent else 1)
        n = joiners.used[0]
        joiners.row[n] = row
        joiners.rank[n] = (np.uint64(queue) << _S56) | (order >> _S8)
        joiners.used[0] = n + 1
        columns.queue[row] = queue
        deliver(counts, columns, row, geography.line[practice, _REF], _REF, 1)


@part
def _ask_advice(
    columns: Columns, surgery: Surgery, geography: Geography, counts: Counts, row: Any, key: Any, choice: Any
) -> Any:
    """Whether a consultant's advice avoids the referral."""
    advice = draw(key, columns.identity[row])
    practice = columns.practice[row]
    if np.float64(advice & _LANE) * _UNIT >= surgery.advice[practice]:
        return False
    site = pick(choice, np.float64((advice >> _S21) & _LANE) * _UNIT)
    note(counts, columns, row, geography.line[practice, _AG])
    deliver(counts, columns, row, geography.line[geography.organisation_of_site[site], _AG], _AG, 1)
    return np.float64((advice >> _S42) & _LANE) * _UNIT < surgery.avoids[site]
