"""A shock is the same under any regime: what its file may say, and when it is felt."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.setup import Shock
from cli.check import kinds_and_titles
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.files.shock_files import load_shock, shock_names

SCENARIO = 'title = "T"\nplace = "small_town"\nregime = "east-london-today"\n'


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_shock_keeps_what_its_file_says() -> None:
    assert shock_names() == ["demand-surge", "hard-winters", "mental-health-surge"]
    surge = load_shock("demand-surge")
    assert (surge.start_month, surge.ramp_months, surge.problems, surge.emergencies) == (12, 24, 0.08, 0.04)
    assert (surge.mental, surge.support) == (0.0, 0.0)
    assert load_shock("mental-health-surge").mental == 0.15


@pytest.mark.parametrize("name", shock_names())
def test_every_shock_says_in_plain_words_what_it_is_and_does_something(name: str, project: Path) -> None:
    text = (project / "scenarios" / "shocks" / f"{name}.toml").read_text(encoding="utf-8")
    assert all(f"# {heading}." in text for heading in ("In plain words", "What it is for", "Source"))
    shock = load_shock(name)
    assert any((shock.emergencies, shock.problems, shock.mental, shock.support))
    assert max(shock.strength(month) for month in range(60)) == 1


def test_a_surge_builds_up_evenly_and_stays() -> None:
    surge = load_shock("demand-surge")
    felt = [surge.strength(month) for month in (0, 11, 12, 23, 35, 59)]
    assert felt == pytest.approx([0, 0, 1 / 24, 0.5, 1, 1])


def test_a_hard_winter_is_felt_from_december_to_february() -> None:
    winters = load_shock("hard-winters")
    felt = [month for month in range(36) if winters.strength(month)]
    assert felt == [20, 21, 22, 32, 33, 34]  # a run starts in April


@given(st.integers(0, 60), st.integers(0, 60), st.integers(-12, 200))
def test_strength_is_a_share_and_never_falls(start: int, ramp: int, month: int) -> None:
    shock = Shock(id="s", title="S", start_month=start, ramp_months=ramp)
    assert 0 <= shock.strength(month) <= shock.strength(month + 1) <= 1
    assert (shock.strength(month) > 0) == (month >= start)
    assert shock.strength(start + ramp) == 1


def test_a_scenario_names_its_shock_and_may_do_without_that_of_another(tmp_path: Path) -> None:
    base = written(tmp_path, SCENARIO + 'shock = "demand-surge"\n', "base.toml")
    shock = load_scenario(base).setup().shock
    assert shock == load_shock("demand-surge")
    top = written(tmp_path, 'extends = "base.toml"\nshock = "none"\n', "top.toml")
    assert load_scenario(top).setup().shock is None


def test_a_shock_beside_the_scenario_is_found(tmp_path: Path) -> None:
    written(tmp_path, 'title = "Flu"\nemergencies = 0.2\n', "flu.toml")
    scenario = load_scenario(written(tmp_path, SCENARIO + 'shock = "flu.toml"\n'))
    shock = scenario.setup().shock
    assert shock is not None
    assert (shock.id, shock.emergencies) == ("flu", 0.2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "S"\nemergencies = 8\n', "emergencies: 8 is too large; at most 1 is allowed"),
        ('title = "S"\nmental = -0.9\n', "mental: -0.9 is too small"),
        ('title = "S"\nproblem = 0.1\n', "unknown key 'problem'; did you mean 'problems'?"),
        ('title = "S"\ncalendar_months = [13]\n', "calendar_months.0: 13 is too large"),
        ('title = "S"\ncalendar_months = []\n', "calendar_months: nothing is named"),
        ('title = "S"\nsupport = "more"\n', "support: 'more' is not a number"),
        ("support = 0.1\n", "title: this key is missing"),
        ('extends = "demand-surg"\n', "did you mean 'demand-surge'?"),
    ],
)
def test_a_faulty_shock_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as fault:
        load_shock(written(tmp_path, text))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_fault_in_a_shock_names_the_scenario_that_asked_for_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.toml: shock"):
        load_scenario(written(tmp_path, SCENARIO + 'shock = "demand-surg"\n'))


def test_check_tells_a_shock_by_what_is_in_it(tmp_path: Path) -> None:
    file = written(tmp_path, 'title = "Flu"\nstart_month = 3\nemergencies = 0.2\n')
    assert kinds_and_titles(file) == [("shock", "Flu")]
    assert kinds_and_titles(Path("hard-winters"))[0][0] == "shock"
    over = written(tmp_path, 'title = "Worse"\nextends = "hard-winters"\n', "over.toml")
    assert kinds_and_titles(over) == [("shock", "Worse")]
