"""What is to be said of scenarios before anything is read into what differs between them."""

from collections.abc import Sequence

from scenarios.runs.resolver import Arm
from scenarios.scenario import Scenario


def notes_on_pairs(arms: Sequence[Arm]) -> list[str]:
    """What weakens a comparison of the first with each of the others, and numbers that stand in for others.

    Args:
        arms: what is compared, the first with each of the others.
    """
    first, *others = arms
    return [*(note for other in others for note in _rest_apart(first, other)), *stand_ins(arms)]


def notes_on_rest(scenario: Scenario) -> list[str]:
    """What is to be said of the regime on which a scenario's conduct rests."""
    if scenario.reference is not None:
        return []
    return [
        f"names no reference: conduct rests on its own regime ({scenario.regime}), so nobody responds to it; "
        "set reference to the regime that it changes"
    ]


def stand_ins(arms: Sequence[Arm]) -> list[str]:
    """Numbers of national policy that stand in for a later year, each once."""
    words = (number.words for arm in arms for number in arm.policy_numbers if number.stands_in)
    return list(dict.fromkeys(words))


def _rest_apart(first: Arm, other: Arm) -> list[str]:
    """Two arms whose conduct rests on different regimes: each is at rest, whatever payment does."""
    one, two = first.setup.reference, other.setup.reference
    if one == two:
        return []
    return [
        f"{first.scenario.id} rests on {one.id}, {other.scenario.id} on {two.id}: each is at rest under "
        "its own, so that no response to payment shows; give both the same reference"
    ]
