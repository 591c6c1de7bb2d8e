"""Acceptance: whether a service takes a person on, by its threshold and by whom it prefers.

The chance has log-odds: the usual share accepted, plus the service's threshold (its lever), less its
selection (another lever) times how heavy the person is to care for: severity, and a part of
deprivation. Acceptance at equal threshold that falls with severity is cream skimming (E9).
"""

from typing import Any, Final, NamedTuple

from abm.compiled import part
from abm.parameter import Values
from abm.patients.columns import Columns
from abm.processes.chance import log_odds, logistic
from abm.processes.month_state import Counts
from abm.quantities import Floats
from abm.vocabulary import DEPRIVATION_QUINTILES

ALWAYS: Final = 12.0
"""Log-odds at which practically everybody is accepted."""


class Door(NamedTuple):
    """How services take people on. K support services, H sites.

    Attributes:
        usual: float64[K], log-odds of acceptance as the service now sets its threshold.
        selection: float64[K], fall of the log-odds per standard deviation of burden.
        treatment_usual: log-odds of acceptance for planned treatment.
        treatment_selection: float64[H], the same fall for planned treatment.
        burden: standard deviations of severity that one quintile of deprivation counts for.
        worsens: rise of severity when turned away.
    """

    usual: Floats
    selection: Floats
    treatment_usual: float
    treatment_selection: Floats
    burden: float
    worsens: float


@part
def accepts(
    door: Door, columns: Columns, counts: Counts, row: Any, service: Any, usual: Any, selection: Any, u: Any
) -> Any:
    """Whether a person is taken on, by a draw u; counts who asked and who was accepted."""
    quintile = columns.demography[row] % DEPRIVATION_QUINTILES
    severity = columns.severity[row]
    burden = severity + door.burden * (DEPRIVATION_QUINTILES // 2 - quintile)
    accepted = u < logistic(usual - selection * burden)
    heavy = 1 if severity > 0.0 else 0
    counts.accepted[service, heavy, 0] += 1
    counts.accepted_by_need[service, quintile, 0] += 1
    if accepted:
        counts.accepted[service, heavy, 1] += 1
        counts.accepted_by_need[service, quintile, 1] += 1
    else:
        counts.unmet[columns.borough[row], quintile] += 1
        columns.severity[row] += door.worsens
    return accepted


def usual_log_odds(values: Values, name: str) -> float:
    """Log-odds of the usual share accepted; a share of one accepts practically everybody."""
    share = values[name]
    return ALWAYS if share >= 1 else log_odds(share)
