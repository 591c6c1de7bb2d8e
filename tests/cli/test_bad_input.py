"""Whatever is typed wrong: one line on standard error, exit 2, nothing printed, nothing left behind."""

import errno
import json
import shutil
from pathlib import Path

import pytest

import scenarios
from tests.cli.conftest import QUICK, Type

TYPED_WRONG = {
    "no such command": ("ran", "small-town-today"),
    "no such option": ("run", "small-town-today", "--sead", "1"),
    "no such scenario": ("run", "small-toun-today"),
    "no such file": ("run", "nowhere.toml"),
    "nothing to run": ("run",),
    "too much to run": ("run", "small-town-today", "small-town-today"),
    "a seed in words": ("run", "small-town-today", "--seed", "one"),
    "a seed with a point": ("run", "small-town-today", "--seed", "1.5"),
    "a seed below nought": ("run", "small-town-today", "--seed", "-1"),
    "a seed beyond the last": ("run", "small-town-today", "--seed", "99999999999999999999"),
    "a sample of nought": ("run", "small-town-today", "--sample", "0"),
    "a sample below nought": ("run", "small-town-today", "--sample", "-0.1"),
    "more than everybody": ("run", "small-town-today", "--sample", "1.01"),
    "a sample that is no number": ("run", "small-town-today", "--sample", "nan"),
    "no months": ("run", "small-town-today", "--months", "0"),
    "centuries": ("run", "small-town-today", "--months", "100000"),
    "half a month": ("run", "small-town-today", "--months", "1.5"),
    "behaviour perhaps": ("run", "small-town-today", "--behaviour", "perhaps"),
    "no such theory": ("run", "small-town-today", "--theory", "weigh_upp"),
    "one arm": ("compare", "small-town-today"),
    "one seed": ("compare", "small-town-today", "small-town-capitation", "--seeds", "1"),
    "no workers": ("compare", "small-town-today", "small-town-capitation", "--workers", "0"),
    "no half-width": ("compare", "small-town-today", "small-town-capitation", "--until", "0"),
    "two places": ("compare", "small-town-today", "east-london-today"),
    "no such topic": ("list", "placess"),
    "nothing to check": ("check",),
    "nothing of that name": ("check", "small_tawn"),
    "effects of nothing": ("effects", "nowhere"),
    "why in nothing": ("why", "nowhere", "--organisation", "TGH"),
    "the margin of nobody": ("marginal", "small-town-today", "--provider", "TGG"),
    "the margin of a payer": (
        *("marginal", "small-town-today", "--provider", "CCG"),
        *("--month", "2017-05", "--sample", "0.1"),
    ),
    "the margin of no month": ("marginal", "small-town-today", "--month", "2017"),
    "the margin of long ago": ("marginal", "small-town-today", "--month", "1999-01"),
    "a shadow of nothing": ("shadow", "small-town-today"),
    "a shadow too soon": (
        *("shadow", "small-town-today", "--under", "capitation-trust-led"),
        *("--months", "6"),
    ),
    "the journey of nobody": (
        *("journey", "small-town-today", "small-town-capitation", "--person", "999999999"),
        *("--sample", "0.1"),
    ),
    "the journey of half a person": (
        "journey",
        "small-town-today",
        "small-town-capitation",
        "--person",
        "1.5",
    ),
    "a journey of no segment": ("journey", "small-town-today", "small-town-capitation", "--segment", "older"),
    "a journey to one place": ("journey", "small-town-today"),
    "a table in a folder": ("marginal", "small-town-today", "--out", "."),
    "a demo of one seed": ("demo", "--seeds", "1"),
}


def assert_one_line(said, folder: Path) -> None:
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("payscape: ")
    assert len(said.err.split()) > 4
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("words", TYPED_WRONG.values(), ids=TYPED_WRONG)
def test_what_is_typed_wrong_is_one_line(words, tmp_path: Path, monkeypatch, payscape: Type) -> None:
    monkeypatch.chdir(tmp_path)
    assert_one_line(payscape(*words), tmp_path)


FILES_WRONG = {
    "empty": "",
    "not TOML": "title = ",
    "not text": b"\xff\xfe\x00title",
    "nothing known": 'colour = "blue"\n',
    "an unknown key": 'title = "S"\nplace = "small_town"\nregime = "east-london-today"\nmonth = 3\n',
    "no such regime": 'title = "S"\nplace = "small_town"\nregime = "east-london-tomorow"\n',
    "no such place": 'title = "S"\nplace = "small_tawn"\nregime = "east-london-today"\n',
    "a parameter out of range": 'extends = "small-town-today"\nmonths = 3\n'
    '[parameters]\n"conduct.building" = 9.0\n',
    "an unknown form": 'title = "R"\n[contracts.c]\npayer="commissioner"\npayees=["gp_practice"]\n'
    '[contracts.c.elements.e]\nform = "blok"\n',
}


@pytest.mark.parametrize("text", FILES_WRONG.values(), ids=FILES_WRONG)
def test_a_broken_file_is_one_line_that_names_it(text, tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = payscape("check", file)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "mine.toml" in said.err


REGIME = 'title = "R"\nextends = "east-london-today"\n'
SCENARIO = 'title = "S"\nextends = "small-town-today"\n'
SWEEP = 'title = "W"\nscenarios = ["small-town-today"]\n[uncertainties]\n'
GIVEN_FOR_ANOTHER = {
    "a regime to run": (
        ("run", "mine.toml"),
        f"{REGIME}[contracts.acute]\npayees = ['acute_trust']\n",
        "mine.toml: a regime, not a scenario; write a scenario with regime",
    ),
    "a regime's name to run": (
        ("run", "capitation-trust-led"),
        "",
        'is a regime, not a scenario; write a scenario with regime = "capitation-trust-led"',
    ),
    "a scenario's name for a regime": (
        ("shadow", "small-town-today", "--under", "small-town-capitation"),
        "",
        "is a scenario, not a regime; its regime is 'capitation-trust-led'",
    ),
    "a scenario that only extends, for a regime": (
        ("shadow", "small-town-today", "--under", "east-london-today-no-programme"),
        "",
        "its regime is 'east-london-today'",
    ),
    "a scenario for a regime": (
        ("shadow", "small-town-today", "--under", "mine.toml"),
        'title = "S"\nplace = "small_town"\nregime = "east-london-today"\n',
        "mine.toml: a scenario, not a regime",
    ),
    "a scenario's name within a scenario": (
        ("run", "mine.toml"),
        f'{SCENARIO}regime = "small-town-capitation"\n',
        "mine.toml: regime: 'small-town-capitation' is a scenario, not a regime",
    ),
    "a set to compare": (
        ("compare", "small-town-today", "small-town"),
        "",
        "is a set, not a scenario; compare its scenarios with payscape compare --set small-town",
    ),
    "contracts in a scenario": (
        ("run", "mine.toml"),
        f"{SCENARIO}[contracts]\n",
        "unknown key 'contracts'; it is said in a regime",
    ),
    "a name beyond any file's": (("run", "x" * 5000), "", "no scenario called"),
}


@pytest.mark.parametrize(("words", "text", "said"), GIVEN_FOR_ANOTHER.values(), ids=list(GIVEN_FOR_ANOTHER))
def test_one_kind_given_for_another_is_said_to_be_one(
    words, text: str, said: str, tmp_path: Path, monkeypatch, payscape: Type
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(text)
    found = payscape(*words)
    assert (found.code, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert said in found.err


SLIPS = {
    f"{REGIME}[contracts.acut]\nnote = 'x'\n": "no contract 'acut' in what it extends; did you mean 'acute'?",
    f"{REGIME}[contracts.acute.elements.tarif]\nmarginal_rate = 0.5\n": "did you mean 'tariff'? (a new one",
    f"{REGIME}[contracts.acute.elements.x]\nform = 'tarif'\n": "did you mean 'tariff'?",
    f"{REGIME}[contracts.acute.elements.tariff.prices]\nNELL = 3.0\n": "did you mean 'NEL'?",
    f"{SCENARIO}theory = 'weigh_upp'\n": "did you mean 'weigh_up'?",
    f"{SCENARIO}regime = east-london-today\n": 'text stands in quotes: "east-london-today"',
    f"{SCENARIO}behaviour = True\n": "write true",
    f"{REGIME}[contracts.acute]\npayees = ['acute_trust', community]\n": 'stands in quotes: "community"',
    f"{SWEEP}sample = {{ low = 0.1, high = 3.0 }}\n": (
        "mine.toml: uncertainties.sample: 3.0 is too large (its range is 0.1 to 3); at most 1"
    ),
    f"{SWEEP}'regime.contracts.acute.elements.tariff.marginal_rate' = {{ low = 0.1, high = 3.0 }}\n": (
        "uncertainties.regime.contracts.acute.elements.tariff.marginal_rate: 3.0 is too large (its range"
    ),
    f"{SWEEP}[design]\nkind = 'latin_hypercub'\n": "did you mean 'latin_hypercube'?",
}


@pytest.mark.parametrize(("text", "said"), SLIPS.items(), ids=map(str, range(len(SLIPS))))
def test_a_slip_of_the_pen_is_met_with_what_would_be_right(
    text: str, said: str, tmp_path: Path, payscape: Type
) -> None:
    (tmp_path / "mine.toml").write_text(text)
    found = payscape("check", tmp_path / "mine.toml")
    assert (found.code, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert said in found.err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--months", "0"), "'--months': use 1 or more; see"),
        (("--months", "601"), "'--months': use 600 or less; see"),
        (("--months", "1.5"), "'--months': write a whole number; see"),
        (("--sample", "half"), "'--sample': write a number; see"),
    ],
)
def test_a_number_that_is_none_is_said_plainly(option, said: str, payscape: Type) -> None:
    assert said in payscape("run", "small-town-today", *option).err


@pytest.mark.parametrize("command", [("report",), ("effects",), ("why", "--organisation", "TGH")])
def test_a_folder_of_several_results_is_told_which_to_name(
    command, a_run: Path, tmp_path: Path, payscape: Type
) -> None:
    shutil.copytree(a_run, tmp_path / "today")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text("[]")
    said = payscape(command[0], tmp_path, *command[1:])
    assert said.code == 2
    assert said.err.endswith(f"; name one of its folders: {tmp_path / 'today'} (a run)\n")


def test_every_bad_file_gets_its_line_and_good_ones_are_still_ok(tmp_path: Path, payscape: Type) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text("title =")
    said = payscape(
        "check", tmp_path / "one.toml", "small_town", tmp_path / "two.toml", tmp_path / "three.csv"
    )
    assert said.code == 2
    assert len(said.err.splitlines()) == 3
    assert len(said.out.splitlines()) == 1


def test_a_file_is_not_written_over(tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "notes"
    file.write_text("mine")
    for out in (file, file / "below"):
        said = payscape("run", "small-town-today", *QUICK, "--out", out)
        assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert file.read_text() == "mine"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, payscape: Type) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    said = payscape("run", "small-town-today", *QUICK, "--out", tmp_path)
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch, payscape: Type) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scenarios.runs.folder.pq.write_table", full)
    said = payscape("run", "small-town-today", *QUICK, "--out", tmp_path / "results" / "run")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "No space left" in said.err
    assert not (tmp_path / "results" / "run").exists()
    assert not list(tmp_path.rglob("*.parquet"))


def test_a_stop_by_the_keyboard_is_130(monkeypatch, payscape: Type) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scenarios, "run", stopped, raising=False)
    said = payscape("run", "small-town-today")
    assert (said.code, said.out) == (130, "")
    assert "Traceback" not in said.err


def test_debug_shows_where_a_fault_came_from(monkeypatch) -> None:
    from cli.main import main
    from scenarios.errors import InputError

    with pytest.raises(InputError):
        main(["run", "nowhere-at-all", "--debug"])


def test_why_calls_providers_of_a_place_of_ones_own_by_name(
    a_run: Path, tmp_path: Path, payscape: Type
) -> None:
    folder = shutil.copytree(a_run, tmp_path / "mine")
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told["scenarios"][0]["place"] = "my_town"  # which is at nobody's hand
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    name = next(o["name"] for o in told["place"]["organisations"] if o["id"] == "TGH")
    assert payscape("why", folder, "--organisation", "TGH").out.startswith(name)


WHY_WRONG = {
    "organisation": (("--organisation", "TGX"), "TGH"),
    "lever": (("--organisation", "TGH", "--lever", "admission_treshold"), "admission_threshold"),
    "month": (("--organisation", "TGH", "--month", "June"), "YYYY-MM"),
    "early": (("--organisation", "TGH", "--month", "2001-01"), "2017-06"),
}


@pytest.mark.parametrize(("words", "remedy"), WHY_WRONG.values(), ids=WHY_WRONG)
def test_why_names_the_nearest_valid(words, remedy: str, a_run: Path, payscape: Type) -> None:
    said = payscape("why", a_run, *words)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert remedy in said.err


def test_why_of_a_comparison_says_what_is_missing(a_comparison: Path, payscape: Type) -> None:
    said = payscape("why", a_comparison, "--organisation", "TGH")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "is a comparison, which keeps no moves" in said.err


def spoilt(folder: Path, how: str) -> None:
    """Spoil saved results."""
    if how == "no manifest":
        (folder / "manifest.json").unlink()
    elif how == "a manifest of something else":
        (folder / "manifest.json").write_text(json.dumps(["not", "ours"]))
    elif how == "a table cut short":
        table = folder / "effects.parquet"
        table.write_bytes(table.read_bytes()[:100])
    elif how == "a table of something else":
        shutil.copy(folder / "costs.parquet", folder / "effects.parquet")
    else:
        (folder / "effects.parquet").unlink()


SPOILT = (
    "no manifest",
    "a manifest of something else",
    "a table cut short",
    "a table of something else",
    "no table",
)


@pytest.mark.parametrize("how", SPOILT)
def test_spoilt_results_are_one_line(how: str, a_run: Path, tmp_path: Path, payscape: Type) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(a_run, folder)
    spoilt(folder, how)
    said = payscape("effects", folder)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "effects.parquet" in said.err or "manifest" in said.err


def test_effects_of_nobody_name_the_nearest(a_run: Path, payscape: Type) -> None:
    said = payscape("effects", a_run, "--scope", "totl")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "did you mean 'total'?" in said.err
