"""Every chart draws what is in its table, says its message, and says so when there is nothing."""

import io

import pandas as pd
import pytest
from matplotlib.figure import Figure

from tests.charts.calibration_tables import CALIBRATION_TABLES
from tests.charts.study_tables import STUDY_TABLES
from tests.charts.sweep_tables import SWEEP_TABLES
from viz.charts import (
    activity_by_provider,
    effects_with_intervals,
    levers_over_time,
    money_by_sector,
    observed_and_simulated,
    theme,
)
from viz.charts.catalogue import CHARTS

MONTHS = [f"{2017 + (m + 3) // 12}-{(m + 3) % 12 + 1:02d}" for m in range(30)]


def decisions() -> pd.DataFrame:
    rows = [
        (arm, month, kind, organisation, lever, move * i / len(MONTHS))
        for arm, move in (("today", 0.0), ("lead", -0.1))
        for i, month in enumerate(MONTHS[2::3], 1)
        for kind, lever in (("gp_practice", "referral_threshold"), ("acute_trust", "admission_threshold"))
        for organisation in ("A", "B", "C")
    ]
    return pd.DataFrame(rows, columns=["arm", "month", "kind", "organisation", "lever", "value"])


def activity() -> pd.DataFrame:
    rows = [
        (arm, month, provider, "acute_trust", pod, count)
        for arm, count in (("today", 1000), ("lead", 900))
        for month in MONTHS
        for provider in ("Royal & Sons <Trust>", "General")
        for pod in ("AE", "NEL", "NELST", "DC")
    ]
    return pd.DataFrame(rows, columns=["arm", "month", "provider", "kind", "pod", "count"])


def money() -> pd.DataFrame:
    rows = [
        ("today", "2017-18", "acute_trust", 9e8),
        ("today", "2017-18", "gp_practice", 3e8),
        ("lead", "2017-18", "acute_trust", 8.7e8),
        ("lead", "2017-18", "gp_practice", 3.1e8),
    ]
    return pd.DataFrame(rows, columns=["arm", "year", "kind", "pounds"])


def differences() -> pd.DataFrame:
    rows = [
        ("Backfilling", "%", -3.0, -5.0, -1.0),
        ("Referrals", "%", 0.3, -0.2, 0.8),
        ("Uptake", "points", float("nan"), float("nan"), float("nan")),
    ]
    return pd.DataFrame(rows, columns=["label", "unit", "mean", "low", "high"])


def admissions() -> pd.DataFrame:
    rows = [(month, "General", 1000.0, 1100.0) for month in MONTHS[:12]]
    return pd.DataFrame(rows, columns=["month", "provider", "observed", "simulated"])


TABLES = {
    "levers_over_time": decisions,
    "activity_by_provider": activity,
    "money_by_sector": money,
    "effects_with_intervals": differences,
    "observed_and_simulated": admissions,
    **SWEEP_TABLES,
    **CALIBRATION_TABLES,
    **STUDY_TABLES,
}


def words(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.findobj(lambda o: hasattr(o, "get_text")))


def drawn(figure: Figure) -> str:
    with io.StringIO() as file:
        figure.savefig(file, format="svg")
        return file.getvalue()


def test_every_chart_of_the_catalogue_is_tried_here() -> None:
    assert sorted(CHARTS) == sorted(TABLES)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_draws_and_says_its_message(name: str) -> None:
    figure = CHARTS[name](TABLES[name]())
    assert len(figure.get_suptitle().split()) >= 4
    assert "<svg" in drawn(figure)


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_table_draws_an_honest_sentence(name: str) -> None:
    figure = CHARTS[name](TABLES[name]().iloc[:0])
    assert not figure.axes[0].lines
    assert words(figure).strip().endswith(".")


@pytest.mark.parametrize("name", CHARTS)
def test_one_arm_or_one_row_draws(name: str) -> None:
    assert "<svg" in drawn(CHARTS[name](TABLES[name]().iloc[:1]))


@pytest.mark.parametrize("name", CHARTS)
def test_a_table_of_categories_draws_the_same(name: str) -> None:
    table = TABLES[name]()
    held = table.astype({c: "category" for c in table.columns if not pd.api.types.is_numeric_dtype(table[c])})
    assert words(CHARTS[name](held)) == words(CHARTS[name](table))


def test_a_chart_leaves_its_table_as_it_was() -> None:
    for name, table in TABLES.items():
        given, kept = table(), table()
        CHARTS[name](given)
        pd.testing.assert_frame_equal(given, kept)


def test_levers_in_logarithms_are_shown_in_per_cent() -> None:
    figure = levers_over_time.draw(decisions())
    ends = [line.get_ydata()[-1] for line in figure.axes[0].lines]
    assert pytest.approx(min(ends), abs=0.01) == 100 * (2.718281828 ** (-0.1 * 10 / 30) - 1)
    assert "3% fewer" in figure.get_suptitle()


def test_the_baseline_is_grey_and_dashed_and_the_other_arm_is_not() -> None:
    axes = activity_by_provider.draw(activity()).axes[0]
    assert [line.get_color() for line in axes.lines] == [theme.GREY, theme.KIND_COLOURS["acute_trust"]]
    assert [line.is_dashed() for line in axes.lines] == [True, False]


def test_emergency_admissions_are_the_sum_of_both_kinds_of_spell() -> None:
    figure = activity_by_provider.draw(activity())
    assert figure.axes[1].lines[0].get_ydata()[-1] == pytest.approx(2.0)
    assert figure.get_suptitle().startswith("10.0% fewer emergency admissions")


def test_money_says_who_gains_and_who_loses() -> None:
    title = money_by_sector.draw(money()).get_suptitle().replace("\n", " ")
    assert "GP practices +£10.0m" in title
    assert "Hospital trusts −£30.0m" in title


def test_an_interval_that_includes_zero_is_hollow_and_not_counted() -> None:
    figure = effects_with_intervals.draw(differences())
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() for dot in dots] == [theme.BLUE, "white"]
    assert figure.get_suptitle().startswith("1 of 2 differences")


def test_observed_and_simulated_says_how_far_apart_they_are() -> None:
    assert "General +10%" in observed_and_simulated.draw(admissions()).get_suptitle()


def test_a_parameter_that_was_not_identified_is_hollow() -> None:
    figure = CHARTS["posterior_against_prior"](TABLES["posterior_against_prior"]())
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() for dot in dots] == [theme.BLUE, "white"]
    assert figure.get_suptitle().startswith("The data say something of 1 of 2")


def test_held_out_scores_count_series_that_are_told_better() -> None:
    assert (
        CHARTS["held_out_scores"](TABLES["held_out_scores"]()).get_suptitle().startswith("In 1 of 2 series")
    )
