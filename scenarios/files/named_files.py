"""What a scenario names that stands in a file of its own, the place aside."""

from typing import Final

from scenarios.files.programme_files import PROGRAMME
from scenarios.files.regime_files import REGIME
from scenarios.files.shock_files import SHOCK

NAMED: Final = {
    "regime": REGIME,
    "shadows": REGIME,
    "reference": REGIME,
    "programme": PROGRAMME,
    "shock": SHOCK,
}
"""Keys that name another file, or several, with its kind."""
