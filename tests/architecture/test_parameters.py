"""Every human, clinical and conduct number says what it is, how far it may be off, and who says so."""

import math

from abm.parameters import ALL

WORDS = ("name", "unit", "source", "confidence")


def test_there_are_parameters() -> None:
    assert len(ALL) >= 30


def test_no_two_parameters_share_a_name() -> None:
    names = [parameter.name for parameter in ALL]
    assert sorted(names) == sorted(set(names))


def test_every_parameter_says_its_unit_source_and_confidence() -> None:
    silent = [f"{p.name}: {word}" for p in ALL for word in WORDS if not str(getattr(p, word)).strip()]
    assert not silent, silent


def test_every_value_lies_in_its_range() -> None:
    def sound(p) -> bool:
        return all(map(math.isfinite, (p.low, p.value, p.high))) and p.low <= p.value <= p.high

    assert not [p.name for p in ALL if not sound(p)]


def test_a_number_without_a_source_admits_it() -> None:
    """A range of no width claims certainty, which an assumption cannot have."""
    assert not [p.name for p in ALL if "assumed" in p.confidence.lower() and p.low == p.high]
