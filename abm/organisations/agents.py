"""Organisations as Mesa agents: a row each over the model's columns, with a place to decide otherwise.

All organisations of a kind are decided at once; a subclass that overrides `decide` is asked
afterwards, and what it returns stands.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import count
from numbers import Real
from typing import Any, ClassVar, Final, Protocol
from weakref import WeakKeyDictionary

import mesa

from abm.ledger.book import Book
from abm.place import Place
from abm.quantities import Floats


class Running(Protocol):
    """What an organisation needs of the model it lives in."""

    place: Place
    book: Book
    margin: Floats

    def levers_of(self, index: int) -> dict[str, float]:
        """Levers of one organisation by name."""
        ...


class Numbers(WeakKeyDictionary[Any, Iterator[int]]):
    """Running numbers of agents by model, forgotten with the model; Mesa's own keeps every model for good."""

    def __getitem__(self, model: Any) -> Iterator[int]:
        """The model's numbers, from 1."""
        return self.setdefault(model, count(1))


class Organisation(mesa.Agent):
    """One provider or payer.

    Args:
        model: the model.
        index: its index in the place.

    Attributes:
        index: its index in the place.
    """

    model: Running  # pyright: ignore[reportIncompatibleVariableOverride]
    _ids: ClassVar[Any] = Numbers()

    def __init__(self, model: Any, index: int) -> None:
        super().__init__(model)
        self.index = index

    @property
    def id(self) -> str:
        """Its code, an ODS code where there is one."""
        return self.model.place.organisations[self.index].id

    @property
    def name(self) -> str:
        """What people there call it."""
        return self.model.place.organisations[self.index].name

    @property
    def levers(self) -> dict[str, float]:
        """Its levers, 0 at the professional norm."""
        return self.model.levers_of(self.index)

    @property
    def balance(self) -> int:
        """Received less paid since the run began, in pence."""
        return int(self.model.book.balances()[self.index])

    @property
    def margin(self) -> float:
        """Last twelve months' margin on turnover."""
        return float(self.model.margin[self.index])

    def decide(self, proposed: Mapping[str, float]) -> Mapping[str, float]:
        """Where its levers go this quarter; override to decide otherwise.

        Args:
            proposed: levers as the theory in force would set them.

        Returns:
            Levers by name; those left out stay as proposed.
        """
        return proposed


class GPPractice(Organisation):
    """A general practice: its list, its referrals, its proactive care."""


class AcuteTrust(Organisation):
    """An acute hospital trust with its sites."""


class CommunityProvider(Organisation):
    """A community health provider."""


class MentalHealthProvider(Organisation):
    """A mental health provider."""


class SocialCare(Organisation):
    """A council's adult social care as provider."""


class VoluntarySector(Organisation):
    """A voluntary-sector prevention service."""


class GPFederation(Organisation):
    """A federation of practices, which may hold a budget."""


class Commissioner(Organisation):
    """A health commissioner."""


class Council(Organisation):
    """A council as payer."""


class OutsidePayer(Organisation):
    """Commissioners elsewhere, who pay for their own residents."""


AGENTS: Final[Mapping[str, type[Organisation]]] = {
    "gp_practice": GPPractice,
    "acute_trust": AcuteTrust,
    "community": CommunityProvider,
    "mental_health": MentalHealthProvider,
    "social_care": SocialCare,
    "voluntary_sector": VoluntarySector,
    "gp_federation": GPFederation,
    "commissioner": Commissioner,
    "council": Council,
    "outside_payer": OutsidePayer,
}
"""The agent class of each kind of organisation."""


def register(model: Any, replaced: Mapping[str, type[Organisation]] | None = None) -> list[Organisation]:
    """One agent for every organisation of the model's place, in index order.

    Args:
        model: the model.
        replaced: agent classes to use instead for some kinds.

    Raises:
        ValueError: if a kind is none, or what is to stand for it is no class of organisation.
    """
    given: Mapping[str, Any] = replaced or {}
    for kind, own in given.items():
        name = getattr(own, "__name__", repr(own))
        if kind not in AGENTS:
            raise ValueError(
                f"agents: {name} is for '{kind}', which is no kind; kinds are {', '.join(AGENTS)}"
            )
        if not (isinstance(own, type) and issubclass(own, Organisation)):
            raise ValueError(f"agents: {name}, for '{kind}', is no class of Organisation")
    classes = {**AGENTS, **given}
    return [classes[o.kind](model, i) for i, o in enumerate(model.place.organisations)]


def decided(agent: Organisation, levers: Mapping[str, float]) -> dict[str, float]:
    """Where an agent that decides alone wants its levers.

    Args:
        agent: who decides.
        levers: as the theory in force would set them; all that it has.

    Raises:
        ValueError: if it names a lever that it does not have, or puts one at what is no number.
    """
    wanted: Any = agent.decide(levers)
    who = f"{type(agent).__name__}.decide of {agent.id}"
    if not isinstance(wanted, Mapping):
        raise ValueError(f"{who} returned {wanted!r}, not levers by name")
    for name, value in wanted.items():
        if name not in levers:
            raise ValueError(f"{who} moves '{name}', a lever it does not have; it has {', '.join(levers)}")
        if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
            raise ValueError(f"{who} puts {name} at {value!r}, which is no number")
    return {name: float(value) for name, value in wanted.items()}


def decides_alone(agent: Organisation) -> bool:
    """Whether an agent's class overrides `decide`."""
    return type(agent).decide is not Organisation.decide
