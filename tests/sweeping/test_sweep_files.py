"""Broken sweep files give one line that says what is wrong, where, and what would be right."""

from pathlib import Path

import pytest

from scenarios.errors import InputError
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.sweep_file import declared_in, load_sweep, sweep_names

HEAD = 'title = "T"\nscenarios = ["small-town-today", "small-town-capitation"]\n'
HORIZON = '[uncertainties]\n"conduct.horizon_years" = '

BROKEN = {
    "": "the file is empty",
    'title = "T': "not valid TOML",
    'title = "T"': "no scenarios",
    'scenarios = ["small-town-today"]': "title: missing",
    HEAD + "sedes = 3": "did you mean 'seeds'?",
    HEAD + "seeds = 0": "0 seeds; a whole number from 1",
    HEAD + "seeds = true": "True seeds",
    HEAD + 'backfilling = "no"': "not yes or no",
    'title = "T"\nscenarios = ["small-town-tody"]': "small-town-tody",
    'title = "T"\nscenarios = ["small-town-today", "small-town-today"]': "two are called 'small-town-today'",
    'title = "T"\nscenarios = [{ scenario = "small-town-today", nam = "x" }]': "did you mean 'name'?",
    HEAD + HORIZON + "[]": "no values",
    HEAD + HORIZON + "[1.0, 1.0]": "given twice",
    HEAD + HORIZON + "[nan]": "not a finite number",
    HEAD + HORIZON + "2.0": "is no range",
    HEAD + HORIZON + "{ low = 3.0, high = 1.0 }": "low must be below high",
    HEAD + HORIZON + "{ low = 1.0 }": "high is missing",
    HEAD + HORIZON + "{ low = 1.0, high = 3.0, step = 2 }": "did you mean 'steps'?",
    HEAD + HORIZON + "[1.0, 99.0]": "outside its plausible range",
    HEAD + '[uncertainties]\n"conduct.horizon_year" = [1.0]': "did you mean 'conduct.horizon_years'?",
    HEAD + '[uncertainties]\n"conduct.horizon_year" = "plausible"': "is no parameter",
    HEAD + '[uncertainties]\ntheory = ["weigh_up", "weigh_down"]': "did you mean 'weigh_up'?",
    HEAD + '[levers]\n"regime.contracts.cute.elements.x.y" = [1.0]': "no such part",
    HEAD + '[levers]\n"regime.transition.start_month" = [5]': "must be an April",
    HEAD + "[with]\nmonths = 6": "6 months end before every regime is paid",
    HEAD + "[with]\nsample = 2.0": "at most 1 is allowed",
    HEAD + '[design]\nkind = "lattice"': "not one of the words",
    HEAD + '[design]\nkind = "sobol"\npoints = 64': "nothing to sample",
    HEAD + HORIZON + '[1.0, 2.0]\n[design]\nkind = "sobol"\npoints = 100': "power of two points, such as 128",
    HEAD + '[until]\nmeasure = "E99"\nhalf_width = 1.0': "E99",
    HEAD + '[until]\nmeasure = "E1"\nhalf_width = 0.0': "more than 0",
    HEAD + HORIZON + '[1.0, 2.0]\n[levers]\n"conduct.horizon_years" = [3.0]': "both a lever and uncertain",
    HEAD + "levers = 3": "not a table",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as fault:
        Plan(load_sweep(file))
    line = str(fault.value)
    assert BROKEN[text] in line
    assert "my.toml" in line
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("name", sweep_names())
def test_a_sweep_of_the_library_is_sound_and_says_what_it_cannot_answer(name: str) -> None:
    declared = load_sweep(name)
    plan = Plan(declared)
    assert len(plan.options) * len(plan.futures) > 1
    assert declared.question.endswith("?")
    words = (Path(__file__).parents[2] / "scenarios" / "sweeps" / f"{name}.toml").read_text(encoding="utf-8")
    assert all(f"# {head}." in words for head in ("Question", "Watch", "Cannot answer"))


def test_paths_start_where_the_sweep_file_stands(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "mine").mkdir()
    told = 'title = "M"\nextends = "small-town-today"\n'
    (tmp_path / "mine" / "town.toml").write_text(told, encoding="utf-8")
    (tmp_path / "mine" / "sweep.toml").write_text(
        'title = "T"\nscenarios = ["town.toml"]\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert load_sweep("mine/sweep.toml").starts[0].scenario == str(tmp_path / "mine" / "town.toml")
    assert Plan(load_sweep("mine/sweep.toml")).options[0].name == "town"


def test_levers_leave_the_first_of_several_scenarios_alone() -> None:
    rate = "regime.contracts.acute.elements.tariff.marginal_rate"
    told = {"title": "T", "scenarios": ["small-town-today"], "levers": {rate: [0.3, 1.0]}}
    alone = Plan(declared_in(told, "my.toml"))
    assert [arm.name for arm in alone.options] == [
        "small-town-today",
        "small-town-today, marginal_rate 0.3",
        "small-town-today, marginal_rate 1",
    ]
    other = {"scenario": "small-town-today", "name": "other"}
    both = Plan(declared_in({**told, "scenarios": ["small-town-today", other]}, "my.toml"))
    assert [arm.start for arm in both.options] == ["small-town-today", "other", "other"]
    rates = [both.arm(arm, 0).setup.regime.contracts[0].elements["tariff"] for arm in range(3)]
    assert [element.marginal_rate for element in rates] == [0.7, 0.3, 1.0]  # type: ignore[attr-defined]
    references = [both.arm(arm, 0).setup.reference for arm in range(3)]
    assert references[0] == references[1] == references[2]
