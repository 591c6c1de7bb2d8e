"""Live: levers of payment left, the map and lines over time in the middle, what follows right."""

from collections.abc import Callable
from typing import Any, Final

from viz.designer.terms import terms_of
from viz.pages.context import Context
from viz.pages.pieces import SAME_PEOPLE, Conclusion, Heading, Legend, Waiting, WhichOption, names_of
from viz.pages.provider import Provider
from viz.room import session
from viz.room.arms_chosen import arms, place_chosen, question_of, regime_of
from viz.room.choice import Choice
from viz.room.conduct import movers, providers
from viz.room.gauges import gauges
from viz.room.lines import panels_of, panels_so_far
from viz.room.markup import Button, html, tag
from viz.room.network_map import map_of
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.charts import Charts, as_bytes
from viz.widgets.levers import LeverSliders, as_levers
from viz.widgets.map import Map
from viz.widgets.select import Select
from viz.words.plain_words import name_of

PATH: Final = "live"
TITLE: Final = "Live"


@component
def Page():
    """Move a lever, see five years."""
    shown, question = session.shown.value, question_of(session.trail.value.now)
    with tag("div", classes="live") as page:
        Heading(question or "Move a lever, see what follows", "" if question else SAME_PEOPLE)
        if shown is None:
            Waiting()
        else:
            Conclusion(shown)
            Legend(names_of(shown.choice), len(shown.pairs))
            with tag("div", classes="three"):
                Moving(session.trail.value.now)
                Network(shown)
                Following(shown)
    return page


@component
def Moving(now: Choice):
    """Levers of option B.

    Args:
        now: what is chosen.
    """
    plain = Choice(a=now.a, b=now.b, regime=now.regime)
    base = use_memo(lambda: terms_of(regime_of(arms(plain)[1])), [now.a, now.b, now.regime])

    def moved(message: dict[str, Any]) -> None:
        lever = next((term for term in base if term.path == message.get("path")), None)
        value = lever and lever.within(message.get("value"))
        if lever is None or value is None:
            return
        choice = session.trail.value.now.with_term(lever.path, None if value == lever.value else value)
        (session.settle if message.get("done") else session.preview)(choice)

    with tag("section", classes="side", aria_label="Levers of payment") as side:
        tag("h2", "Levers of payment")
        tag("p", "They change option B. Option A stays as the dashed line.", classes="small")
        widget(LeverSliders, levers=as_levers(base, now.terms), on_moved=moved)
        Context(now)
    return side


@component
def Network(shown: session.Shown):
    """The map, the provider that was chosen on it, and lines over time.

    Args:
        shown: the runs.
    """
    picked, set_picked = use_state("")
    show_a, set_show_a = use_state(False)
    place = place_chosen(shown.choice)
    drawn = shown.a if show_a else shown.b
    traits = use_memo(lambda: map_of(drawn, place), [drawn])
    with tag("section", classes="middle", aria_label="Map of providers") as middle:
        with tag("div", classes="choices"):
            tag("h2", "Who does what, month by month")
            WhichOption(show_a, set_show_a, names_of(shown.choice))
        widget(Map, **traits, picked=picked, on_picked=set_picked)
        Choosing(shown, picked, set_picked)
        if picked and any(o.id == picked for o in place.organisations):
            Provider(shown, picked, lambda: set_picked(""))
        Lines(shown)
    return middle


@component
def Choosing(shown: session.Shown, picked: str, pick: Callable[[str], None]):
    """Every provider in a list, and those who changed most as buttons: each opens its levers and why.

    Args:
        shown: the runs.
        picked: id of the provider that is open, or empty.
        pick: opens one.
    """
    place = place_chosen(shown.choice)
    options = use_memo(lambda: [["", "choose a provider"], *providers(place)], [place.id])
    most = use_memo(lambda: movers(shown.a, shown.b, place), [shown.a, shown.b])
    with tag("div", classes="choices why-choice") as choosing:
        widget(Select, label="Ask a provider why", options=options, value=picked, on_value=pick)
        if most:
            tag("span", "Changed most:", classes="small")
        for organisation, words in most:
            name = name_of(place.organisations[place.index_of(organisation)], place)
            Button(f"{name}: {words}", lambda to=organisation: pick(to), pressed=picked == organisation)
    return choosing


@component
def Following(shown: session.Shown):
    """What follows: effects under both options, each in a sentence.

    Args:
        shown: the runs.
    """
    words = "To see why, choose a provider on the map or in the list: it says what moved it, in pounds."
    with tag("section", classes="side", aria_label="What follows") as side:
        tag("h2", "What follows")
        tag("p", words, classes="small")
        html(gauges(shown))
    return side


@component
def Lines(shown: session.Shown):
    """Lines over time: of the run on its way as far as it has come, or else of those that are there.

    Args:
        shown: the runs.
    """
    on_the_way = session.so_far.value
    if on_the_way is not None and on_the_way.choice != shown.choice:
        names, months = names_of(on_the_way.choice), on_the_way.a.months
        panels, values = panels_so_far(on_the_way.a, on_the_way.lines, names, shown.b.series)
    else:
        names, months = names_of(shown.choice), shown.b.months
        panels, values = panels_of(shown.a, shown.b, shown.pairs, names)
    with tag("section", aria_label="Over time") as section:
        tag("h2", "Over time")
        widget(Charts, panels=panels, names=list(names), months=list(months), values=as_bytes(values))
    return section
