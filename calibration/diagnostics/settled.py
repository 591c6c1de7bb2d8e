"""Did the chains settle? Fewer draws than a few hundred, or chains that disagree, are not a posterior."""

from typing import Final

from calibration.diagnostics.verdict import Verdict
from calibration.posterior import Posterior

NAME: Final = "chains"
FEWEST: Final = 200.0
"""Independent draws that an interval of 90% needs for its ends to be known to a tenth of its width."""
MOST_SHRINK: Final = 1.05


def settled(posterior: Posterior) -> Verdict:
    """Whether there are enough draws, from chains that agree."""
    fine = posterior.effective >= FEWEST and posterior.shrink <= MOST_SHRINK
    words = f"worth {posterior.effective:,.0f} independent draws, R̂ {posterior.shrink:.3f}"
    remedy = "" if fine else "; more steps are needed"
    return Verdict(NAME, fine, words + remedy)
