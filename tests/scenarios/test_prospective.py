"""What an evaluation could detect: estimators give known answers, and panels are the records of one seed."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from studies.prospective.__main__ import main
from studies.prospective.estimators import Estimate, difference_in_differences, interrupted_series
from studies.prospective.page import page
from studies.prospective.panels import ARMS, MONTHS, NOTHING, START, Panels, panel_of, panels_of
from studies.prospective.power import DID, ITS, designs, power

RNG_SEED = 7
STRONG = "sum held by practices"
WEAK = "sum held by trusts"


def noise(months: int, practices: int, seed: int = RNG_SEED) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(months, practices))


def made_up(effect: float, practices: int = 60, seeds: int = 4) -> list[Panels]:
    """Panels whose noise is known: each practice its own level, each month its own, errors of one."""
    found = []
    for seed in range(1, seeds + 1):
        plain = 100 + 5 * noise(1, practices, seed) + noise(MONTHS, 1, seed) + noise(MONTHS, practices, seed)
        after = (np.arange(MONTHS) >= START)[:, None]
        arms = {NOTHING: plain, STRONG: plain + effect * after, WEAK: plain + 0.03 * effect * after}
        found.append(Panels(seed, arms))
    return found


def by_dummies(panel: np.ndarray, treated: np.ndarray, start: int) -> Estimate:
    """The same regression with a column for every practice and month, clustered by practice."""
    months, n = panel.shape
    dose = np.outer(np.arange(months) >= start, treated).ravel().astype(float)
    month, unit = (a.ravel() for a in np.meshgrid(range(months), range(n), indexing="ij"))
    columns = [dose, *(unit == i for i in range(n)), *(month == t for t in range(1, months))]
    terms = np.column_stack(columns).astype(float)
    bread = np.linalg.pinv(terms.T @ terms)
    found = bread @ terms.T @ panel.ravel()
    left = panel.ravel() - terms @ found
    meat = sum(np.outer(s := terms[unit == i].T @ left[unit == i], s) for i in range(n))
    return Estimate(found[0], math.sqrt(n / (n - 1) * (bread @ meat @ bread)[0, 0]), n - 1)


def test_two_way_fixed_effects_are_those_of_a_regression_with_every_dummy() -> None:
    panel, treated = noise(18, 10), np.arange(10) < 4
    found, known = difference_in_differences(panel, treated, 7), by_dummies(panel, treated, 7)
    assert found.effect == pytest.approx(known.effect)
    assert found.error == pytest.approx(known.error)
    assert found.freedom == 9


def test_with_one_start_it_is_the_difference_of_differences() -> None:
    panel, treated = noise(10, 8), np.arange(8) < 3
    change = panel[6:].mean(axis=0) - panel[:6].mean(axis=0)
    wanted = change[treated].mean() - change[~treated].mean()
    assert difference_in_differences(panel, treated, 6).effect == pytest.approx(wanted)


def test_errors_that_last_widen_the_clustered_interval() -> None:
    treated = np.arange(40) < 20
    lasting = np.cumsum(noise(36, 40), axis=0)
    shuffled = np.random.default_rng(RNG_SEED).permutation(lasting, axis=0)
    assert (
        difference_in_differences(lasting, treated, 12).error
        > 3 * difference_in_differences(shuffled, treated, 12).error
    )


def test_an_evaluation_without_controls_or_treated_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        difference_in_differences(noise(10, 8), np.arange(8) < 1, 5)


def test_segmented_regression_finds_a_change_of_level_and_trend_exactly() -> None:
    months = np.arange(36.0)
    season = 3 * np.sin(2 * np.pi * months / 12) - 2 * np.cos(2 * np.pi * months / 12)
    after = months >= 12
    series = 50 + 0.2 * months + season - 2.0 * after - 0.1 * np.maximum(months - 12, 0)
    found = interrupted_series(series, 12)
    assert found.effect == pytest.approx(-2.0 - 0.1 * 11.5)
    assert found.error == pytest.approx(0.0, abs=1e-6)
    assert found.freedom == 30


def test_a_series_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="too few months"):
        interrupted_series(np.arange(6.0), 3)


def test_with_no_effect_a_sound_design_finds_one_time_in_twenty() -> None:
    told = power(made_up(effect=0.0), draws=200).set_index(["method", "practices", "after", "arm"])
    found = told.loc[(DID, 50, 24, NOTHING), "found"]
    assert 0.01 <= found <= 0.11
    assert told.loc[(DID, 50, 24, NOTHING), "stated"] == pytest.approx(
        told.loc[(DID, 50, 24, NOTHING), "spread"], rel=0.25
    )


def test_a_large_effect_is_always_found_and_its_size_is_right() -> None:
    told = power(made_up(effect=-3.0), draws=40).set_index(["method", "practices", "after", "arm"])
    row = told.loc[(DID, 50, 24, STRONG)]
    assert row["found"] == 1.0
    assert row["truth"] == pytest.approx(-3.0, abs=0.1)
    assert row["mean"] == pytest.approx(row["truth"], abs=0.2)
    assert told.loc[(DID, 50, 24, WEAK), "found"] < 0.5


def test_more_practices_and_months_detect_less() -> None:
    told = power(made_up(effect=-1.0), draws=60)
    least = told[(told["method"] == DID) & (told["arm"] == NOTHING)].set_index(["practices", "after"])
    assert least.loc[(50, 24), "detectable"] < least.loc[(20, 24), "detectable"]
    assert least.loc[(50, 24), "detectable"] < least.loc[(50, 6), "detectable"]


def test_designs_are_those_that_the_place_has_practices_for() -> None:
    assert {d.practices for d in designs(60)} == {20, 50}
    assert {d.method for d in designs(60)} == {DID, ITS}


@pytest.fixture(scope="module")
def panels() -> list[Panels]:
    return panels_of((1, 2), sample=0.01, months=START + 2)


def test_a_panel_is_referrals_as_recorded(panels: list[Panels]) -> None:
    from abm.vocabulary import POD
    from scenarios.questions.run import run

    record = run(ARMS[NOTHING], sample=0.01, months=START + 2).record
    panel = panel_of(record)
    total = record.by_line()[:, record.lines.pod == POD["REF"]].sum(axis=1)
    assert np.allclose((panel * np.array(record.people)).sum(axis=1) / 1000, total)
    assert np.array_equal(panel, panels[0].referrals[NOTHING])


def test_arms_are_one_life_until_the_reform(panels: list[Panels]) -> None:
    for panel in panels:
        plain, reformed = panel.referrals[NOTHING], panel.referrals[STRONG]
        assert np.array_equal(plain[:START], reformed[:START])
        assert plain.shape == (START + 2, 305)
        assert plain.mean() > 0


def test_the_command_writes_a_page_and_the_table_behind_it(tmp_path: Path, monkeypatch) -> None:
    panels = made_up(effect=-2.0)
    monkeypatch.setattr("studies.prospective.__main__.panels_of", lambda *_: panels)
    main([str(tmp_path / "page.md"), "--draws", "20"])
    table = pd.read_csv(tmp_path / "page.csv")
    assert len(table) == len(designs(60)) * len(ARMS)
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert text == page(panels, power(panels, 20), 20)
    assert "20 evaluations of each design" in text
    assert "{" not in text
