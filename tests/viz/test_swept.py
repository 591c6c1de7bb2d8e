"""A finished sweep as it is shown: its numbers are the sweep's own, and what is missing is said."""

import pytest

from abm.parameters import ALL
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sweep import sweep
from tests.sweeping.stand_ins import AXES, RANGES, planted, quick
from viz.finished.swept import MOST_ROWS, view
from viz.report.sweep_tables import squares
from viz.words.varied_words import with_unit, words

pytest.importorskip("duckdb", reason="the sweep extra is not installed")

SMALL = {
    "title": "Small",
    "question": "Does it matter?",
    "scenarios": ["small-town-today", "small-town-capitation"],
    "seeds": 2,
    "with": {"months": 13, "sample": 0.02},
    "uncertainties": {"conduct.horizon_years": [1.0, 2.0, 5.0], "conduct.altruism.acute_trust": [0.1, 0.5]},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("sweep") / "small"
    sweep(SMALL, out, number=1, make=quick)
    return out


def test_every_drawing_says_its_message_and_has_its_table(folder):
    shown = view(folder)
    assert shown.title == "Small"
    assert shown.measure == "E1"
    assert [d.name for d in shown.drawings][:2] == ["heat_map", "swings"]
    for drawing in shown.drawings:
        assert 'role="img" aria-label="' in drawing.drawn
        assert drawing.rows
        assert all(len(row) == len(drawing.headings) for row in drawing.rows)
        assert len(drawing.rows) <= MOST_ROWS


def test_what_the_sweep_cannot_tell_is_said_without_a_path(folder):
    shown = view(folder)
    assert any("20 futures are needed" in words for words in shown.missing)
    assert not any(str(folder.parent) in words for words in shown.missing)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cost.fixed_share.acute_trust", "Fixed share, hospital trusts (share of cost)"),
        (
            "conduct.altruism.gp_practice",
            "Altruism, GP practices (weight of patients against margin, 0 to 1)",
        ),
        ("illness.prevalence.cvd", "Prevalence, cardiovascular disease (share of people by age band)"),
        (
            "regime.contracts.practice_saving.elements.gain_share.gain_share",
            "Gain share, practice saving (share of a saving paid to the payee)",
        ),
        ("regime.contracts.acute.elements.tariff.prices.NEL", "Prices, acute tariff, emergency spell"),
        ("part_of_price", "Part of price"),
        ("no.such.thing", "Thing, no such"),
    ],
)
def test_what_was_varied_has_its_plain_name_and_unit(name, said):
    assert with_unit(name) == said


def test_no_two_numbers_of_the_model_have_one_name():
    names = [(p.name.split(".")[0], words(p.name)) for p in ALL]
    assert len(set(names)) == len(names)


def test_drawings_say_plain_names_and_their_tables_keep_the_paths(folder):
    for drawing in view(folder).drawings:
        assert "conduct." not in drawing.drawn
    swings = next(d for d in view(folder).drawings if d.name == "swings")
    assert "Altruism, hospital trusts" in swings.drawn
    assert "conduct.altruism.acute_trust" in [cell for row in swings.rows for cell in row]


def test_axes_that_are_none_of_the_sweeps_are_not_taken(folder):
    first = view(folder)
    assert view(folder, "no-such-measure", "no-such-lever", first.axes[0]).axes[0] == first.axes[0]
    turned = view(folder, x=first.axes[1], y=first.axes[0])
    assert turned.axes == first.axes[::-1]


DRAWN_AT_RANDOM = {
    **SMALL,
    "seeds": 1,
    "uncertainties": {name: {"low": RANGES[name][0], "high": RANGES[name][1]} for name in AXES},
    "design": {"kind": "latin_hypercube", "points": 60},
    "backfilling": False,
}


@pytest.fixture(scope="module")
def at_random(tmp_path_factory):
    out = tmp_path_factory.mktemp("sweep") / "at-random"
    sweep(DRAWN_AT_RANDOM, out, number=1, make=planted)
    return out


def test_where_it_is_worse_is_drawn_and_is_where_it_was_planted(at_random):
    shown = view(at_random)
    drawn = {d.name: d for d in shown.drawings}
    assert {"futures_in_parallel", "discovery_boxes", "regret"} <= set(drawn)
    assert shown.missing == ()
    limits = {
        row[1]: (float(row[2]), float(row[3])) for row in drawn["discovery_boxes"].rows if row[0] == "1"
    }
    assert set(limits) == set(AXES[:2])
    assert limits[AXES[0]][0] == pytest.approx(0.6, abs=0.1)
    assert limits[AXES[1]][1] == pytest.approx(0.5, abs=0.1)
    assert "is worse in" in drawn["futures_in_parallel"].drawn
    assert len(drawn["regret"].rows) == 2 * 60


def test_values_drawn_at_random_share_squares(at_random):
    table = squares(Swept(at_random), "E1", *AXES[:2])
    assert table["x"].nunique() == table["y"].nunique() == 6
    low, high = RANGES[AXES[0]]
    assert table["x"].between(low, high).all()
    assert table.groupby(["x", "y"]).ngroups <= 36
