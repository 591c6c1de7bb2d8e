"""Reads a prevention-and-shift programme from TOML: its pace, what it does, and what it is paid by.

Example:
    >>> programme = load_programme("shift-and-prevention")
    >>> programme.averted_share, [c.payer for c in programme.contracts]
    (0.5, ['commissioner'])
"""

from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

from abm.contracts.contract import Contract
from abm.payment.element import Share
from abm.setup import Programme
from scenarios.files.faults import validated
from scenarios.files.policy_numbers import HOME_YEAR
from scenarios.files.regime_files import read_contracts
from scenarios.files.toml_files import Table, find, names_in, read_extended

PROGRAMMES: Final = Path(__file__).parents[1] / "programmes"

Month = Annotated[int, Field(strict=True, ge=0, le=600)]


class ProgrammeTerms(BaseModel):
    """What a programme's file may say; the attributes are those of `abm.setup.Programme`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str = Field(min_length=1)
    note: str = ""
    start_month: Month = 0
    ramp_months: Month = 12
    averted_share: Share = 0.0
    proactive_offer: Annotated[float, Field(strict=True, ge=0, le=2, allow_inf_nan=False)] = 0.0
    plan_offer: Share = 0.0
    contracts: tuple[InstanceOf[Contract], ...] = ()


def programme_names() -> list[str]:
    """Names of the programmes that come with payscape, in alphabetical order."""
    return names_in(PROGRAMMES)


def load_programme(name_or_path: str | Path, year: int = HOME_YEAR) -> Programme:
    """Read and check a programme.

    Args:
        name_or_path: a name from `programme_names()`, or a path to a TOML file.
        year: contract year of the policy numbers its contracts name.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = find(name_or_path, PROGRAMMES, "programme")
    table = read_extended(file, PROGRAMMES, tuple(ProgrammeTerms.model_fields), "programme")
    return programme_of(table, file, year)


def programme_of(table: Table, file: Path, year: int) -> Programme:
    """A programme from what its file says, whose name it takes, in a contract year.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    contracts = read_contracts(table.get("contracts", {}), file.name, year=year)
    terms = validated(ProgrammeTerms, {**table, "contracts": contracts}, file.name, "")
    return Programme(
        id=file.stem,
        title=terms.title,
        start_month=terms.start_month,
        ramp_months=terms.ramp_months,
        averted_share=terms.averted_share,
        proactive_offer=terms.proactive_offer,
        plan_offer=terms.plan_offer,
        contracts=terms.contracts,
    )
