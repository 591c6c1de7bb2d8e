"""Reads a prevention-and-shift programme from TOML: its pace, what it does, and what it is paid by.

Example:
    >>> programme = load_programme("shift-and-prevention")
    >>> programme.averted_share, [c.payer for c in programme.contracts]
    (0.5, ['commissioner'])
"""

from pathlib import Path
from typing import Final

from abm.setup import Programme
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.policy_numbers import HOME_YEAR
from scenarios.files.regime_files import read_contracts
from scenarios.files.toml_files import Table


def programme_of(table: Table, file: Path, year: int = HOME_YEAR) -> Programme:
    """A programme from what its file says, whose name it takes.

    Args:
        table: what it says.
        file: where it says so.
        year: contract year of the policy numbers its contracts name.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    contracts = read_contracts(table.get("contracts", {}), file.name, year=year)
    return validated(Programme, {"id": file.stem, **table, "contracts": contracts}, file.name, "")


PROGRAMME: Final = Kind("programme", Programme, programme_of)
programme_names: Final = PROGRAMME.names
load_programme: Final = PROGRAMME.load
