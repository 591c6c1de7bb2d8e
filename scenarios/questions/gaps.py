"""What a regime would pay twice or not at all in a place, and what does nothing: told before a run.

Every contract is settled on one unit of everything that may be delivered there (see
`abm.contracts.possible`), so that what is found does not hang on what happens in a run.

Example:
    >>> gaps("east-london-today", "small_town")
    []
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from abm.contracts.gaps import PaidTwice, Unpaid, idle, paid_twice, penniless, uncounted, unpaid
from abm.contracts.held_and_paid import held_and_paid
from abm.contracts.possible import possible
from abm.contracts.without_effect import providers_without_effect, without_effect
from abm.regimes import Regime
from abm.vocabulary import PODS, SEGMENTS
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.files.place.load import place_names
from scenarios.files.regime_files import load_regime
from scenarios.files.regime_words import strangers
from scenarios.runs.fitting import on_the_way, settled
from scenarios.scenario import Scenario

_MOST = 4
"""Names written out in a message; the rest are counted."""


def gaps(regime: str | Path, place: str) -> list[str]:
    """What a regime pays twice or leaves unpaid in a place, whom it does not bind, what does nothing.

    Args:
        regime: by name or path.
        place: by name or folder.

    Raises:
        InputError: if a contract does not fit the place.
    """
    return _gaps(load_regime(regime), place, str(regime))


def gaps_on_the_way(scenario: Scenario) -> list[str]:
    """The same of every step in which a scenario's regime takes over from its reference, in its place.

    Raises:
        InputError: if a contract does not fit the place, or two leads would pay at once.
    """
    setup = scenario.setup()
    found: dict[str, None] = {}
    for now in on_the_way(setup.reference, setup.regime, f"{scenario.id}: regime"):
        found |= dict.fromkeys(_gaps(now, scenario.place, scenario.regime))
    return list(found)


def places_it_fits(regime: str | Path) -> dict[str, list[str]]:
    """Gaps of a regime in each place that comes with payscape and that its contracts fit.

    Raises:
        InputError: if it fits none, saying why not for the one of whose words it has most right.
    """
    read, found = load_regime(regime), dict[str, list[str]]()
    refused: list[tuple[int, InputError]] = []
    for place in place_names():
        try:
            found[place] = _gaps(read, place, str(regime))
        except InputError as fault:
            unknown = strangers(read.contracts, place_of(place).place, str(regime))
            refused.append((len(unknown), fault))
    if not found:
        raise min(refused, key=lambda pair: pair[0])[1]
    return found


def _gaps(regime: Regime, place: str, called: str) -> list[str]:
    """Gaps of a regime that is read already."""
    file = Path(called).name
    ours = place_of(place).place
    for fault in strangers(regime.contracts, ours, file):
        raise fault
    settlement = settled(regime, ours, place, file)
    kinds = {o.id: o.kind for o in ours.organisations}
    return [
        *_twice([*paid_twice(settlement), *held_and_paid(settlement)]),
        *_nobody(unpaid(settlement, possible(ours, settlement.lines, settlement.cohorts)), kinds),
        *(f"contract '{name}' binds nobody" for name in idle(settlement)),
        *(
            f"{name} counts what nobody that it pays delivers, so it pays nothing"
            for name in uncounted(settlement)
        ),
        *(f"{name} pays others and is paid by nobody" for name in penniless(settlement)),
        *providers_without_effect(regime.contracts),
        *without_effect(settlement),
    ]


def _twice(found: Iterable[PaidTwice]) -> list[str]:
    """A line for each pair of elements, with whom they both pay for what."""
    pairs: dict[tuple[str, str, str], list[PaidTwice]] = {}
    for gap in found:
        pairs.setdefault((gap.first, gap.second, gap.people), []).append(gap)
    return [
        f"{first} and {second} both pay {_names(g.organisation for g in which)} for "
        f"{_names(dict.fromkeys(pod for g in which for pod in g.pods))}{_with(people, ' for people')}"
        for (first, second, people), which in pairs.items()
    ]


def _nobody(found: Iterable[Unpaid], kinds: dict[str, str]) -> list[str]:
    """A line for each kind of provider, with all of its points of delivery that lack a payer alike."""
    by_pod: dict[tuple[str, str, str], list[Unpaid]] = {}
    for gap in found:
        by_pod.setdefault((kinds[gap.organisation], gap.pod, gap.people), []).append(gap)
    alike: dict[tuple[str, ...], list[str]] = {}
    for (kind, pod, people), which in sorted(by_pod.items(), key=lambda item: PODS.index(item[0][1])):
        alike.setdefault((kind, _part(which), _whose(which) + _with(people)), []).append(pod)
    return [f"nobody pays for {part}{_names(pods)} {whose}" for (_, part, whose), pods in alike.items()]


def _part(gaps_of_pod: Sequence[Unpaid]) -> str:
    """How much of it, where it is not all."""
    share = max(gap.share for gap in gaps_of_pod)
    return "" if round(share, 2) == 1 else f"{share:.0%} of "


def _whose(gaps_of_pod: Sequence[Unpaid]) -> str:
    """Where, and for which people."""
    boroughs = _names(dict.fromkeys(gap.borough for gap in gaps_of_pod))
    segments = dict.fromkeys(segment for gap in gaps_of_pod for segment in gap.segments)
    where = _names(dict.fromkeys(gap.organisation for gap in gaps_of_pod))
    if len(segments) > _MOST:
        paid_for = _names(segment for segment in SEGMENTS if segment not in segments)
        return f"at {where} for people of {boroughs} but those in {paid_for}"
    return f"at {where} for people of {boroughs}" + (f" in {_names(segments)}" if segments else "")


def _with(people: str, before: str = "") -> str:
    """With which conditions, where it is not everybody."""
    return f"{before} with {people}" if people else ""


def _names(words: Iterable[str]) -> str:
    """The first few of some names, and how many more there are."""
    every = list(words)
    more = f" and {len(every) - _MOST} more" if len(every) > _MOST else ""
    return ", ".join(every[:_MOST]) + more
