"""What several pages show: a heading, what is chosen, the key to both options, a switch between them."""

from collections.abc import Callable

from viz.room import session
from viz.room.arms_chosen import names_of
from viz.room.choice import Choice
from viz.room.conclusion import conclusion
from viz.room.lines import FEWEST
from viz.room.markup import Button, tag
from viz.room.toolkit import component, use_memo
from viz.room.workers import MOST_PAIRS

A, B = "Option A (compared with)", "Option B"

SAME_PEOPLE = "Same people, same chance events: any difference comes from payment."

_FIRST = "Running both options for the first time. After installation this takes a minute or two."


def summary(choice: Choice) -> str:
    """What is chosen, in a line."""
    a, b = names_of(choice)
    return f"{A}: {a}. {B}: {b}. {choice.months / 12:g} years, random seed {choice.seed}."


@component
def Heading(title: str, lead: str):
    """A page's heading and a sentence under it.

    Args:
        title: the heading.
        lead: what the page is for, or empty.
    """
    with tag("div", classes="heading") as heading:
        tag("h1", title)
        if lead:
            tag("p", lead, classes="lead")
    return heading


@component
def Conclusion(shown: session.Shown):
    """The conclusion so far, in a sentence.

    Args:
        shown: the runs.
    """
    words = use_memo(lambda: conclusion(shown), [shown])
    with tag("p", classes="answer", role="status") as sentence:
        tag("b", "So far: ")
        tag("span", words)
    return sentence


@component
def Legend(names: tuple[str, str], pairs: int):
    """Which line is which, and how many runs are behind them.

    Args:
        names: of both options.
        pairs: pairs of runs so far.
    """
    with tag("div", classes="key") as key:
        tag("span", classes="swatch dashed", aria_hidden="true")
        tag("span", f"{A}: {names[0]}")
        tag("span", classes="swatch", aria_hidden="true")
        tag("span", f"{B}: {names[1]}")
        tag("span", runs(pairs), classes="runs", role="status")
    return key


def runs(pairs: int) -> str:
    """How many runs lines rest on, and how many are still to come.

    Example:
        >>> runs(0), runs(8)
        ('one run of each; running both options: 0 of 8', 'mean of 8 pairs of runs, with its 95% interval')
    """
    so_far = f"mean of {pairs} pairs of runs, with its 95% interval" if pairs >= FEWEST else "one run of each"
    return f"{so_far}; running both options: {pairs} of {MOST_PAIRS}" if pairs < MOST_PAIRS else so_far


@component
def WhichOption(show_a: bool, choose: Callable[[bool], None], names: tuple[str, str]):
    """A switch between both options.

    Args:
        show_a: whether option A is shown.
        choose: takes whether it is to be.
        names: of both options.
    """
    with tag("span", classes="choices", role="group", aria_label="Which option") as switch:
        Button("Option A", lambda: choose(True), pressed=show_a, title=names[0])
        Button("Option B", lambda: choose(False), pressed=not show_a, title=names[1])
    return switch


@component
def Waiting():
    """What stands where a chart will be, until there is one."""
    words = "Nothing to show." if session.fault.value else _FIRST
    return tag("p", words, classes="waiting", role="status")
