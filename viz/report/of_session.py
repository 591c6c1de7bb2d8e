"""What a room has tried, as a page to print or take away: results, their ranges, and what they rest on."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from scenarios.files.set_files import load_set
from viz.designer.draft import unpacked
from viz.designer.terms import Term, terms_of
from viz.report.doubts import assumptions, limits
from viz.report.findings import Finding
from viz.report.page import Html, bullets, folded, page, paragraph, section, table, text
from viz.report.whole import level, verdict
from viz.room.arms_chosen import Arm, arms, loaded, names_of, regime_of
from viz.room.choice import Choice, to_query
from viz.room.comparing import Compared, compared
from viz.room.gauges import Gauge, gauge
from viz.room.lines import FEWEST
from viz.room.notebook import Tried
from viz.words.effect_words import title
from viz.words.plain_words import millions, share

TITLE: Final = "What we tried"

_METHOD: Final = (
    "Every pair of runs has the same residents and the same luck, paid for in two ways. Intervals (95%) hold "
    "what luck does. They leave out what is unsure about the assumptions, which is more: see below."
)


def as_page(tried: Sequence[Tried], on: date) -> str:
    """The page as a file that needs nothing but itself.

    Args:
        tried: what was tried, oldest first.
        on: the day.
    """
    foot = "payscape. A simulation: it explores how conduct may respond to payment; it does not forecast."
    return page(TITLE, f"A workshop of {on.day} {on:%B %Y}", parts(tried), foot)


def parts(tried: Sequence[Tried], links: bool = False) -> list[Html]:
    """The parts of the page, in reading order.

    Args:
        tried: what was tried, oldest first.
        links: whether each thing links back to the workshop.
    """
    found = [_one(number, each, links) for number, each in enumerate(tried, 1)]
    notes = [loaded(name).note for each in tried for name in (each.choice.a, each.choice.b)]
    return [_overview(tried), *found, *_asked(tried), assumptions(), limits(notes)]


def _overview(tried: Sequence[Tried]) -> Html:
    rows = [
        (f"{i}. {names_of(each.choice)[1]}", names_of(each.choice)[0], _years(each.choice), _sure(each))
        for i, each in enumerate(tried, 1)
    ]
    headings = ("looked at", "held against", "years", "differ beyond chance")
    return section("In short", paragraph(_METHOD), table("What was tried, in order", headings, rows))


def _years(choice: Choice) -> str:
    return f"{choice.months / 12:g}"


def _sure(tried: Tried) -> str:
    found = compared(tried)
    return f"{sum(f.sure for f in found.found)} of {len(found.found)} measures" if found else "not known yet"


def _one(number: int, tried: Tried, links: bool) -> Html:
    """One thing that was tried."""
    choice, (a, b) = tried.choice, names_of(tried.choice)
    again = (
        f'<p class="again"><a href="/live?{text(to_query(choice))}">Open it again</a></p>' if links else ""
    )
    found = compared(tried)
    shown = _results(found, b, a) if found else [paragraph("No pair of runs was finished.")]
    made = [folded("The regime made in the room", _toml(choice.regime))] if choice.regime else []
    told = bullets([f"Held against: {a}.", *changes(choice), _runs(tried), *expected(tried)])
    return section(f"{number}. {b}", told, *shown, *made, Html(again))


def _runs(tried: Tried) -> str:
    choice = tried.choice
    return f"{_years(choice)} years, {len(tried.pairs)} pairs of runs, the first with luck {choice.seed}."


def _toml(regime: str) -> Html:
    return Html(f'<pre class="plain">{text(unpacked(regime))}</pre>')


def changes(choice: Choice) -> list[str]:
    """What the room changed of the way of paying that it looked at, a line for each lever."""
    if not choice.terms:
        return []
    b = arms(choice)[1]
    was = {
        term.path: term
        for term in terms_of(regime_of(Arm(b.name, b.programme, b.shock, b.months, (), b.regime)))
    }
    return [_change(was[path], value) for path, value in choice.terms if path in was]


def _change(term: Term, value: float) -> str:
    now, was = (_amount(number, term.unit) for number in (value, term.value))
    return f"{term.title} ({term.whose}): {now} instead of {was}."


def _amount(value: float, unit: str) -> str:
    """A term as a lever shows it."""
    if unit == "share":
        return share(value)
    return f"£{value:,.0f}" if unit == "pounds" else f"{value:.2f} times"


def expected(tried: Tried) -> list[str]:
    """What the room said it expected, once revealed, and how that came out."""
    if not tried.choice.revealed or len(tried.pairs) < FEWEST:
        return []
    told = [(effect, said, gauge(tried, effect)) for effect, said in tried.choice.guesses]
    return [_outcome(effect, said, found) for effect, said, found in told if found is not None]


def _outcome(effect: str, said: str, found: Gauge) -> str:
    words = {"up": "higher", "same": "much the same", "down": "lower"}
    right = "as it was" if said == found.direction else "which it was not"
    return f"{title(effect)}: the room expected {words[said]}, {right}. {found.sentence}"


def _results(found: Compared, alternative: str, baseline: str) -> list[Html]:
    """What differs, in sentences, in a table and in pounds."""
    sure = [f"{f.label}: {f.change} (95% interval {f.interval})." for f in found.found if f.sure]
    said = bullets(sure) if sure else paragraph("No difference was larger than chance would make it.")
    headings = ("measure", "held against", "looked at", "difference", "95% interval", "beyond chance?")
    caption = f"{alternative} less {baseline}; means over the runs"
    rows = [_row(f) for f in found.found]
    return [said, folded("All measures", table(caption, headings, rows, numbers=5)), _pounds(found)]


def _row(f: Finding) -> tuple[str, ...]:
    return f.label, level(f, f.a), level(f, f.b), f.change, f.interval, verdict(f)


def _pounds(found: Compared) -> Html:
    rows = [
        (
            net.name.capitalize(),
            *(millions(x) for x in (net.a, net.mechanical.mean, net.behavioural.mean, net.change.mean)),
        )
        for net in found.money
    ]
    caption = (
        "Kept by each kind a year. Mechanical: new rules on what was done before. Behavioural: people did "
        "something else. What a lead passes on counts with whoever keeps it."
    )
    headings = ("kept by", "held against", "mechanical", "behavioural", "change")
    return folded("Pounds, in two parts", table(caption, headings, rows, numbers=4))


def _asked(tried: Sequence[Tried]) -> list[Html]:
    """Questions that were chosen, with what to watch and what none of this can answer."""
    asked = [load_set(name) for name in dict.fromkeys(t.choice.question for t in tried if t.choice.question)]
    if not asked:
        return []
    rows = [(q.question, q.watch, q.cannot_answer) for q in asked]
    return [
        section(
            "Questions", table("What was asked", ("question", "the answer is in", "it cannot answer"), rows)
        )
    ]
