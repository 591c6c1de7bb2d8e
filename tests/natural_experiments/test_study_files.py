"""Every study that comes along can be set up, and a fault in any is told in one line."""

import re
from pathlib import Path

import pytest

from abm.behaviour.catalogue import LEVERS
from abm.parameters import ALL, BY_NAME
from scenarios.errors import InputError
from scenarios.files.regime_files import load_regime
from scenarios.reforms.arms import setups
from scenarios.reforms.settings import FILE, MAY_DIFFER, read_settings, settings
from scenarios.reforms.studies import (
    EXPERIMENTS,
    chosen,
    load_studies,
    load_study,
    not_expressible,
    study_files,
)

STUDIES = load_studies()


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_both_arms_differ_in_terms_and_share_place_people_and_setting(study) -> None:
    arms = setups(study, settings()[study.setting])
    before, after = arms["before"], arms["after"]
    assert before.hash != after.hash, "a study of nothing"
    assert before.reference is before.regime
    assert after.reference is before.regime
    assert before.regime.transition.start_month == after.regime.transition.start_month == study.begins
    assert before.sample == after.sample
    assert before.months == study.begins + 12 * study.last_year


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_a_study_that_a_parameter_or_its_lever_cites_says_so(study) -> None:
    """The other way round too: nobody is scored as a test of what it was set towards."""
    cites = {p.name for p in ALL if study.cited in p.source}
    levers = {lever.stiffness_name for lever in LEVERS.values() if study.cited in lever.source}
    assert cites | levers == set(study.informed)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_a_study_is_told_in_full(study) -> None:
    assert study.name.startswith(f"{study.id}-")
    assert len(study.changed) > 60
    assert study.question.count("?") >= 1
    assert "MISSING" not in study.missing


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_parameters_of_a_study_are_what_the_place_was_like_never_conduct(study) -> None:
    """Conduct and beliefs are one set for all, but for what a setting declares."""
    own = [study.parameters, study.before.parameters, study.after.parameters]
    named = [name for given in own for name in given]
    assert not [name for name in named if name.startswith(("conduct.", "belief."))]


def test_ids_of_what_can_and_cannot_be_expressed_are_apart() -> None:
    assert not {study.id for study in STUDIES} & set(not_expressible())
    assert len(STUDIES) + len(not_expressible()) >= 36, "every row of the evidence is somewhere"


def test_settings_differ_in_altruism_and_pass_through_only() -> None:
    for setting in settings().values():
        assert all(name.startswith(MAY_DIFFER) for name in setting.parameters)
        assert all(BY_NAME[n].low <= value <= BY_NAME[n].high for n, value in setting.parameters.items())
    assert {study.setting for study in STUDIES} == set(read_settings(FILE)), "a setting that no study has"


def test_regimes_of_studies_are_sound() -> None:
    for file in (EXPERIMENTS / "regimes").glob("*.toml"):
        assert load_regime(file).contracts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "A fee', 'titel = "A fee', "unknown key 'titel'"),
        ('setting = "england-public"', 'setting = "england"', "setting: no setting 'england'"),
        ('place = "small_town"', 'place = "nowhere"', "nowhere"),
        ('regime = "east-london-today"', 'regime = "no-such-regime"', "before.regime: no regime called"),
        ('extends = "before"', "extends = 3", "after.regime: extends is not a name"),
        ('extends = "before"', 'extends = "before"\nprices = {}', "unknown key 'prices'"),
        ('extends = "before"', 'extends = "before"\ndrop = ["accute"]', "nothing called 'accute' to drop"),
        ("PREV = 25.0", "PREV = -1.0", "too small"),
        ("PREV = 25.0", "PREVENT = 1.0", "unknown point of delivery 'PREVENT'"),
        ('measure = "difference"', 'measure = "ratio"', "unknown measure 'ratio'"),
        ('measure = "difference"', 'measure = "elasticity"', "price_change"),
        ('of = { count = "enrolled" }', 'of = { count = "enroled" }', "did you mean 'enrolled'?"),
        ('of = { count = "enrolled" }', 'of = { count = "enrolled", units = ["GP"] }', "not units and count"),
        ('of = { count = "enrolled" }', "of = {}", "say one of units"),
        (
            'of = { count = "enrolled" }',
            'of = { count = "deaths", kinds = ["community"] }',
            "by organisation",
        ),
        ('of = { count = "enrolled" }', 'of = { count = "deaths", segments = ["under_5"] }', "by segment"),
        ("year = 2", "year = 0", "year"),
        ("year = 2", "year = 1.5", "year"),
        ('direction = "+"', 'direction = "up"', "direction"),
        ("sample = 1.0", "sample = 2.0", "too large"),
        ("sample = 1.0", "sample = 1.0\nbegins = 7", "begins"),
        (
            "sample = 1.0",
            'sample = 1.0\nparameters = { "conduct.no" = 1.0 }',
            "unknown parameter 'conduct.no'",
        ),
        ("sample = 1.0", 'sample = 1.0\ninformed = ["conduct.no"]', "unknown parameter 'conduct.no'"),
        (
            "sample = 1.0",
            'sample = 1.0\nkept_out = true\ninformed = ["conduct.shock"]',
            "a study that informed a parameter was not kept out",
        ),
        ("[before]", '[control_before]\nregime = "east-london-today"\n\n[before]', "control_after"),
        ("[[outcomes]]", "[outcomes]", "outcomes"),
    ],
)
def test_a_fault_is_told_in_one_line_with_the_file(
    study: str, tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in study
    file = tmp_path / "mine.toml"
    file.write_text(study.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as fault:
        load_study(file)
    assert re.search(re.escape(told), str(fault.value)), str(fault.value)
    assert "\n" not in str(fault.value)
    assert told == "nowhere" or "mine" in str(fault.value)


@pytest.mark.parametrize(
    "text", ["", "a = [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]", "\x00", "id = 1e999999", "before = 3"]
)
def test_a_hostile_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_study(file)


def test_settings_beside_studies_are_read_and_may_not_stand_in_for_ours(folder: Path, study: str) -> None:
    words = 'title = "Elsewhere"\nreason = "Judged."\nconfidence = "assumed"\n'
    own = folder / "settings.toml"
    own.write_text(f'[elsewhere]\n{words}parameters = {{ "conduct.pass_through" = 0.8 }}\n', encoding="utf-8")
    (folder / "t1.toml").write_text(study.replace("england-public", "elsewhere"), encoding="utf-8")
    (read,) = load_studies(folder)
    arms = setups(read, settings(folder)["elsewhere"])
    assert arms["after"].parameters == {"conduct.pass_through": 0.8}
    own.write_text(f"[england-public]\n{words}", encoding="utf-8")
    with pytest.raises(InputError, match="there is a setting"):
        load_studies(folder)
    own.write_text(f'[elsewhere]\n{words}parameters = {{ "cost.qaly" = 30000.0 }}\n', encoding="utf-8")
    with pytest.raises(InputError, match="may not differ"):
        load_studies(folder)


def test_a_folder_holds_studies_of_different_ids(folder: Path, study: str, tmp_path: Path) -> None:
    (folder / "again.toml").write_text(study, encoding="utf-8")
    with pytest.raises(InputError, match="two studies have the id 'T1'"):
        load_studies(folder)
    with pytest.raises(InputError, match="no such folder"):
        study_files(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="0 studies"):
        study_files(tmp_path / "empty")
    with pytest.raises(InputError, match="no study 'NE99'"):
        chosen(STUDIES, ["NE99"])


def test_what_cannot_be_expressed_says_why(folder: Path) -> None:
    assert not_expressible(folder) == {}
    (folder / "not_expressible.toml").write_text(
        '[X1]\ntitle = "t"\nreason = ""\ncitation = "c"\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"X1\.reason"):
        not_expressible(folder)
    (folder / "not_expressible.toml").write_text("X1 = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match="not a table"):
        not_expressible(folder)
