"""Money: who pays whom, year by year; what is left with whom; stranded cost."""

from typing import Final

from abm.effects.effect import TOTAL
from abm.place import Place
from scenarios.words.numbers import millions
from viz.pages.pieces import Heading, Waiting, WhichOption, names_of
from viz.report.page import Html, bullets, section, table
from viz.room import session
from viz.room.arms_chosen import place_chosen
from viz.room.gauges import gauge
from viz.room.markup import html, tag
from viz.room.money_flows import balances, drawn, message, years_of
from viz.room.picture import Picture
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.sankey import Sankey
from viz.widgets.select import Select
from viz.words.effect_words import title
from viz.words.plain_words import within

PATH: Final = "money"
TITLE: Final = "Money"

_STRANDED: Final = "E11"
_OF_MONEY: Final = ("E11", "E15", "E14", "E17")


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
    """One year's money under one option.

    Args:
        shown: the runs.
    """
    years = years_of(shown.b)
    at, set_at = use_state("")
    show_a, set_show_a = use_state(False)
    year = years.index(at) if at in years else len(years) - 1
    place, picture = place_chosen(shown.choice), shown.a if show_a else shown.b
    traits = use_memo(
        lambda: {**drawn(picture, place, year), "message": message(picture, place, year)}, [picture, year]
    )
    with tag("div") as page:
        with tag("div", classes="choices"):
            widget(Select, label="Year", options=[[y, y] for y in years], value=years[year], on_value=set_at)
            WhichOption(show_a, set_show_a, names_of(shown.choice))
        with tag("div", classes="two"):
            with tag("section", aria_label="Who pays whom"):
                tag("h2", "Who pays whom")
                widget(Sankey, **traits)
            html(use_memo(lambda: left_over(shown, place, year), [shown, year]), classes="balances")
    return page


def left_over(shown: session.Shown, place: Place, year: int) -> Html:
    """Balances under both options in a year, and stranded cost.

    Args:
        shown: the runs.
        place: where.
        year: which, 0 for the first.
    """
    under_a = {row.name: row.left for row in balances(shown.a, place, year)}
    rows = [
        (row.name, *map(millions, (row.received, row.left, under_a.get(row.name, 0.0))))
        for row in balances(shown.b, place, year)
    ]
    headings = ("who", "B: received", "B: left", "A: left")
    caption = f"£m left in {years_of(shown.b)[year]}, after what is passed on and what care costs"
    known = [g for g in (gauge(shown, effect) for effect in _OF_MONEY) if g is not None]
    return Html(
        section("What is left", table(caption, headings, rows, numbers=3))
        + section("Stranded cost", _stranded(shown.a, shown.b, place))
        + section("Over the whole run", bullets(f"{title(g.effect)}: {within(g.sentence)}" for g in known))
    )


def _stranded(a: Picture, b: Picture, place: Place) -> Html:
    """Stranded cost by provider, where there is any."""
    names = {o.id: o.name for o in place.organisations} | {TOTAL: "Altogether"}
    costs = [
        (names[scope], b.effects[effect, scope][0], a.effects.get((effect, scope), (0.0, ""))[0])
        for effect, scope in b.effects
        if effect == _STRANDED and scope in names
    ]
    rows = [(name, millions(now), millions(was)) for name, now, was in costs if now or was]
    caption = "£m a year over the run: cost that stays when the work has gone elsewhere"
    return table(caption, ("who", "option B", "option A"), rows, numbers=2)
