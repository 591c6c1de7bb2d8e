"""Money: who pays whom, year by year; what is left with whom; cost that stays when work goes."""

from typing import Final

from abm.effects.effect import TOTAL
from abm.place import Place
from viz.pages.pieces import Heading, Waiting, names_of
from viz.report.markup import Button, html, tag
from viz.report.page import Html, section, table
from viz.room import session
from viz.room.arms_chosen import place_chosen
from viz.room.gauges import gauge
from viz.room.picture import Picture
from viz.room.pounds_flow import balances, drawn, message, years_of
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.sankey import Sankey
from viz.widgets.select import Select
from viz.words.effect_words import title
from viz.words.plain_words import millions

PATH: Final = "money"
TITLE: Final = "Money"

_STRANDED: Final = "E11"
_TOLD: Final = ("E11", "E15", "E14", "E17")


@component
def Page():
    """Follow the money."""
    shown = session.shown.value
    with tag("div", classes="money") as page:
        Heading("Follow the money", "At the prices of 2017-18. What is passed on is in both flows.")
        if shown is None:
            Waiting()
        else:
            Year(shown)
    return page


@component
def Year(shown: session.Shown):
    """One year's money in one arm.

    Args:
        shown: what was lived.
    """
    years = years_of(shown.b)
    at, set_at = use_state("")
    baseline, set_baseline = use_state(False)
    year = years.index(at) if at in years else len(years) - 1
    place, picture = place_chosen(shown.choice), shown.a if baseline else shown.b
    told = use_memo(
        lambda: {**drawn(picture, place, year), "message": message(picture, place, year)}, [picture, year]
    )
    a, b = names_of(shown.choice)
    with tag("div") as page:
        with tag("div", classes="choices"):
            widget(Select, label="Year", options=[[y, y] for y in years], value=years[year], on_value=set_at)
            Button("Under the mix looked at", lambda: set_baseline(False), pressed=not baseline, title=b)
            Button("Under the baseline", lambda: set_baseline(True), pressed=baseline, title=a)
        with tag("div", classes="two"):
            with tag("section", aria_label="Who pays whom"):
                tag("h2", "Who pays whom")
                widget(Sankey, **told)
            html(use_memo(lambda: left_over(shown, place, year), [shown, year]), classes="balances")
    return page


def left_over(shown: session.Shown, place: Place, year: int) -> Html:
    """Balances of both arms in a year, and what stays behind when work goes.

    Args:
        shown: what was lived.
        place: where.
        year: which, 0 for the first.
    """
    one = {row.name: row for row in balances(shown.a, place, year)}
    rows = [
        (row.name, millions(row.received), millions(row.left), _left(one, row.name))
        for row in balances(shown.b, place, year)
    ]
    headings = ("who", "received", "left", "left under the baseline")
    caption = f"What is left in {years_of(shown.b)[year]}, after what is passed on and what care costs"
    told = [g for g in (gauge(shown, effect) for effect in _TOLD) if g is not None]
    sentences = Html("".join(f"<li><b>{title(g.effect)}</b>: {g.sentence}</li>" for g in told))
    return Html(
        section("What is left", table(caption, headings, rows, numbers=3))
        + section("Cost that stays when work goes", _stranded(shown.a, shown.b, place))
        + section("Over the whole run", Html(f"<ul>{sentences}</ul>"))
    )


def _left(rows: dict, name: str) -> str:
    return millions(rows[name].left) if name in rows else "–"


def _stranded(a: Picture, b: Picture, place: Place) -> Html:
    """Stranded cost by provider, where there is any."""
    names = {o.id: o.name for o in place.organisations} | {TOTAL: "Altogether"}
    found = [
        (names[scope], b.effects[effect, scope][0], a.effects.get((effect, scope), (0.0, ""))[0])
        for effect, scope in b.effects
        if effect == _STRANDED and scope in names
    ]
    rows = [(name, millions(now), millions(was)) for name, now, was in found if now or was]
    return table("pounds a year, over the run", ("who", "looked at", "baseline"), rows, numbers=2)
