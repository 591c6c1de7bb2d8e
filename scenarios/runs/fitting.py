"""Whether contracts fit their place, at every step on the way: asked by `check` and before every run alike.

What a contract lacks in a place (a figure to split by, one lead, a share that stands for somebody) would
else come to light in the April in which it begins, years into a run.

Example:
    >>> from scenarios.files.place.cache import place_of
    >>> from scenarios.files.regime_files import load_regime
    >>> town, regime = place_of("small_town").place, load_regime("east-london-today")
    >>> len(settled(regime, town, "small_town", "east-london-today").contracts)
    10
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from abm.contracts.contract import Contract
from abm.contracts.possible import possible
from abm.contracts.settlement import Settlement
from abm.contracts.whom import cohorts_of
from abm.flows import lines_of
from abm.place import Place
from abm.regimes.handover import handed_over
from abm.regimes.regime import Regime
from abm.setup import Setup
from scenarios.errors import InputError

if TYPE_CHECKING:  # a scenario's set-up is checked here, and read by what stands above
    from scenarios.scenario import Scenario


def settled(
    regime: Regime, place: Place, where: str, file: str, extra: Sequence[Contract] = ()
) -> Settlement:
    """A regime's contracts in a place, settled on one unit of everything that may be delivered there.

    Args:
        regime: whose contracts.
        place: where.
        where: the place as the user calls it.
        file: what the regime is from, for messages.
        extra: a programme's contracts.

    Raises:
        InputError: if a contract does not fit the place.
    """
    contracts, lines = (*regime.contracts, *extra), lines_of(place)
    try:
        year = possible(place, lines, cohorts_of(contracts))
        return Settlement(place, lines, contracts, year, regime.governance.lead_kind)
    except ValueError as fault:
        raise InputError(f"does not fit {where}: {fault}", file) from None


def on_the_way(reference: Regime, regime: Regime, where: str) -> Iterator[Regime]:
    """What is in force after every step in which a regime takes over from another.

    Args:
        reference: what is replaced.
        regime: what replaces it.
        where: the scenario and its key, for messages.

    Raises:
        InputError: if two leads would pay at once, or people would be covered twice.
    """
    for step in range(1, regime.transition.steps + 1):
        try:
            yield handed_over(reference, regime, step)
        except ValueError as fault:
            raise InputError(str(fault), where) from None


def refuse_unfit(setup: Setup, scenario: "Scenario") -> None:
    """Complain about a contract that will not fit its place when it begins, paid or in shadow.

    Args:
        setup: what is to be run.
        scenario: as written, for messages.

    Raises:
        InputError: at the first that does not fit.
    """
    extra = setup.programme.contracts if setup.programme else ()
    named = ((setup.regime, scenario.regime), *zip(setup.shadows, scenario.shadows, strict=True))
    _fits(
        _Shape.of(setup.reference, setup.place, extra), scenario.place, scenario.reference or scenario.regime
    )
    for regime, name in named:
        for now in on_the_way(setup.reference, regime, f"{scenario.id}: regime"):
            _fits(_Shape.of(now, setup.place, extra), scenario.place, name)


@dataclass(frozen=True)
class _Shape:
    """All of a regime on which it hangs whether it fits a place, whatever its pounds and shares."""

    place: Place
    words: str
    regime: Regime = field(compare=False)
    extra: Sequence[Contract] = field(compare=False)

    @classmethod
    def of(cls, regime: Regime, place: Place, extra: Sequence[Contract]) -> "_Shape":
        contracts = [_words_of(contract) for contract in (*regime.contracts, *extra)]
        return cls(place, json.dumps([regime.governance.lead_kind, *contracts]), regime, extra)


def _words_of(contract: Contract) -> list[object]:
    """Who is bound for whom, how it is split, and what is read of each payee."""
    measured = [sorted({(m.basis, m.name) for m in e.measures()}) for e in contract.elements.values()]
    return [contract.model_dump(mode="json", exclude={"elements"}), measured]


@lru_cache(maxsize=512)
def _fits(shape: _Shape, where: str, file: str) -> None:
    """See that it fits; a sweep over prices asks once."""
    settled(shape.regime, shape.place, where, Path(file).name, shape.extra)
