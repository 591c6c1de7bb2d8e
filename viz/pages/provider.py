"""One provider: its levers over time under both options, and why it moved the one that moved most."""

from collections.abc import Callable

from abm.behaviour.catalogue import LEVERS
from scenarios.errors import InputError
from scenarios.words.numbers import month as month_words
from viz.pages.pieces import names_of
from viz.room import session
from viz.room.arms_chosen import place_chosen
from viz.room.conduct import levers_of, moved_months, why
from viz.room.markup import Button, tag
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.charts import Charts, as_bytes
from viz.widgets.select import Select
from viz.words.plain_words import capital, name_of


@component
def Provider(shown: session.Shown, organisation: str, close: Callable[[], None]):
    """What one provider changes, and why.

    Args:
        shown: the runs.
        organisation: its id.
        close: what closes it.
    """
    place = place_chosen(shown.choice)
    panels, values = use_memo(
        lambda: levers_of(shown.a, shown.b, place, organisation), [shown.b, organisation]
    )
    name = name_of(place.organisations[place.index_of(organisation)], place)
    with tag("section", classes="provider", aria_label=name) as section:
        with tag("div", classes="choices"):
            tag("h2", name)
            Button("Close", close)
        if panels:
            Why(shown, organisation)
            names = list(names_of(shown.choice))
            widget(Charts, panels=panels, names=names, months=list(shown.b.months), values=as_bytes(values))
        else:
            tag("p", "It pays, or holds money; it makes no decisions about care.", classes="small")
    return section


@component
def Why(shown: session.Shown, organisation: str):
    """Why a provider moved a lever, in pounds and in words.

    Args:
        shown: the runs.
        organisation: its id.
    """
    place = place_chosen(shown.choice)
    month, set_month = use_state("")
    months = moved_months(shown.b, place, organisation)
    at = month if month in months else months[-1] if months else None
    try:
        reason = why(shown.b, place, organisation, None, at)
    except InputError as fault:
        return tag("p", str(fault), classes="small")
    with tag("div", classes="why") as answer:
        options = [[m, month_words(m)] for m in months]
        label = "Largest move of the quarter to"
        widget(Select, label=label, options=options, value=at or "", on_value=set_month)
        tag("p", tag("b", f"{capital(LEVERS[reason.lever].title)}. "), reason.words)
    return answer
