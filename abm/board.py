"""The board: the levers of every organisation, what moving them is worth, and who decides on them."""

from collections.abc import Mapping

from abm.behaviour.catalogue import THEORIES
from abm.behaviour.decision import Decision
from abm.behaviour.lever import Lever
from abm.behaviour.purse import Purse
from abm.behaviour.situation import Situation
from abm.contracts.incentives import Incentives
from abm.contracts.purses import purse_of
from abm.flows import Flows, Lines
from abm.organisations import panels
from abm.organisations.contracts_in_force import ContractsInForce
from abm.organisations.costs import CostBase
from abm.organisations.panels import Panel, Standing
from abm.organisations.worth import Pricing, Worth, lay_out
from abm.parameter import Values
from abm.place import Place
from abm.processes.conduct import Levers
from abm.quantities import Floats
from abm.setup import LeverPaths


class Board:
    """Levers at the norm, until decisions or a replay move them. O organisations.

    It sees pounds and flows of a year that is over, and moves levers; it pays and delivers nothing.

    Args:
        place: where.
        lines: its activity lines.
        values: parameters in force.
        seed: of the run, for temperament and chance.
        theory: name of the theory of decision.
        costs: of every organisation in the reference year.
        contracts: under which levers open; those of the reference year.
        expected: flows of the reference year, the luck of a small sample taken out.

    Attributes:
        seed: of the run.
        panels: levers by kind of organisation.
        levers: float[O] by name, where they stand; another object whenever any was moved.
        purse: the money that contracts put in residents' hands.

    Raises:
        KeyError: if the theory has an unknown name.

    Example:
        >>> from abm.example import hamlet, plain_regime
        >>> from abm.finance import Finance
        >>> from abm.setup import Setup
        >>> from abm.world import World
        >>> world, regime = World(hamlet(), sample=1.0), plain_regime()
        >>> year, setting = (world.outturn, world.expected), world.setting
        >>> finance = Finance(Setup(hamlet(), regime, regime), setting.lines, setting.values, *year)
        >>> board = Board(hamlet(), setting.lines, setting.values, 1, "weigh_up", finance.costs,
        ...               finance.in_force, world.expected)
        >>> standing = Standing(world.life.pressure, finance.margin, finance.costs.reference_margin,
        ...                     finance.costs.reference_income, world.waiting())
        >>> worth = board.worth(finance.incentives())
        >>> board.anchor(worth, standing)
        >>> decisions = board.decide(worth, standing, month=2)
        >>> len(decisions) == len(board.panels), bool(board.levers["coding_depth"].any())
        (True, True)
    """

    def __init__(
        self,
        place: Place,
        lines: Lines,
        values: Values,
        seed: int,
        theory: str,
        costs: CostBase,
        contracts: ContractsInForce,
        expected: Flows,
    ) -> None:
        self._place, self._lines, self._values, self.seed = place, lines, values, seed
        self._theory, self._costs = THEORIES[theory], costs
        self.panels: list[Panel] = panels.open_panels(place, values, seed, len(contracts.regime.bases()))
        self._spread()
        self.look_back(expected)
        self.adopt(contracts)

    def look_back(self, expected: Flows) -> None:
        """What organisations know of the year that is over, until the next is.

        Args:
            expected: its flows, the luck of a small sample taken out.
        """
        self._last_year = lay_out(self._place, self._lines, expected)
        self._known = panels.look_back(self.panels, self._values, self._last_year, self._costs)

    def adopt(self, contracts: ContractsInForce) -> None:
        """Look out from a regime's boundaries, diluted by its bases of payment (E18); put money in purses."""
        regime = contracts.regime
        view = regime.governance.in_view(self._place)
        self._pricing = Pricing(self._place, view, self._costs.horizon_unit)
        self._partner_weight = regime.governance.partner_weight
        panels.dilute(self.panels, self._values, len(regime.bases()))
        self.purse: Purse = purse_of(contracts.settlement)

    def worth(self, pounds: Incentives) -> Worth:
        """Pounds of one more unit for every organisation, by last year's activity.

        Args:
            pounds: of one more unit under the contracts in force.
        """
        return self._pricing.price(self._last_year, pounds)

    def situations(self, worth: Worth, standing: Standing) -> dict[str, Situation]:
        """What every kind with levers sees.

        Args:
            worth: pounds of one more unit.
            standing: how organisations stand now.
        """
        return {
            panel.kind: panels.situation(
                self._known[panel.kind], panel.at, worth, standing, self._partner_weight
            )
            for panel in self.panels
        }

    def anchor(self, worth: Worth, standing: Standing) -> None:
        """Norms that make the conduct of the reference year the best response, given its worth."""
        panels.anchor(self.panels, self.situations(worth, standing), self._theory)

    def decide(self, worth: Worth, standing: Standing, month: int) -> list[Decision]:
        """Move every lever whose turn it is at the end of a month; one decision a panel, in order."""
        situations = self.situations(worth, standing)
        decisions = panels.decide(self.panels, situations, self._theory, self.seed, month)
        self._spread()
        return decisions

    def replay(self, paths: LeverPaths, month: int) -> None:
        """Levers that are replayed take the value recorded for a month."""
        for panel in self.panels:
            for k, lever in enumerate(panel.levers):
                path = paths.get((panel.kind, lever.name))
                if path is not None:
                    panel.value = panel.value.copy()
                    panel.value[k] = path[month]
        self._spread()

    def yearly_effort(self) -> Floats:
        """Pounds a year that organisations spend on their levers, negative where they save, float[O]."""
        return panels.yearly_effort(self.panels, self._place)

    def levers_of(self, index: int) -> dict[str, float]:
        """Levers of one organisation by name."""
        return panels.levers_of(self.panels, index)

    def set_levers(self, index: int, wanted: Mapping[str, float]) -> None:
        """Put levers of one organisation where it wants them, within their bounds."""
        panels.set_levers(self.panels, index, wanted)
        self._spread()

    def lever(self, name: str) -> Lever:
        """A lever by name.

        Raises:
            KeyError: if nobody here has it.
        """
        for panel in self.panels:
            if (k := panel.position(name)) >= 0:
                return panel.levers[k]
        raise KeyError(name)

    def _spread(self) -> None:
        """Levers laid out over organisations, after they moved."""
        self.levers: Levers = panels.by_name(self.panels, self._place)
