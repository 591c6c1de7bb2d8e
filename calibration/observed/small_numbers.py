"""Small numbers in anything that is exported are suppressed, as NHS publications do.

Source: NHS Digital, Hospital Episode Statistics analysis guide: counts of 1 to 7 are shown as `*`, others
rounded to the nearest 5. Rounding is left to who publishes; here counts of 1 to 7 become unknown.
"""

from typing import Final

import numpy as np

from abm.quantities import Floats
from calibration.observed.schema import SHARES

LARGEST: Final = 7
"""Counts from 1 to this are not shown."""


def suppressed(values: Floats, target: str) -> Floats:
    """Values with small counts made unknown; shares have no counts and stay.

    Example:
        >>> suppressed(np.array([0.0, 3.0, 8.0]), "ae_attendances").tolist()
        [0.0, nan, 8.0]
    """
    if target in SHARES:
        return values
    return np.where((values > 0) & (values <= LARGEST), np.nan, values)
