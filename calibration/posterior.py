"""The posterior: draws of all parameters, and what is known of the gap between model and records."""

from dataclasses import dataclass

from abm.quantities import Floats
from calibration.emulator import Emulator
from calibration.priors import Priors


@dataclass(frozen=True, eq=False)
class Posterior:
    """What was learned. n draws, d parameters.

    Attributes:
        priors: of the parameters.
        parts: float[n, d], draws in the unit cube, in which every prior is uniform.
        multiples: float[n, 2], draws of the multiples m₁ and m₂ of the gap in level and in single months.
        active: positions of parameters that were learned; the others are drawn from their priors.
        emulator: the last one, over active parameters; None for engines that have none.
        effective: draws that these are worth, if they were independent.
        shrink: largest R̂ of the chains; 1 where there are none.
    """

    priors: Priors
    parts: Floats
    multiples: Floats
    active: tuple[int, ...]
    emulator: Emulator | None
    effective: float
    shrink: float

    @property
    def values(self) -> Floats:
        """Draws in the parameters' own units, float[n, d]."""
        return self.priors.values(self.parts)
