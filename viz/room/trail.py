"""Undo, redo and reset: the choices a room came by, and where on that trail it stands.

Example:
    >>> trail = Trail(("today",)).to("capitation").to("capitation, practice-led")
    >>> trail.back().now, trail.back().forth().now, trail.back().to("bundle").forth().now
    ('capitation', 'capitation, practice-led', 'bundle')
"""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

State = TypeVar("State")

LONGEST: Final = 200
"""Steps kept; the oldest goes first."""


@dataclass(frozen=True)
class Trail(Generic[State]):
    """Steps taken, and the one that holds.

    Attributes:
        steps: in order, at least one.
        at: index of the one that holds.
    """

    steps: tuple[State, ...]
    at: int = 0

    @property
    def now(self) -> State:
        """The step that holds."""
        return self.steps[self.at]

    @property
    def has_back(self) -> bool:
        """Whether anything can be undone."""
        return self.at > 0

    @property
    def has_forth(self) -> bool:
        """Whether anything can be done again."""
        return self.at < len(self.steps) - 1

    def to(self, step: State) -> "Trail[State]":
        """One step on; what had been undone is gone. Staying is no step."""
        if step == self.now:
            return self
        kept = (*self.steps[: self.at + 1], step)[-LONGEST:]
        return Trail(kept, len(kept) - 1)

    def back(self) -> "Trail[State]":
        """One step back, where there is one."""
        return Trail(self.steps, max(self.at - 1, 0))

    def forth(self) -> "Trail[State]":
        """One step on again, where there is one."""
        return Trail(self.steps, min(self.at + 1, len(self.steps) - 1))
