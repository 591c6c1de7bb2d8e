"""Every chart draws what is in its table, says its message, and says so when there is nothing."""

import io
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from tests.additions.parts import unlisted
from viz.charts import (
    activity_by_provider,
    effects_with_intervals,
    levers_over_time,
    money_by_sector,
    observed_and_simulated,
    theme,
)
from viz.charts.catalogue import CHARTS

TABLES = Path(__file__).with_name("tables")


def table_of(name: str) -> pd.DataFrame:
    """The small table that a chart is tried on."""
    return pd.read_csv(TABLES / f"{name}.csv")


def words(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.findobj(lambda o: hasattr(o, "get_text")))


def drawn(figure: Figure) -> str:
    with io.StringIO() as file:
        figure.savefig(file, format="svg")
        return file.getvalue()


def test_every_chart_of_the_catalogue_has_a_table_to_be_tried_on() -> None:
    assert sorted(CHARTS) == sorted(file.stem for file in TABLES.glob("*.csv"))


def test_every_chart_that_is_written_is_listed_under_its_name() -> None:
    assert unlisted("viz.charts", "CHART", CHARTS.values()) == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_how_it_is_read(name: str) -> None:
    caption = CHARTS[name].caption
    assert caption[:1].isupper(), "caption"
    assert caption.endswith("."), "caption"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_draws_and_says_its_message(name: str) -> None:
    figure = CHARTS[name].draw(table_of(name))
    assert len(figure.get_suptitle().split()) >= 4
    assert "<svg" in drawn(figure)


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_table_draws_an_honest_sentence(name: str) -> None:
    figure = CHARTS[name].draw(table_of(name).iloc[:0])
    assert not figure.axes[0].lines
    assert words(figure).strip().endswith(".")


@pytest.mark.parametrize("name", CHARTS)
def test_one_arm_or_one_row_draws(name: str) -> None:
    assert "<svg" in drawn(CHARTS[name].draw(table_of(name).iloc[:1]))


@pytest.mark.parametrize("name", CHARTS)
def test_a_table_of_categories_draws_the_same(name: str) -> None:
    table = table_of(name)
    held = table.astype({c: "category" for c in table.columns if not pd.api.types.is_numeric_dtype(table[c])})
    assert words(CHARTS[name].draw(held)) == words(CHARTS[name].draw(table))


def test_a_chart_leaves_its_table_as_it_was() -> None:
    for name, chart in CHARTS.items():
        given, kept = table_of(name), table_of(name)
        chart.draw(given)
        pd.testing.assert_frame_equal(given, kept)


def test_levers_in_logarithms_are_shown_in_per_cent() -> None:
    figure = levers_over_time.draw(table_of("levers_over_time"))
    ends = [line.get_ydata()[-1] for line in figure.axes[0].lines]
    assert pytest.approx(min(ends), abs=0.01) == 100 * (2.718281828 ** (-0.1 * 10 / 30) - 1)
    assert "3% fewer" in figure.get_suptitle()


def test_the_baseline_is_grey_and_dashed_and_the_other_arm_is_not() -> None:
    axes = activity_by_provider.draw(table_of("activity_by_provider")).axes[0]
    assert [line.get_color() for line in axes.lines] == [theme.GREY, theme.KIND_COLOURS["acute_trust"]]
    assert [line.is_dashed() for line in axes.lines] == [True, False]


def test_emergency_admissions_are_the_sum_of_both_kinds_of_spell() -> None:
    figure = activity_by_provider.draw(table_of("activity_by_provider"))
    assert figure.axes[1].lines[0].get_ydata()[-1] == pytest.approx(2.0)
    assert figure.get_suptitle().startswith("10.0% fewer emergency admissions")


def test_money_says_who_gains_and_who_loses() -> None:
    title = money_by_sector.draw(table_of("money_by_sector")).get_suptitle().replace("\n", " ")
    assert "GP practices +£10.0m" in title
    assert "Hospital trusts −£30.0m" in title


def test_an_interval_that_includes_zero_is_hollow_and_not_counted() -> None:
    figure = effects_with_intervals.draw(table_of("effects_with_intervals"))
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() for dot in dots] == [theme.BLUE, "white"]
    assert figure.get_suptitle().startswith("1 of 2 differences")


def test_observed_and_simulated_says_how_far_apart_they_are() -> None:
    assert "General +10%" in observed_and_simulated.draw(table_of("observed_and_simulated")).get_suptitle()


def test_a_parameter_that_was_not_identified_is_hollow() -> None:
    figure = CHARTS["posterior_against_prior"].draw(table_of("posterior_against_prior"))
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() for dot in dots] == [theme.BLUE, "white"]
    assert figure.get_suptitle().startswith("The data say something of 1 of 2")


def test_held_out_scores_count_series_that_are_told_better() -> None:
    assert (
        CHARTS["held_out_scores"]
        .draw(table_of("held_out_scores"))
        .get_suptitle()
        .startswith("In 1 of 2 series")
    )
