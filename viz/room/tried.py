"""What a browser has tried: a choice that held, and what was compared for it."""

from dataclasses import dataclass, replace

from viz.room.choice import Choice
from viz.room.runs_in_worker import OnePair


@dataclass(frozen=True, eq=False)
class Tried:
    """One thing that was tried.

    Attributes:
        choice: what was chosen.
        pairs: both options, one random seed after another.
    """

    choice: Choice
    pairs: tuple[OnePair, ...]


def same_runs(choice: Choice) -> Choice:
    """A choice without what changes nothing about the runs: who looks, and at what.

    Example:
        >>> same_runs(Choice(role="trust", seed=3)) == Choice(seed=3)
        True
    """
    return replace(
        choice, role="", question="", guesses=(), revealed=False, segment="", drawn=0, sweep="", fit=""
    )
