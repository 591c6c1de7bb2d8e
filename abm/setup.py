"""What a run needs to be told: place, regime, programme and how to run it. Frozen data, no files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from abm.contracts.contract import Contract
from abm.place import Place
from abm.quantities import Floats
from abm.regimes.regime import Regime

LeverPaths = Mapping[tuple[str, str], Floats]
"""Levers by kind and name over a run, float[months, n], to be replayed instead of decided."""


@dataclass(frozen=True)
class Programme:
    """A prevention-and-shift programme: work that moves care out of hospital, the same under any regime.

    Attributes:
        id: short name.
        title: one line.
        start_month: month of the run in which it starts.
        ramp_months: months until it is at full strength.
        averted_share: at full strength, share of avoidable emergencies that community teams care
            for at home.
        proactive_offer: at full strength, log-odds added to every practice's enrolment.
        contracts: what it is paid by, from the start of the run.
    """

    id: str
    title: str
    start_month: int = 0
    ramp_months: int = 12
    averted_share: float = 0.0
    proactive_offer: float = 0.0
    contracts: tuple[Contract, ...] = ()

    def strength(self, month: int) -> float:
        """Share of full strength in a month, 0 to 1.

        Example:
            >>> Programme("p", "P", start_month=12, ramp_months=4).strength(13)
            0.5
        """
        if month < self.start_month:
            return 0.0
        return min((month - self.start_month + 1) / max(self.ramp_months, 1), 1.0)


@dataclass(frozen=True, eq=False)
class Setup:
    """One run, told in full.

    Attributes:
        place: where.
        regime: how everybody is paid.
        reference: the mix under which norms were formed and costs are known.
        programme: the programme that runs, or None.
        parameters: changed parameter values by name.
        sample: sampling fraction, above 0 to 1.
        months: months to run.
        behaviour: whether levers are decided; off, they stay at the norm.
        theory: name of the theory of decision.
        replay: levers to be replayed from another run, by kind and name.
        shadows: regimes whose payments are computed on the same activity, and paid to nobody.
    """

    place: Place
    regime: Regime
    reference: Regime
    programme: Programme | None = None
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    sample: float = 0.01
    months: int = 60
    behaviour: bool = True
    theory: str = "weigh_up"
    replay: LeverPaths = field(default_factory=dict[tuple[str, str], Floats])
    shadows: tuple[Regime, ...] = ()


class HasSetup(Protocol):
    """Anything that can say in full what to run."""

    def setup(self) -> Setup:
        """The run, told in full."""
        ...
