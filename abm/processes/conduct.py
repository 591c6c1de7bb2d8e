"""Conduct: what providers do in a month, as their levers are set."""

from dataclasses import dataclass

from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class Conduct:
    """What providers do this month: their levers, laid out where the month reads them.

    Attributes:
        admission: float[H], trusts' admission threshold, log admissions meant.
        follow_up: float[H], trusts' follow-up ratio, log follow-ups meant.
        referral: float[P], practices' referral threshold, log referrals meant.
        proactive: float[P], proactive-care effort, log-odds of the share aimed at.
        averted_share: share of avoidable emergencies cared for at home by a programme's response.
    """

    admission: Floats
    follow_up: Floats
    referral: Floats
    proactive: Floats
    averted_share: float
