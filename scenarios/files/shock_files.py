"""Reads a shock from TOML: something that happens to a place, the same under any regime.

Example:
    >>> shock = load_shock("demand-surge")
    >>> shock.problems, shock.emergencies, shock.ramp_months
    (0.08, 0.04, 24)
"""

from pathlib import Path
from typing import Final

from abm.setup import Shock
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.policy_numbers import HOME_YEAR
from scenarios.files.toml_files import Table


def shock_of(table: Table, file: Path, _year: int = HOME_YEAR) -> Shock:
    """A shock from what its file says, whose name it takes; no number in it is one of national policy.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return validated(Shock, {"id": file.stem, **table}, file.name, "")


SHOCK: Final = Kind("shock", Shock, shock_of)
shock_names: Final = SHOCK.names
load_shock: Final = SHOCK.load
