"""What one more and one fewer bring in, for every provider and everything it does, as a table.

The position is that of a month about to be lived: what came before is known, the rest of the contract
year is forecast. A run is lived up to there; the pounds are then read off its contracts.

Example:
    >>> found = marginal("small-town-today", provider="TGH", sample=0.1, month="2017-06")
    >>> found.pounds.query("what == 'OPFA'")["paid_by"].tolist()
    ['acute.tariff, outside_patients.tariff']
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from abm.clock import Clock
from abm.model import Model
from abm.quantities import MONTHS_PER_YEAR
from abm.setup import Setup
from scenarios.errors import InputError, nearest
from scenarios.questions.cliffs_named import NamedCliff, cliffs_near
from scenarios.questions.marginal_table import (
    KEYS,
    by_element,
    delivered_lately,
    practices_together,
    shares_of_practices,
    with_costs,
)
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm
from scenarios.runs.task import Between, Finished, Task, go_on, run_task
from scenarios.scenario import Scenario

EVERY: Final = "all"
"""In a column of contracts or elements: taken together."""
LATEST: Final = 600
"""The last month of a run that can be asked about."""


@dataclass(frozen=True, eq=False)
class Marginals:
    """Marginal pounds of a scenario at one month.

    Attributes:
        scenario: which.
        month: as seen in this month, YYYY-MM: what came before it is known.
        pounds: one row a provider and thing done: provider, kind, does, what, paid_by, units (in the last
            twelve months), one_more and one_fewer (pounds this year), next_year (pounds next year for one
            more now, were plans set afresh), variable_cost, horizon_cost, margin (one_more less
            horizon_cost).
        by_element: the same pounds by contract and element: provider, kind, does, what, contract, element.
        cliffs: where they change near the forecast.
        practices: ids of the practices that pounds take together; none where one provider was asked about.
    """

    scenario: Scenario
    month: str
    pounds: pd.DataFrame
    by_element: pd.DataFrame
    cliffs: list[NamedCliff]
    practices: frozenset[str] = frozenset()

    def table(self) -> pd.DataFrame:
        """Both tables under one another: the pounds of all contracts together are those of `all`."""
        whole = self.pounds.drop(columns="paid_by").assign(contract=EVERY, element=EVERY)
        both: Any = pd.concat([whole, self.by_element], ignore_index=True)
        front = [*KEYS, "contract", "element"]
        return both[[*front, *(c for c in both if c not in front)]]


def marginal(
    scenario: str | Path | Scenario,
    provider: str | None = None,
    month: str | None = None,
    seed: int = 1,
    sample: float | None = None,
) -> Marginals:
    """Run a scenario up to a month and read off what one more and one fewer bring in.

    Args:
        scenario: a name from the library, a path to a TOML file, or a scenario.
        provider: id of the one to look at; by default all, practices taken together.
        month: YYYY-MM; by default March of the first contract year under the scenario's regime.
        seed: of the run.
        sample: residents simulated for each one there is, instead of the scenario's.

    Raises:
        InputError: if there is no such provider, or the month is none that can be asked about.
    """
    arm = resolve(scenario, sample=sample)
    return marginal_of(arm, seed, provider, month)


def marginal_of(
    arm: Arm, seed: int, provider: str | None = None, month: str | None = None, between: Between = go_on
) -> Marginals:
    """The same of a scenario that is resolved.

    Args:
        arm: the scenario, resolved.
        seed: of the run.
        provider: as for `marginal`.
        month: as for `marginal`.
        between: called before every month.

    Raises:
        InputError: as for `marginal`.
    """
    _refuse_strangers(arm.setup, provider)
    until = replace(arm.setup, months=_month_number(arm.setup, month))
    measure = partial(_read_off_next, scenario=arm.scenario, provider=provider)
    return run_task(Task(until, seed, measure, arm.scenario.id), between)


def _read_off_next(finished: Finished, scenario: Scenario, provider: str | None) -> Marginals:
    """Marginal pounds of the month after a run's last."""
    finished.model.open_year()
    return read_off(finished.model, scenario, provider)


def read_off(model: Model, scenario: Scenario, provider: str | None = None) -> Marginals:
    """Marginal pounds of a model as it stands before its next month, which is not lived.

    Raises:
        InputError: if the provider delivers nothing and no contract looks at its people.
    """
    delivered = delivered_lately(model)
    units, organisations = delivered.sum(axis=2), model.place.organisations
    elements: Any = by_element(model, delivered)
    pounds: Any = with_costs(model, elements, units)
    cliffs = cliffs_near(model.finance.in_force.settlement, model.finance.in_force.forecast(), units)
    month = model.clock.label(model.month)
    if provider is None:
        lists = {o.id: float(n) for o, n in zip(organisations, model.record.people[-1], strict=False)}
        weights = shares_of_practices(pounds, lists)
        pounds, elements = (practices_together(table, weights) for table in (pounds, elements))
        return Marginals(scenario, month, pounds, elements, cliffs, frozenset(lists))
    pounds, elements = (table[table["provider"] == provider] for table in (pounds, elements))
    if pounds.empty:
        raise InputError(f"'{provider}' delivers nothing", "--provider", "name a provider, not a payer")
    return Marginals(scenario, month, pounds, elements, [c for c in cliffs if c.payee == provider])


def _refuse_strangers(setup: Setup, provider: str | None) -> None:
    known = [o.id for o in setup.place.organisations]
    if provider is not None and provider not in known:
        raise InputError(
            f"no organisation '{provider}' in this place", "--provider", nearest(provider, known)
        )


def _month_number(setup: Setup, month: str | None) -> int:
    """The month of the run to look from."""
    if month is None:
        return setup.regime.transition.start_month + MONTHS_PER_YEAR - 1
    clock = Clock(setup.place.reference_year)
    try:
        found = clock.month_number(month)
    except ValueError as fault:
        raise InputError(str(fault), "--month") from None
    if not 1 <= found <= LATEST:
        span = f"a month from {clock.label(1)} to {clock.label(LATEST)}"
        raise InputError(f"nothing can be known of {month}", "--month", span)
    return found
