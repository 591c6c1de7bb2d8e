"""Undo and redo walk a trail of choices, as everybody expects of them."""

from hypothesis import given
from hypothesis import strategies as st

from viz.room.trail import LONGEST, Trail

STEPS = st.lists(st.integers(0, 9), max_size=30)


def walked(steps):
    trail = Trail((-1,))
    for step in steps:
        trail = trail.to(step)
    return trail


@given(STEPS)
def test_undoing_everything_comes_back_to_the_beginning(steps):
    trail = walked(steps)
    back = trail
    while back.has_back:
        back = back.back()
    assert back.now == -1
    while back.has_forth:
        back = back.forth()
    assert back == trail


@given(STEPS)
def test_a_step_after_undo_drops_what_was_undone(steps):
    trail = walked([*steps, 77]).back().to(99)
    assert trail.now == 99
    assert not trail.has_forth
    assert 77 not in trail.steps


def test_staying_is_no_step_and_ends_are_ends():
    trail = Trail(("a",))
    assert trail.to("a") is trail
    assert trail.back() == trail.forth() == trail


def test_the_trail_is_bounded():
    trail = walked(range(3 * LONGEST))
    assert len(trail.steps) == LONGEST
    assert trail.now == 3 * LONGEST - 1
