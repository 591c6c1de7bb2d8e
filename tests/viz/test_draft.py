"""A regime made in the room: what an address carries of it, and what of a stranger's is refused."""

import base64
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from viz.designer.draft import LARGEST, draft_in, packed, read_draft, unpacked
from viz.room.arms_chosen import arms, names_of
from viz.room.choice import DEFAULT, from_query, to_query

TODAY = 'extends = "east-london-today"'
OURS = 'extends = "east-london-today"\ntitle = "Ours"\nsavings = 0.02\n'


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_what_is_packed_is_unpacked(text):
    assert unpacked(packed(text)) == text


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_word_of_an_address_does_worse_than_be_refused(word):
    try:
        text, said = unpacked(word), "address"
    except ValueError as fault:
        text, said = "", str(fault)
    assert len(text) <= LARGEST
    assert "address" in said


def test_a_word_that_would_fill_the_memory_is_refused():
    bomb = base64.urlsafe_b64encode(zlib.compress(b"#" * 50_000_000, 9)).decode().rstrip("=")
    with pytest.raises(ValueError, match="too long"):
        unpacked(bomb)


@pytest.mark.parametrize(
    "base", ["/etc/passwd.toml", "../secret.toml", "elsewhere.toml", "east-london-todya"]
)
def test_a_text_extends_by_name_alone(base):
    with pytest.raises(InputError, match="comes with payscape"):
        read_draft(f'extends = "{base}"\ntitle = "Theirs"\n')


def test_a_text_that_is_too_long_is_not_read():
    with pytest.raises(InputError, match="longer than"):
        read_draft("#" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("title = ", "my-regime"),
        ('extends = "east-london-today"\nsavings = 7.0\n', "savings"),
        (
            'extends = "east-london-today"\n[contracts.acute.elements.tariff]\nmarginal_rate = 2.0\n',
            "marginal_rate",
        ),
    ],
)
def test_faults_name_the_key(text, where):
    with pytest.raises(InputError, match=where):
        read_draft(text)


def test_words_that_the_place_does_not_know_are_refused():
    text = 'extends = "east-london-today"\n[contracts.acute.scope]\nboroughs = ["newham"]\n'
    with pytest.raises(InputError, match="no borough 'newham'"):
        draft_in(text, 2017, place_of("small_town").place)


def test_b_is_paid_by_what_the_room_made_and_norms_stay_as_they_were():
    choice = replace(DEFAULT, regime=packed(OURS))
    plain, made = (arms(c)[1].setup() for c in (DEFAULT, choice))
    assert made.regime.savings == 0.02
    assert made.regime.title == names_of(choice)[1] == "Ours"
    assert made.reference == plain.reference
    assert arms(choice)[0].setup().regime == arms(DEFAULT)[0].setup().regime
    levered = replace(choice, terms=(("savings", 0.05),))
    assert arms(levered)[1].setup().regime.savings == 0.05


def test_an_address_carries_it_and_one_that_is_unsound_is_left_out():
    choice = replace(
        DEFAULT, regime=packed(OURS), segment="end_of_life", drawn=3, sweep="part-fixed", fit="to-2017"
    )
    assert from_query(to_query(choice)) == (choice, ())
    found, said = from_query(f"regime={packed('savings = 9.0')}")
    assert found == DEFAULT
    assert said == ("the regime in the address has a fault",)


@pytest.mark.parametrize(
    "query", ["sweep=../etc", "fit=.hidden", "segment=martians", "drawn=-1", "sweep=a%2Fb"]
)
def test_an_address_leads_nowhere_else(query):
    choice, said = from_query(query)
    assert choice == DEFAULT
    assert len(said) == 1
