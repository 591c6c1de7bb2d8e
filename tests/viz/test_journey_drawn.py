"""Both journeys as they are drawn: every mark happened, and the same draw is the same person."""

import pytest

from abm.vocabulary import SEGMENTS
from scenarios.errors import InputError
from scenarios.questions.journey import Journey
from scenarios.words.numbers import month as month_words
from tests.viz.conftest import NOBODY, TOWN
from viz.room.arms_chosen import arms, names_of
from viz.room.journey import (
    ROWS,
    SEGMENT_WORDS,
    ResidentChoice,
    described,
    drawn,
    journey,
    message,
    row_of,
    whose,
)


@pytest.fixture(scope="module")
def lives() -> Journey:
    return journey(*arms(TOWN), 1, ResidentChoice(), NOBODY)


def test_every_segment_can_be_chosen():
    assert set(SEGMENT_WORDS) == {"", *SEGMENTS}


def test_every_mark_is_something_that_happened(lives, place):
    drawing = drawn(lives, names_of(TOWN))
    kinds = [organisation.kind for organisation in place.organisations]
    counted = {}
    for arm, life in enumerate(lives.lives):
        for month, events in enumerate(life):
            for event in events:
                key = (row_of(event, kinds), month, arm)
                counted[key] = counted.get(key, 0) + event.count
    assert {(row, month, arm): units for row, month, arm, units, _ in drawing["marks"]} == counted
    assert drawing["rows"] == list(ROWS)
    assert len(drawing["events"]) == len(drawing["months"]) == TOWN.months


def test_marks_are_pale_where_both_lives_have_the_same(lives):
    marks = drawn(lives, names_of(TOWN))["marks"]
    at = {(row, month, arm): same for row, month, arm, _, same in marks}
    for (row, month, arm), same in at.items():
        assert not same or at.get((row, month, 1 - arm)) is True
    parted = drawn(lives, names_of(TOWN))["differs_from"]
    first = min(month for (_, month, _), same in at.items() if not same)
    assert first == parted


def test_the_title_says_when_they_first_differ_and_whose_decision_it_was(lives):
    assert lives.parting is not None
    assert month_words(lives.parting.month) in message(lives)
    if lives.parting.lever:
        assert whose(lives).startswith("A decision by ")
    else:
        assert whose(lives) == "No one decision."


def test_somebody_drawn_at_random_is_of_the_segment_and_the_same_again():
    a, b = arms(TOWN)
    who = ResidentChoice("older_75_plus", 2)
    one, again = (journey(a, b, 1, who, NOBODY).person for _ in range(2))
    assert one == again
    assert one.segment == "older_75_plus"
    assert one.age >= 75
    assert str(one.age) in described(one, "small_town")


def test_two_ways_that_are_one_have_nobody_to_show():
    a, _ = arms(TOWN)
    with pytest.raises(InputError, match="people near the end of life: nobody's two lives differ"):
        journey(a, a, 1, ResidentChoice("end_of_life"), NOBODY)
