"""What a room chooses survives the address bar, and no address breaks a page."""

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.effects.catalogue import EFFECTS
from scenarios.files.programme_files import programme_names
from scenarios.files.scenario_files import scenario_names
from scenarios.files.set_files import set_names
from scenarios.files.shock_files import shock_names
from viz.room.arms_chosen import arms, of_question, question_of, questions, with_b
from viz.room.choice import (
    DEFAULT,
    EXPECTED,
    LONGEST,
    MOST_SEED,
    ROLES,
    SHORTEST,
    Choice,
    from_query,
    to_query,
)

PATHS = st.text(string.ascii_letters + "._", min_size=1, max_size=40)
CHOICES = st.builds(
    Choice,
    question=st.sampled_from(["", *set_names()]),
    role=st.sampled_from(["", *ROLES]),
    a=st.sampled_from(scenario_names()),
    b=st.sampled_from(scenario_names()),
    programme=st.sampled_from(["", "none", *programme_names()]),
    shock=st.sampled_from(["", "none", *shock_names()]),
    months=st.integers(SHORTEST, LONGEST),
    seed=st.integers(1, MOST_SEED),
    terms=st.dictionaries(PATHS, st.integers(-1000, 1000).map(lambda n: n / 8)).map(
        lambda found: tuple(sorted(found.items()))
    ),
    guesses=st.dictionaries(st.sampled_from(list(EFFECTS)), st.sampled_from(EXPECTED)).map(
        lambda found: tuple(sorted(found.items()))
    ),
    revealed=st.booleans(),
)


@settings(max_examples=40)
@given(CHOICES)
def test_a_choice_survives_the_address_bar(choice):
    assert from_query(to_query(choice)) == (choice, ())


def test_where_a_room_begins_needs_no_query():
    assert to_query(DEFAULT) == ""
    assert from_query("") == from_query(None) == (DEFAULT, ())


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_no_address_breaks_a_page(query):
    choice, said = from_query(query)
    assert all(len(words) < 120 and "\n" not in words for words in said)
    assert from_query(to_query(choice))[0] == choice


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a=../../etc/passwd", "no scenario '../../etc/passwd' here"),
        ("months=-5", "months must be from 24 to 120, not '-5'"),
        ("months=99999999999999999999", "months must be from 24 to 120"),
        ("t.acute.tariff.marginal_rate=nan", "'nan' is not a number"),
        ("t.acute.tariff.marginal_rate=1e999", "'1e999' is not a number"),
        ("g.E99=up", "no effect 'E99' here"),
        ("g.E1=sideways", "no expectation 'sideways' here"),
        ("colour=red", "'colour' is not a setting here"),
    ],
)
def test_what_an_address_gets_wrong_is_said_and_left_out(query, words):
    choice, said = from_query(f"{query}&seed=7")
    assert choice == replace(DEFAULT, seed=7)
    assert len(said) == 1
    assert words in said[0]


def test_an_endless_address_is_not_read():
    assert from_query("seed=7&" * 20_000) == (DEFAULT, ("the address is too long",))


def test_a_changed_term_can_be_taken_back():
    changed = DEFAULT.with_term("x.y.z", 0.5)
    assert changed.terms == (("x.y.z", 0.5),)
    assert changed.with_term("x.y.z", None) == DEFAULT


@pytest.mark.parametrize("question", set_names())
def test_every_question_opens_two_arms_that_can_be_compared(question):
    choice = of_question(question, replace(DEFAULT, terms=(("x.y.z", 1.0),), seed=3))
    a, b = arms(choice)
    assert a.name != b.name
    assert (choice.terms, choice.seed) == ((), 3)
    ways = next(asked for asked in questions() if asked.id == question).others
    for other in ways:
        assert arms(with_b(other.id, choice))[1].setup().months == choice.months


def test_questions_come_in_the_order_of_their_numbers():
    numbered = [asked.answers[0] for asked in questions() if asked.answers]
    assert numbered[0] == "Q1"
    assert numbered.index("Q2") < numbered.index("Q10") < numbered.index("QW1")
    assert {f"Q{n}" for n in range(1, 14)} | {"QW1", "QW2", "QW3"} == {
        number for asked in questions() for number in asked.answers
    }
    assert not any(asked.answers for asked in questions()[len(numbered) :])
    assert question_of(replace(DEFAULT, question="transformation")).startswith("Q11: ")
    assert question_of(DEFAULT) == ""
