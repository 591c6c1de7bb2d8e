"""A regime's contracts in force in a place: what they pay by the month, and what one more unit brings."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from abm.contracts.contract import Contract
from abm.contracts.incentives import Incentives
from abm.contracts.marginal import Margins
from abm.contracts.settlement import Payments, Settlement
from abm.flows import Flows, Lines
from abm.parameter import Values
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.regimes.affordability import Means, Position
from abm.regimes.annual_round import Round, annual_round
from abm.regimes.handover import carry_plans
from abm.regimes.regime import Regime


class ContractsInForce:
    """Contracts of one regime in force, and what they are expected to come to.

    Args:
        place: the place.
        lines: its activity lines.
        regime: whose contracts.
        extra: a programme's contracts.
        outturn: flows of the last year, from which plans are set.
        expected: the same with luck taken out, from which the first forecast is made.
        before: what was in force until now, whose plans go on where its contracts do.

    Attributes:
        regime: whose contracts.
        settlement: what they owe, month by month.
        opening: float[N], pounds of each payment for a year by the first plans, at `expected`.

    Raises:
        ValueError: if a contract does not fit the place.
    """

    def __init__(
        self,
        place: Place,
        lines: Lines,
        regime: Regime,
        extra: Sequence[Contract],
        outturn: Flows,
        expected: Flows,
        before: "ContractsInForce | None" = None,
    ) -> None:
        self.regime = regime
        lead = regime.governance.lead_kind
        self.settlement = Settlement(place, lines, (*regime.contracts, *extra), outturn, lead)
        if before is not None:
            carry_plans(before.settlement, self.settlement)
        self._margins = Margins(self.settlement)
        self._last_year = self.settlement.meter.read(expected)
        self.opening = self.settlement.owed(self._last_year, 1.0)
        self._so_far = np.zeros_like(self._last_year)
        self._saved = before._saved.copy() if before else np.zeros(len(place.organisations))

    def settle(self, flows: Flows, expected: Flows) -> Payments:
        """Pay a month; positions for the forecast are kept free of the luck of a small sample."""
        month = self.settlement.meter.read(expected)
        self._so_far = np.where(self.settlement.meter.stands, month, self._so_far + month)
        return self.settlement.settle(flows)

    @property
    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the contracts, and names of their elements, as payments number them."""
        return tuple(c.id for c in self.settlement.contracts), self.settlement.element_names

    @cached_property
    def lines_settled(self) -> Floats:
        """Bases of payment that each organisation settles with each other one, added up, float[O].

        An element in two parts on the same basis is settled as one.
        """
        organisations, groups = len(self.settlement.place.organisations), self.settlement.groups
        forms = sorted({group.element.form for group in groups})
        settled = np.zeros((len(forms), organisations, organisations), bool)
        for group in groups:
            settled[forms.index(group.element.form), group.pairs.payer, group.pairs.payee] = True
        between = settled.sum(axis=0, dtype=np.float64)
        return between.sum(axis=0) + between.sum(axis=1) - np.diagonal(between)

    def close_year(self, means: Means | None = None) -> Round:
        """The annual round, after March is settled; without means no payer looks at what it can afford.

        Payers look at the year with the luck of a small sample taken out, as everybody does who decides.
        """
        position = Position(means, self.opening, self._so_far, self._saved) if means else None
        result = annual_round(self.settlement, position, self.regime.savings)
        self._saved += result.saved
        self._last_year, self._so_far = self._so_far, np.zeros_like(self._so_far)
        return result

    def forecast(self) -> Floats:
        """Readings expected at the year end."""
        rest = (1 - self.settlement.months / MONTHS_PER_YEAR) * self._last_year
        return np.where(self.settlement.meter.stands, self._last_year, self._so_far + rest)

    def incentives(self, values: Values) -> Incentives:
        """Pounds of one more unit a year, over the horizon.

        A lasting change earns this year's margin every year; from the second year on it also resets
        plans, as far as that is believed:  this year + b d (H - 1) / H x next year.
        """
        years = values["conduct.horizon_years"]
        later = (
            values["conduct.rebasing_belief"] * (1 - values["conduct.discount_rate"]) * (years - 1) / years
        )
        return self._margins.over_years(self.forecast(), values["conduct.forecast_error"], max(later, 0.0))
