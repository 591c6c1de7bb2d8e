"""What does not fit a place, or leaves nobody in it, is said in one line by `check` and by a run."""

import pytest

import scenarios
from cli.kinds_of_file import title_of
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.runs.resolve import resolve

TOWN = load_scenario("small-town-today").changed(programme="none", months=1, sample=0.02)
REGIME = """
title = "A sum that some cannot share"
transition = {{ start_month = {start}, pace = "{pace}"{more} }}
[contracts.a]
payer = "commissioner"
payees = {payees}
split = {split}
elements.e = {{ form = "block", pounds_per_year = 1000000.0 }}
"""
UNFIT = {
    "a figure nobody has": (
        '["community", "mental_health"]',
        '{ by = "income", figure = "x_pounds" }',
        "x_pounds",
    ),
    "a figure one lacks": (
        '["acute_trust", "community"]',
        '{ by = "income", figure = "operating_income_pounds" }',
        "operating_income_pounds",
    ),
    "a share that stands for two": (
        '["acute_trust", "community"]',
        '{ by = "shares", shares = { acute_trust = 0.5, community = 0.5 } }',
        "stands for 2 organisations",
    ),
    "an organisation twice": ('["community", "COM"]', '{ by = "people" }', "twice"),
}
PACES = {"T1": "", "T2": ", phases = [0.5, 1.0]", "T3": ""}


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("fault", UNFIT)
def test_check_and_run_refuse_a_regime_that_begins_later_in_the_same_line(tmp_path, fault, pace):
    payees, split, named = UNFIT[fault]
    regime = tmp_path / "mine.toml"
    regime.write_text(REGIME.format(start=24, pace=pace, more=PACES[pace], payees=payees, split=split))
    (tmp_path / "scenario.toml").write_text(
        'title = "x"\nplace = "small_town"\nregime = "mine.toml"\nreference = "east-london-today"\n'
    )
    lines = []
    for refusing in (lambda name: title_of("scenario", name), scenarios.run):
        with pytest.raises(InputError) as refused:
            refusing(str(tmp_path / "scenario.toml"))
        lines.append(str(refused.value))
    assert lines[0] == lines[1]
    assert "mine" in lines[0]
    assert named in lines[0]


def test_a_shadow_that_does_not_fit_is_refused_before_a_run(tmp_path):
    payees, split, named = UNFIT["a figure one lacks"]
    shadow = tmp_path / "shadow.toml"
    shadow.write_text(REGIME.format(start=0, pace="T1", more="", payees=payees, split=split))
    with pytest.raises(InputError, match=f"shadow.toml: does not fit small_town.*{named}"):
        resolve(TOWN, shadows=(str(shadow),))


@pytest.mark.parametrize(
    ("place", "sample"), [("small_town", 1e-9), ("small_town", 0.001), ("east_london", 1e-6)]
)
def test_a_sample_that_leaves_hardly_anybody_is_refused_with_the_least_that_works(place, sample):
    scenario = TOWN if place == "small_town" else load_scenario("east-london-today")
    with pytest.raises(
        InputError, match=f"sample: a sample of .* people of {place}; the least that works is"
    ) as refused:
        resolve(scenario, sample=sample)
    least = float(str(refused.value).rsplit(" ", 1)[1])
    assert resolve(scenario, sample=least).setup.sample == least
    with pytest.raises(InputError):
        resolve(scenario, sample=0.9 * least)
