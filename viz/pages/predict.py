"""Predict: the room says what it expects of a few effects, and sees how it did."""

from dataclasses import replace
from typing import Final

from viz.pages.pieces import Heading, names_of
from viz.room import session
from viz.room.choice import EXPECTED, Choice, to_query
from viz.room.gauges import Gauge, gauge
from viz.room.markup import Button, PageLink, tag
from viz.room.toolkit import component
from viz.words.effect_words import GUESSED, counts, title

PATH: Final = "predict"
TITLE: Final = "Predict"

ANSWERS: Final = {"up": "Higher", "same": "Much the same", "down": "Lower"}
"""What a room may say, and what came out, in words."""


@component
def Page():
    """Say what you expect, then look."""
    now, shown = session.trail.value.now, session.shown.value
    a, b = names_of(now)
    with tag("div", classes="predict") as page:
        Heading("What do you expect?", f"Under option B: {b}. Compared with option A: {a}.")
        for effect in GUESSED:
            Guess(effect, now, gauge(shown, effect) if shown and shown.choice.b == now.b else None)
        Reveal(now, shown)
    return page


@component
def Guess(effect: str, now: Choice, came: Gauge | None):
    """One effect: what the room says, and once revealed what came out.

    Args:
        effect: its identifier.
        now: what is chosen.
        came: what came out, None before it is known.
    """
    guess = dict(now.guesses).get(effect, "")
    with tag("article", classes="guess") as article:
        with tag("div"):
            tag("h2", title(effect))
            tag("p", counts(effect), classes="small")
        with tag("div", classes="choices", role="group", aria_label=f"{title(effect)}: what you expect"):
            for word in EXPECTED:
                Button(
                    ANSWERS[word],
                    lambda word=word: _say(effect, "" if word == guess else word),
                    pressed=word == guess,
                    disabled=now.revealed,
                )
        if now.revealed:
            tag("p", outcome(guess, came), classes=f"outcome {_mark(guess, came)}", role="status")
    return article


def _say(effect: str, word: str) -> None:
    session.note(session.trail.value.now.with_guess(effect, word))


def outcome(guess: str, came: Gauge | None) -> str:
    """What came out, beside what was expected.

    Args:
        guess: what the room expected, or empty.
        came: what came out, or None.
    """
    if came is None or came.direction == "unknown":
        return "More runs are on their way."
    words = f"{ANSWERS[came.direction]}: {came.sentence}"
    if not guess:
        return words
    return f"{'As you said.' if guess == came.direction else 'Not as you said.'} {words}"


def score(now: Choice, came: dict[str, Gauge | None]) -> tuple[int, int]:
    """How many expectations came true, of how many that are known.

    Args:
        now: what is chosen, with what was expected.
        came: what came out, by effect.
    """
    known = {effect: g.direction for effect, g in came.items() if g is not None and g.direction != "unknown"}
    right = [guess == known[effect] for effect, guess in now.guesses if effect in known]
    return sum(right), len(right)


def _mark(guess: str, came: Gauge | None) -> str:
    if came is None or not guess or came.direction == "unknown":
        return ""
    return "right" if guess == came.direction else "wrong"


@component
def Reveal(now: Choice, shown: session.Shown | None):
    """The button that reveals, and the score.

    Args:
        now: what is chosen.
        shown: the runs.
    """
    with tag("div", classes="reveal") as part:
        if not now.revealed:
            Button("Reveal", lambda: _reveal(True), classes="button strong", disabled=not now.guesses)
            tag("p", f"{len(now.guesses)} of {len(GUESSED)} answered.", classes="small", role="status")
        else:
            right, known = score(now, {e: gauge(shown, e) if shown else None for e in GUESSED})
            tag("p", f"{right} of {known} as you said.", classes="score", role="status")
            PageLink("See it happen", f"/live?{to_query(now)}", classes="button strong")
            Button("Hide and guess again", lambda: _reveal(False))
    return part


def _reveal(revealed: bool) -> None:
    now = session.trail.value.now
    session.note(replace(now, revealed=revealed, guesses=now.guesses if revealed else ()))
