"""What another regime would have paid for the same activity: by payer, by payee and by year.

The shadow is settled beside the contracts in force, month by month and through the same annual round,
on what was delivered. Nobody knows of it and nobody is paid by it, so conduct is that of the regime in
force: the difference is what the rules alone do, before anybody responds.

Example:
    >>> found = shadow("small-town-today", "capitation-trust-led", sample=0.1, months=15)
    >>> payers, payees = found.frames().values()
    >>> int(payers["shadow_pence"].sum()) == int(payees["shadow_pence"].sum())
    True
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from abm.contracts.settlement import Payments
from abm.quantities import Ints
from abm.record import Record
from abm.regimes.regime import Regime
from scenarios.errors import InputError
from scenarios.questions.run import Run, made
from scenarios.runs.folder import write_results
from scenarios.runs.headlines import PAYERS
from scenarios.runs.manifest import manifest
from scenarios.runs.resolve import resolve
from scenarios.scenario import Scenario

SIDES: Final = ("payer", "payee")
COLUMNS: Final = ("year", "organisation", "kind", "paid_pence", "shadow_pence", "difference_pence")


@dataclass(frozen=True, eq=False)
class Shadow:
    """A run, and what another regime would have paid on it.

    Attributes:
        run: the run, paid by its own scenario's regime.
        under: the other regime.
    """

    run: Run
    under: Regime

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables `payers` and `payees`, in whole pence of financial years.

        Columns: year, organisation, kind, paid_pence (under the regime in force), shadow_pence (under the
        other), difference_pence (other less own). Practices are one line a borough. Both tables have
        the same totals, in which what a lead is paid and pays on is counted twice; see `totals`.
        """
        return {f"{side}s": side_table(self.run.record, self.under.id, side) for side in SIDES}

    def totals(self) -> pd.DataFrame:
        """Pence by financial year, each counted once, in the columns of `frames` without organisations.

        They are what commissioners, councils and payers elsewhere pay less what they are paid, which is
        what all others are paid less what they pay on.
        """
        paid, received = self.frames().values()
        spent, back = (_of_payers(table) for table in (paid, received))
        return spent.sub(back, fill_value=0).astype(np.int64).reset_index()

    def save(self, folder: str | Path, replace: bool = False) -> Path:
        """Write both tables and a manifest to a folder; all of it or nothing.

        Args:
            folder: where to.
            replace: whether results of the same kind are replaced whatever they are of.

        Raises:
            InputError: if the folder holds something other than earlier results of the same scenarios.
            OSError: if it cannot be written; nothing is left then.
        """
        about = manifest("shadow", [self.run.arm], [self.run.seed], self.run.seconds)
        return write_results(folder, self.frames(), about, replace=replace)


def shadow(
    scenario: str | Path | Scenario,
    under: str | Path,
    seed: int = 1,
    sample: float | None = None,
    months: int | None = None,
) -> Shadow:
    """Live a scenario and settle another regime on the same activity.

    Args:
        scenario: a name from the library, a path to a TOML file, or a scenario.
        under: the other regime, by name or path; until it begins, its shadow pays the reference mix.
        seed: of the run.
        sample: residents simulated for each one there is, instead of the scenario's.
        months: months to live, instead of the scenario's.

    Raises:
        InputError: if there is no such regime, it does not fit the place, or the run ends before it begins.
    """
    arm = resolve(scenario, sample=sample, months=months, shadows=(str(under),))
    regime = arm.setup.shadows[0]
    if arm.setup.months <= regime.transition.start_month:
        what = f"{arm.setup.months} months end before '{regime.id}' begins"
        raise InputError(what, "months", f"run more than {regime.transition.start_month}")
    return Shadow(made(arm, seed, counterfactuals=False), regime)


def _of_payers(table: pd.DataFrame) -> Any:
    """Pence by year of those who only pay."""
    only: Any = table[table["kind"].isin(PAYERS)]
    return only.groupby("year", sort=False)[list(COLUMNS[3:])].sum()


def side_table(record: Record, regime: str, side: str) -> pd.DataFrame:
    """Pence by financial year and organisation, seen from one side of every payment.

    Args:
        record: what happened.
        regime: id of the shadow regime.
        side: `payer` or `payee`.
    """
    lines = _lines(record)
    names = list(dict.fromkeys(lines))
    line = np.array([names.index(word) for word in lines])
    years = [record.clock.financial_year(m) for m in range(record.months)]
    paid, owed = (_by_year(months, years, side, line) for months in (record.payments, record.shadow[regime]))
    kinds = dict(zip(lines, (o.kind for o in record.place.organisations), strict=True))
    rows = [
        (year, name, kinds[name], own, other, other - own)
        for year in dict.fromkeys(years)
        for name, own, other in zip(names, paid[year].tolist(), owed[year].tolist(), strict=True)
        if own or other
    ]
    table: Any = pd.DataFrame(rows, columns=list(COLUMNS))
    return table


def _by_year(months: Sequence[Payments], years: Sequence[str], side: str, line: Ints) -> dict[str, Ints]:
    """Pence by year and line, added up as whole numbers."""
    found = {year: np.zeros(line.max() + 1, np.int64) for year in years}
    for month, year in zip(months, years, strict=True):
        np.add.at(found[year], line[getattr(month, side)], month.pence)
    return found


def _lines(record: Record) -> list[str]:
    """The line of the table each organisation is on: its own, or that of its borough's practices."""
    place = record.place
    practices = [f"practices of {place.boroughs[b]}" for b in place.practice_borough]
    return [*practices, *(o.id for o in place.organisations[place.n_practices :])]
