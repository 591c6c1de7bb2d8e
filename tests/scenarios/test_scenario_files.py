"""What a scenario's file may say, and what is said back when it is wrong."""

from pathlib import Path

import pytest

from scenarios.errors import InputError
from scenarios.files.programme_files import load_programme, programme_names
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.scenario import Scenario

SOUND = 'title = "T"\nplace = "small_town"\nregime = "east-london-today"\n'


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_of_the_library_can_be_set_up(name: str) -> None:
    scenario = load_scenario(name)
    setup = scenario.setup()
    assert setup.place.id == scenario.place
    assert setup.reference.id == "east-london-today"
    assert scenario.question
    assert scenario.note


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_of_the_library_says_what_it_cannot_answer(name: str, project: Path) -> None:
    text = (project / "scenarios" / "library" / f"{name}.toml").read_text(encoding="utf-8")
    assert all(f"# {heading}." in text for heading in ("Question", "Watch", "Cannot answer"))


def test_a_programme_keeps_what_its_file_says() -> None:
    assert "shift-and-prevention" in programme_names()
    programme = load_programme("shift-and-prevention")
    assert (programme.averted_share, programme.proactive_offer, programme.ramp_months) == (0.5, 0.3, 12)
    assert [c.id for c in programme.contracts] == ["response_at_home"]


def test_no_programme_is_said_with_a_word() -> None:
    assert load_scenario("east-london-today").programme == "shift-and-prevention"
    assert load_scenario("east-london-today-no-programme").programme is None


def test_the_reference_is_the_scenarios_own_regime_unless_it_says_otherwise(tmp_path: Path) -> None:
    setup = load_scenario(written(tmp_path, SOUND)).setup()
    assert setup.reference is setup.regime


def test_dotted_parameters_may_be_written_either_way(tmp_path: Path) -> None:
    plain = written(tmp_path, SOUND + "[parameters]\nurgent.direct_share = 0.3\n", "plain.toml")
    quoted = written(tmp_path, SOUND + '[parameters]\n"urgent.direct_share" = 0.3\n', "quoted.toml")
    assert load_scenario(plain).parameters == load_scenario(quoted).parameters == {"urgent.direct_share": 0.3}


def test_a_file_laid_over_another_keeps_the_rest(tmp_path: Path) -> None:
    written(
        tmp_path,
        SOUND + 'programme = "shift-and-prevention"\n[parameters]\nurgent.direct_share = 0.3\n',
        "base.toml",
    )
    top = written(
        tmp_path, 'extends = "base.toml"\nmonths = 24\n[parameters]\nconduct.shock = 0.0\n', "top.toml"
    )
    scenario = load_scenario(top)
    assert (scenario.id, scenario.months, scenario.programme) == ("top", 24, "shift-and-prevention")
    assert scenario.parameters == {"urgent.direct_share": 0.3, "conduct.shock": 0.0}


def test_a_regime_beside_the_scenario_is_found(tmp_path: Path) -> None:
    written(tmp_path, 'title = "R"\nextends = "east-london-today"\n', "own.toml")
    scenario = load_scenario(written(tmp_path, SOUND.replace('"east-london-today"', '"own.toml"')))
    assert scenario.setup().regime.id == "own"


FAULTS = {
    "empty": ("", "the file is empty"),
    "not TOML": ("title = ", "not valid TOML"),
    "unknown key": (SOUND + 'regmie = "x"\n', "unknown key 'regmie'; did you mean 'regime'?"),
    "missing place": (SOUND.replace("place", "# place"), "mine.toml: place: this key is missing"),
    "unknown regime": (SOUND.replace("-today", "-toda"), "did you mean 'east-london-today'?"),
    "unknown programme": (SOUND + 'programme = "shift"\n', "no programme called 'shift'"),
    "months a text": (SOUND + 'months = "12"\n', "mine.toml: months: '12' is not a whole number"),
    "no months": (SOUND + "months = 0\n", "mine.toml: months: 0 is too small"),
    "sample of nobody": (SOUND + "sample = 0.0\n", "mine.toml: sample: 0.0 is too small"),
    "sample above 1": (SOUND + "sample = 1.5\n", "mine.toml: sample: 1.5 is too large"),
    "sample not a number": (SOUND + "sample = nan\n", "mine.toml: sample:"),
    "behaviour a text": (SOUND + 'behaviour = "off"\n', "mine.toml: behaviour:"),
    "unknown theory": (SOUND + 'theory = "weigh_it"\n', "did you mean 'weigh_up'?"),
    "unknown parameter": (
        SOUND + "[parameters]\nurgent.direct_shar = 0.3\n",
        "did you mean 'urgent.direct_share'?",
    ),
    "parameter out of range": (
        SOUND + "[parameters]\nconduct.horizon_years = 50\n",
        "conduct.horizon_years = 50 is outside its plausible range, 1 to 5 (years of future margin",
    ),
    "parameter a text": (
        SOUND + '[parameters]\nconduct.shock = "big"\n',
        "mine.toml: parameters.conduct.shock:",
    ),
    "extends nothing": ('extends = "nowhere"\n', "no scenario called 'nowhere'"),
    "extends itself": ('extends = "mine.toml"\n', "extends itself"),
    "shadows a text": (SOUND + 'shadows = "capitation-trust-led"\n', "mine.toml: shadows:"),
    "policy year a text": (SOUND + 'policy_year = "2012"\n', "mine.toml: policy_year: '2012' is not a whole"),
    "policy year of another age": (
        SOUND + "policy_year = 1066\n",
        "mine.toml: policy_year: 1066 is too small",
    ),
    "unknown shadow": (SOUND + 'shadows = ["capitation"]\n', "no regime called 'capitation'"),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as fault:
        load_scenario(written(tmp_path, text))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(SOUND.replace("T", "Tür", 1).encode("latin-1"))
    with pytest.raises(InputError, match="save it as UTF-8"):
        load_scenario(file)


def test_an_unknown_name_is_met_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'east-london-today'"):
        load_scenario("east-london-tody")


def test_a_place_there_is_not_is_said_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"mine\.toml: place: no place 'smal_town'; did you mean 'small_town'"
    ):
        load_scenario(written(tmp_path, SOUND.replace("small_town", "smal_town")))


def test_a_change_is_checked_as_a_file_is() -> None:
    scenario = load_scenario("small-town-today")
    assert scenario.changed(months=None) is scenario
    assert scenario.changed(months=3) == Scenario(**{**scenario.model_dump(), "months": 3})
    with pytest.raises(InputError, match="small-town-today: sample: 2 is too large"):
        scenario.changed(sample=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "P"\naverted_share = 50\n', "averted_share: 50 is too large"),
        ('title = "P"\nramp_months = -1\n', "ramp_months: -1 is too small"),
        ('title = "P"\nramp = 1\n', "unknown key 'ramp'"),
        ("averted_share = 0.1\n", "title: this key is missing"),
        ('title = "P"\n[contracts.a]\npayer = "comissioner"\n', "did you mean 'commissioner'"),
    ],
)
def test_a_faulty_programme_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as fault:
        load_programme(written(tmp_path, text))
    assert said in str(fault.value)
    assert str(fault.value).startswith("mine.toml")
