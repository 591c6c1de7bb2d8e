"""A regime as it takes over in the course of a run: what is in force each April, and which gates it passed.

Example:
    >>> from abm.contracts.contract import Contract
    >>> from abm.payment.block import Block
    >>> from abm.regimes.transition import Transition
    >>> block = Contract(id="b", payer="commissioner", payees=("community",),
    ...                  elements={"sum": Block(pounds_per_year=1.0)})
    >>> old = Regime(id="old", title="Old", contracts=(block,))
    >>> new = old.model_copy(update={"id": "new", "transition": Transition(pace="T3", start_month=24)})
    >>> paid, shadow = TakingOver(old, new), TakingOver(old, new, ahead=True)
    >>> [(paid.in_force(m).id, shadow.in_force(m).id) for m in (0, 12, 24)]
    [('old', 'old'), ('old', 'new'), ('new', 'new')]
"""

from abm.flows import Flows
from abm.regimes.handover import handed_over
from abm.regimes.regime import Regime


class TakingOver:
    """One regime taking over from another, at its pace.

    Args:
        reference: what is replaced.
        regime: what replaces it.
        ahead: whether it is looked at as a shadow, which is computed from its shadow year on (T3).
    """

    def __init__(self, reference: Regime, regime: Regime, ahead: bool = False) -> None:
        self._reference, self._regime, self._ahead = reference, regime, ahead
        self._passed = 0
        self._known: dict[int, Regime] = {}

    def in_force(self, month: int) -> Regime:
        """The regime in force in a month; the same object as long as no step is taken.

        Raises:
            ValueError: if both have leads, of different kinds, and would pay at once.
        """
        pace = self._regime.transition
        step = pace.steps if self._ahead and pace.in_shadow(month) else pace.step(month, self._passed)
        if step not in self._known:
            self._known[step] = handed_over(self._reference, self._regime, step)
        return self._known[step]

    def close_year(self, month: int, year: Flows) -> None:
        """After March: see whether the year met the gate.

        Args:
            month: the April that follows.
            year: the year's flows.
        """
        self._passed = self._regime.transition.gates_passed(month, self._passed, year)
