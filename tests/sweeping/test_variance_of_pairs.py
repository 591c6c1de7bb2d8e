"""Luck from one queue is what it says: alike until something differs, and all anew from then on."""

import numpy as np
import pytest

from scenarios.files.scenario_files import load_scenario
from scenarios.runs.task import opened
from studies.keyed_draws.one_stream import standing
from studies.keyed_draws.page import EFFECTS, Luck, main, page, queued, study

MONTHS, SAMPLE = 16, 0.3


@pytest.fixture(scope="module")
def arms():
    names = ("small-town-today", "small-town-capitation")
    return [load_scenario(name).changed(months=MONTHS, sample=SAMPLE) for name in names]


def run(begin, setup, seed):
    """A run to its end."""
    model = begin(setup, seed)
    model.run()
    return model


def delivered(model) -> np.ndarray:
    """Services of every month, by point of delivery and so on."""
    return np.array(model.record.delivered)


def test_one_stream_gives_the_same_run_twice(arms) -> None:
    assert np.array_equal(*(delivered(run(queued, arms[0].setup(), 3)) for _ in range(2)))


def test_one_stream_is_the_model_until_something_was_drawn(arms) -> None:
    plain, one = (delivered(run(begin, arms[0].setup(), 3)) for begin in (opened, queued))
    assert np.array_equal(plain[0], one[0])
    assert not np.array_equal(plain[1], one[1])


def test_one_stream_keeps_what_happens_on_average(arms) -> None:
    """Only luck is another: over some seeds totals are within a few per cent of the model's."""
    seeds, setup = range(1, 9), arms[0].setup()
    plain, one = (
        np.mean([delivered(run(begin, setup, s)).sum() for s in seeds]) for begin in (opened, queued)
    )
    assert one == pytest.approx(plain, rel=0.02)


def test_once_arms_differ_everybody_meets_another_luck(arms) -> None:
    """Births, deaths and moves hang on no contract: addressed they hardly differ, from one queue they do."""
    apart = []
    for begin in (opened, queued):
        longer = (arm.changed(months=24) for arm in arms)
        first, second = (np.array(run(begin, arm.setup(), 3).record.people) for arm in longer)
        apart.append(np.abs(second - first).sum(axis=1))
    addressed, one = apart
    assert one[0] == addressed[0] == 0
    assert one[-6:].sum() > 5 * addressed[-6:].sum()
    assert one[:12].sum() == 0, "until the second April both arms are paid alike"


def test_where_a_stream_stands_is_told_by_what_was_drawn() -> None:
    places = {standing(seed, drawn) for seed in (1, 2) for drawn in range(200)}
    assert len(places) == 400
    assert all(0 <= place < 2**63 for place in places)


def test_ratios_are_of_variances() -> None:
    rng = np.random.default_rng(4)
    shared = 3 * rng.normal(size=(4000, 1))
    addressed = shared + 0.5 * rng.normal(size=(4000, 2))
    apart = 3 * rng.normal(size=(4000, 2))
    one, independent = Luck(addressed, apart).ratios()
    assert one[0] == pytest.approx(2 * 9 / 0.5, rel=0.1)
    assert independent[0] == pytest.approx(2 * 9.25 / 0.5, rel=0.1)
    assert one[1] < one[0] < one[2]


def test_a_difference_that_never_varies_has_no_ratio() -> None:
    same = np.tile([1.0, 2.0], (5, 1))
    assert np.isnan(Luck(same, same).ratios()[:, 0]).all()


def test_a_small_study_says_what_it_found(arms) -> None:
    found = study(arms[0], arms[1], 4)
    assert set(found) == set(EFFECTS)
    written = page(arms[0], arms[1], 4, found)
    assert "4 pairs of runs of 16 months, 0.3 simulated for each resident" in written
    assert sum(line.startswith(("| acute", "| waits", "| surplus")) for line in written.splitlines()) == 4


def test_the_page_is_written_where_asked(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--pairs", "3", "--months", "14", "--sample", "0.1"]
    main([str(tmp_path / "page.md"), *words])
    assert capsys.readouterr().out == ""
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# What addressed draws are worth")
