"""What several pages show: a heading with its lead, what is chosen in a line, the key to both arms."""

from viz.report.markup import tag
from viz.room import session
from viz.room.answering import answer
from viz.room.arms_chosen import names_of
from viz.room.choice import Choice
from viz.room.toolkit import component, use_memo

Names = tuple[str, str]

_FIRST = "The first years are being lived. The first time after installing this takes a minute or two."


def summary(choice: Choice) -> str:
    """What is chosen, in a line."""
    a, b = names_of(choice)
    return f"{b}. Held against: {a}. {choice.months / 12:g} years, luck {choice.seed}."


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
def Answer(shown: session.Shown):
    """The answer so far, in a sentence.

    Args:
        shown: what was lived.
    """
    words = use_memo(lambda: answer(shown), [shown])
    with tag("p", classes="answer", role="status") as told:
        tag("b", "So far: ")
        tag("span", words)
    return told


@component
def Key(names: tuple[str, str], pairs: int):
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


@component
def Waiting():
    """What stands where a chart will be, until there is one."""
    fault = session.fault.value
    words = "Nothing to show." if fault else _FIRST
    return tag("p", words, classes="waiting", role="status")
