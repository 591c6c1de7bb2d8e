"""What is drawn is what was run: lines, gauges, money and map agree with the runs behind them."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from abm.effects.catalogue import EFFECTS
from scenarios.questions.interval import interval
from scenarios.questions.run import run
from scenarios.words.numbers import month
from viz.pages.money import left_over
from viz.pages.predict import outcome, score
from viz.room.comparison import comparison_of
from viz.room.conclusion import conclusion
from viz.room.conduct import levers_of, moved_months, movers, providers, why
from viz.room.gauges import gauge, gauges
from viz.room.lines import banded, message, panels_of, panels_so_far
from viz.room.money_flows import balances, drawn, flows, parties, years_of
from viz.room.network_map import MOST_EDGES, largest, map_of
from viz.room.picture import SERIES, Edges
from viz.widgets.strip import bar
from viz.words.effect_words import GUESSED, LIVE, title


def test_the_band_is_the_interval_of_the_paired_difference_around_the_arm(town):
    lines = banded(town.a.series, town.b.series, [pair.lines for pair in town.pairs])
    for k in range(len(SERIES)):
        ends = np.array([[pair.lines[arm, k, -1] for pair in town.pairs] for arm in (0, 1)], np.float64)
        known = interval((ends[1] - ends[0]).tolist())
        assert lines[k, 1, -1] == pytest.approx(ends[1].mean(), rel=1e-5)
        half = (lines[k, 3, -1] - lines[k, 2, -1]) / 2
        assert half == pytest.approx(known.half, rel=1e-3, abs=1e-2)


def test_one_run_draws_no_band(town):
    lines = banded(town.a.series, town.b.series, [])
    assert np.isnan(lines[:, 2:]).all()
    assert np.array_equal(lines[:, 1], town.b.series, equal_nan=True)


@pytest.mark.parametrize(
    ("a", "b", "low", "high", "words"),
    [
        (100.0, 90.0, 85.0, 95.0, "10.0% lower"),
        (100.0, 90.0, 80.0, 101.0, "no clear difference"),
        (100.0, 100.1, math.nan, math.nan, "no clear difference"),
        (100.0, 110.0, math.nan, math.nan, "10.0% higher"),
        (math.nan, 1.0, math.nan, math.nan, "not known yet"),
    ],
)
def test_a_panel_says_what_it_shows(a, b, low, high, words):
    line = np.array([[a], [b], [low], [high]], np.float32)
    assert message(SERIES[0], line) == f"Emergency admissions: {words}"


def test_lines_are_those_of_the_run(town):
    lived = run("small-town-today", seed=1, months=24, counterfactuals=False)
    done = lived.frames()["activity"]
    spells = done[done["pod"].isin(["NEL", "NELST"]) & (done["month"].astype(str) >= "2018-04")]
    assert town.a.series[0, -1] == pytest.approx(spells["count"].sum() / 12, rel=1e-5)
    panels, lines = panels_of(town.a, town.b, (), ("A", "B"))
    assert len(panels) == len(lines) == len(SERIES)


def test_a_gauge_is_sure_only_where_its_interval_leaves_out_zero(town):
    for effect in EFFECTS:
        found = gauge(town, effect)
        if found is None or math.isnan(found.difference.mean):
            continue
        values = [
            [pair.paired.values[arm, (effect, "total")][0] for pair in town.pairs] for arm in ("a", "b")
        ]
        known = interval((np.array(values[1]) - np.array(values[0])).tolist())
        assert found.difference == known
        assert found.sure == (not known.includes_zero)
        assert (found.direction == "same") == (known.known and known.includes_zero)
    assert set(LIVE) | set(GUESSED) <= set(EFFECTS)
    assert str(gauges(town)).count("<article") == len(LIVE)


def test_an_expectation_is_scored_by_the_sign_of_a_clear_difference(town):
    found = {effect: gauge(town, effect) for effect in GUESSED}
    truth = {effect: g.direction for effect, g in found.items() if g is not None}
    choice = town.choice
    for effect, word in truth.items():
        choice = choice.with_guess(effect, word)
    assert score(choice, found) == (len(truth), len(truth))
    effect, word = next(iter(truth.items()))
    wrong = "up" if word != "up" else "down"
    assert score(choice.with_guess(effect, wrong), found) == (len(truth) - 1, len(truth))
    assert outcome(wrong, found[effect]).startswith("Not as you said.")


def test_a_comparison_splits_money_to_the_last_digit(town):
    view = comparison_of(town)
    assert view is not None
    assert view.money
    for split in view.money:
        assert split.change.mean == split.mechanical.mean + split.behavioural.mean


def test_every_pound_of_a_year_is_drawn(town, place):
    lived = run("small-town-today", seed=1, months=24, counterfactuals=False)
    pounds = sum(int(p.pence.sum()) for p in lived.record.payments[12:]) / 100
    assert flows(town.a, place, 1).sum() == pytest.approx(pounds, rel=1e-5)
    members = [i for party in parties(place) for i in party.members]
    assert sorted(members) == list(range(len(place.organisations)))
    assert years_of(town.a) == ["2017-18", "2018-19"]
    told = drawn(town.a, place, 1)
    assert all(link[0] != link[1] and link[2] > 0 for link in told["links"])


def test_balances_add_up_to_what_was_paid_and_spent(town, place):
    rows = balances(town.b, place, 1)
    money = flows(town.b, place, 1)
    assert sum(row.paid for row in rows) == pytest.approx(money.sum())
    given = float(town.b.funding[12:].sum())
    assert sum(row.received for row in rows) == pytest.approx(money.sum() + given)
    assert sum(row.spent for row in rows) == pytest.approx(float(town.b.costs[12:].sum()), rel=1e-4)
    assert "What is left" in str(left_over(town, place, 1))


def test_lines_on_the_way_name_the_month_they_hold_for(town):
    panels, lines = panels_so_far(town.a, town.b.series[:, :18], ("today", "one sum"), town.b.series)
    np.testing.assert_array_equal(lines[:, 0], town.a.series)
    np.testing.assert_array_equal(lines[:, 1, :18], town.b.series[:, :18])
    assert np.isnan(lines[:, 1:, 18:]).all()
    waiting = next(panel for panel in panels if panel["key"] == "waiting")
    at = [series.key for series in SERIES].index("waiting")
    cut = np.stack([town.a.series[at, :18], town.b.series[at, :18], lines[at, 2, :18], lines[at, 3, :18]])
    assert waiting["message"] == f"{message(SERIES[at], cut)}, by {month(town.a.months[17])}"
    assert waiting["reach"] == [town.b.series[at].min(), town.b.series[at].max()]


def test_who_is_far_away_stands_at_the_edge_and_leaves_room_for_those_who_are_here(town, place):
    standing = json.loads(map_of(town.b, place)["standing"])
    west, south, east, north = standing["bounds"]
    here = [node for node in standing["nodes"] if node["id"] != "OUT"]
    longitudes = [node["longitude"] for node in here]
    assert max(longitudes) - min(longitudes) > 0.6 * (east - west)
    away = next(node for node in standing["nodes"] if node["id"] == "OUT")
    assert west < away["longitude"] < east
    assert south < away["latitude"] < north


def test_the_conclusion_names_what_is_surest_and_counts_the_rest(town):
    sure = [g for effect in LIVE if (g := gauge(town, effect)) and g.sure]
    words = conclusion(town)
    surest = min(sure, key=lambda g: g.difference.half / abs(g.difference.mean))
    way = "higher" if surest.difference.mean > 0 else "lower"
    assert words.lower().startswith(title(surest.effect).lower())
    assert words.split(";")[0].rstrip(".").endswith(way)
    assert words.endswith(f"No clear difference in {len(LIVE) - len(sure)} of {len(LIVE)} effects.")
    assert "third pair of runs" in conclusion(replace(town, pairs=town.pairs[:2]))


def test_the_map_has_everybody_on_it_and_the_largest_flows(town, place):
    told = map_of(town.b, place)
    standing = json.loads(told["standing"])
    west, south, east, north = standing["bounds"]
    assert len(standing["nodes"]) == len(place.organisations)
    for node in standing["nodes"]:
        assert west < node["longitude"] < east
        assert south < node["latitude"] < north
    assert len(told["activity"]) == 4 * 24 * len(place.organisations)
    ends = np.frombuffer(told["pounds_ends"], np.int32)
    assert len(told["pounds"]) == 4 * 24 * len(ends) / 2
    assert ends.max() < len(place.organisations)


def test_no_practice_is_called_by_a_doctors_name(town, place):
    nodes = json.loads(map_of(town.b, place)["standing"])["nodes"]
    names = {node["name"] for node in nodes if node["kind"] == "gp_practice"}
    assert names == {f"GP practice in {borough}" for borough in place.borough_names}


def test_flows_beyond_the_largest_are_left_out():
    many = MOST_EDGES + 50
    size = np.arange(2 * many, dtype=np.float32).reshape(2, many)
    ends, kept = largest(Edges(np.arange(many), np.arange(many), size))
    assert len(ends) == kept.shape[1] == MOST_EDGES
    assert min(source for source, _ in ends) == 50


def test_a_provider_says_why_it_moved(town, place):
    hospital = place.organisations[place.trusts[0]].id
    panels, lines = levers_of(town.a, town.b, place, hospital)
    assert lines.shape == (len(panels), 4, 24)
    months = moved_months(town.b, place, hospital)
    assert months
    told = why(town.b, place, hospital, None, months[-1])
    assert told.month == months[-1]
    assert told.words.startswith(place.organisations[place.trusts[0]].name)
    assert why(town.b, place, hospital, "follow_up_ratio", months[-1]).lever == "follow_up_ratio"


def test_who_only_pays_has_no_levers(town, place):
    panels, lines = levers_of(town.a, town.b, place, "CCG")
    assert panels == []
    assert lines.shape[0] == 0


@pytest.mark.parametrize("values", [[6.0, 6.0], [1.0], [], [1.0, 2.0, 3.0]])
def test_a_strip_holds_nothing_that_a_browser_cannot_read(values):
    """Where runs are too few for an interval it has no ends, and JSON knows no infinity."""
    drawn_as = bar(interval(values))
    json.dumps(drawn_as, allow_nan=False)
    assert (drawn_as["low"] is None) == (len(set(values)) < 2)
    assert (drawn_as["mean"] is None) == (not values)


def test_who_changed_most_did_so_and_is_on_the_list_of_all(town, place):
    found = movers(town.a, town.b, place)
    listed = dict(providers(place))
    assert len(listed) == len(place.organisations) == len(set(listed.values()))
    assert 1 <= len(found) <= 4
    assert len({who for who, _ in found}) == len(found)
    for who, words in found:
        assert who in listed
        assert words.endswith(("more", "less"))
        panels, lines = levers_of(town.a, town.b, place, who)
        assert panels
        assert np.abs(lines[:, 1, -1] - lines[:, 0, -1]).max() > 0
    assert movers(town.a, town.a, place) == []
