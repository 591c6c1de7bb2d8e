"""What several pages show: a heading with its lead, what is chosen in a line, the key to both arms."""

from functools import lru_cache

import solara

from scenarios.place_shelf import place_of
from scenarios.regime_files import load_regime
from viz.choice import Choice
from viz.markup import tag
from viz.session import Shown

Names = tuple[str, str]


@lru_cache(maxsize=200)
def regime_title(name: str) -> str:
    """The title of a regime."""
    return load_regime(name).title


def names_of(choice: Choice) -> Names:
    """What both arms are called beside a chart."""
    b = regime_title(choice.b)
    changed = len(choice.terms)
    if changed:
        b = f"{b}, {changed} {'lever' if changed == 1 else 'levers'} moved"
    return regime_title(choice.a), b


def summary(choice: Choice) -> str:
    """What is chosen, in a line."""
    a, b = names_of(choice)
    place = place_of(choice.place).place.title
    years = choice.months / 12
    return f"{place}, {years:g} years, luck {choice.seed}. Looking at: {b}. Held against: {a}."


@solara.component
def Heading(title: str, lead: str):
    """A page's heading and a sentence under it.

    Args:
        title: the heading.
        lead: what the page is for.
    """
    with tag("div", classes="heading") as heading:
        tag("h1", title)
        tag("p", lead, classes="lead")
    return heading


@solara.component
def Key(names: Names, pairs: int):
    """Which line is which, and how much luck is behind them.

    Args:
        names: of both arms.
        pairs: pairs of runs so far.
    """
    with tag("div", classes="key") as key:
        tag("span", classes="swatch looked", aria_hidden="true")
        tag("span", names[1])
        tag("span", classes="swatch held", aria_hidden="true")
        tag("span", names[0])
        tag("span", luck(pairs), classes="luck", role="status")
    return key


def luck(pairs: int) -> str:
    """How sure lines are, in words.

    Example:
        >>> luck(0), luck(4)
        ('one run of each, more luck is coming', 'mean of 4 pairs of runs, with its 95% interval')
    """
    if pairs < 3:
        return "one run of each, more luck is coming"
    return f"mean of {pairs} pairs of runs, with its 95% interval"


@solara.component
def Waiting(shown: Shown):
    """What stands where a chart will be, until there is one.

    Args:
        shown: what was lived so far.
    """
    words = (
        "The first five years are being lived; this takes a moment."
        if not shown.fault
        else "Nothing to show."
    )
    return tag("p", words, classes="waiting", role="status")
