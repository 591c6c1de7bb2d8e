"""What a room has tried, as a page to print or take away: results, their ranges, and what they rest on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from scenarios.files.set_files import load_set
from scenarios.words.numbers import decimals, millions, share, whole_pounds
from viz.designer.draft import unpacked
from viz.designer.terms import Term, terms_of
from viz.report.caveats import INTERVALS, assumptions, limits
from viz.report.page import Html, bullets, code, folded, foot, page, paragraph, section, table, text
from viz.room.arms_chosen import arms, loaded, names_of, regime_of
from viz.room.choice import Choice, to_query
from viz.room.comparison import ComparisonView, comparison_of
from viz.room.gauges import Gauge, gauge
from viz.room.lines import FEWEST
from viz.room.tried import Tried
from viz.words.effect_words import title
from viz.words.plain_words import capital

TITLE: Final = "What we tried"

_METHOD: Final = (
    "Every pair of runs has the same people and the same chance events: any difference comes from payment. "
)
_EXPECTED: Final = {"up": "higher", "same": "much the same", "down": "lower"}
POUNDS_WORDS: Final = (
    "Mechanical: B's rules on what was done under A. Behavioural: people did something else. What a lead "
    "passes on counts with whoever keeps it."
)
"""How the change in money is read."""


def as_page(tried: Sequence[Tried], on: date) -> str:
    """The page as a file that needs nothing but itself.

    Args:
        tried: what was tried, oldest first.
        on: the day.
    """
    return page(TITLE, f"A workshop of {on.day} {on:%B %Y}", parts(tried), foot())


def parts(tried: Sequence[Tried], links: bool = False) -> list[Html]:
    """The parts of the page, in reading order.

    Args:
        tried: what was tried, oldest first.
        links: whether each thing links back to the workshop.
    """
    each = [_one(number, one, links) for number, one in enumerate(tried, 1)]
    notes = [loaded(name).note for one in tried for name in (one.choice.a, one.choice.b)]
    return [_overview(tried), *each, *_questions(tried), assumptions(), limits(notes)]


def _overview(tried: Sequence[Tried]) -> Html:
    rows = [
        (f"{i}. {names_of(one.choice)[1]}", names_of(one.choice)[0], _years(one.choice), _clear(one))
        for i, one in enumerate(tried, 1)
    ]
    headings = ("option B", "option A (compared with)", "years", "clear differences")
    return section(
        "In short", paragraph(_METHOD + INTERVALS), table("What was tried, in order", headings, rows)
    )


def _years(choice: Choice) -> str:
    return f"{choice.months / 12:g}"


def _clear(tried: Tried) -> str:
    view = comparison_of(tried)
    return (
        f"{sum(f.sure for f in view.findings)} of {len(view.findings)} measures" if view else "not known yet"
    )


def _one(number: int, tried: Tried, links: bool) -> Html:
    """One thing that was tried."""
    choice, (a, b) = tried.choice, names_of(tried.choice)
    link = f'<p class="again"><a href="/live?{text(to_query(choice))}">Open it again</a></p>' if links else ""
    view = comparison_of(tried)
    results = _results(view, b, a) if view else [paragraph("No pair of runs was finished.")]
    made = [folded("The regime made in the room", code(unpacked(choice.regime)))] if choice.regime else []
    runs = (
        f"{_years(choice)} years, {len(tried.pairs)} pairs of runs, the first with random seed {choice.seed}."
    )
    facts = bullets([f"Compared with: {a}.", *changes(choice), runs, *expected(tried)])
    return section(f"{number}. {b}", facts, *results, *made, Html(link))


def changes(choice: Choice) -> list[str]:
    """What the room changed of option B, a line for each lever."""
    if not choice.terms:
        return []
    plain = replace(arms(choice)[1], terms=())
    was = {term.path: term for term in terms_of(regime_of(plain))}
    return [_change(was[path], value) for path, value in choice.terms if path in was]


def _change(term: Term, value: float) -> str:
    now, was = (_amount(number, term.unit) for number in (value, term.value))
    return f"{term.title} ({term.whose}): {now} instead of {was}."


def _amount(value: float, unit: str) -> str:
    """A term as a lever shows it."""
    if unit == "share":
        return share(value)
    return whole_pounds(value) if unit == "pounds" else f"{decimals(value, 2)} times"


def expected(tried: Tried) -> list[str]:
    """What the room said it expected, once revealed, and how that came out."""
    if not tried.choice.revealed or len(tried.pairs) < FEWEST:
        return []
    outcomes = [(effect, guess, gauge(tried, effect)) for effect, guess in tried.choice.guesses]
    return [_outcome(effect, guess, came) for effect, guess, came in outcomes if came is not None]


def _outcome(effect: str, guess: str, came: Gauge) -> str:
    right = "as it was" if guess == came.direction else "which it was not"
    return f"{title(effect)}: the room expected {_EXPECTED[guess]}, {right}. {came.sentence}"


def _results(view: ComparisonView, b: str, a: str) -> list[Html]:
    """What differs, in sentences, in a table and in pounds."""
    clear = [f"{f.label}: {f.change} (95% interval {f.interval})." for f in view.findings if f.sure]
    sentences = bullets(clear) if clear else paragraph("No difference is clear.")
    headings = ("measure", "option A", "option B", "difference", "95% interval", "clear?")
    rows = [(f.label, *f.cells) for f in view.findings]
    measures = table(f"{b} (B) minus {a} (A); means over the runs", headings, rows, numbers=5)
    return [sentences, folded("All measures", measures), _pounds(view)]


def _pounds(view: ComparisonView) -> Html:
    rows = [
        (
            capital(net.name),
            *map(millions, (net.a, net.mechanical.mean, net.behavioural.mean, net.change.mean)),
        )
        for net in view.money
    ]
    headings = ("kept by", "option A", "mechanical", "behavioural", "change")
    return folded("Pounds, in two parts", table(f"£m a year. {POUNDS_WORDS}", headings, rows, numbers=4))


def _questions(tried: Sequence[Tried]) -> list[Html]:
    """Questions that were chosen, with what to watch and what none of this can answer."""
    names = dict.fromkeys(one.choice.question for one in tried if one.choice.question)
    rows = [(q.question, q.watch, q.cannot_answer) for q in map(load_set, names)]
    headings = ("question", "the answer is in", "it cannot answer")
    return [section("Questions", table("What was asked", headings, rows))] if rows else []
