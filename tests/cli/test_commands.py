"""Every command does what its help says, and what it prints can be read by a person or a program."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cli import check, compare, demo, effects, journey, listing, marginal, run, shadow, why
from tests.cli.conftest import PAIR, QUICK, Type

COMMANDS = {
    "check": check,
    "compare": compare,
    "demo": demo,
    "effects": effects,
    "journey": journey,
    "list": listing,
    "marginal": marginal,
    "run": run,
    "shadow": shadow,
    "why": why,
}
TABLES = ("activity", "money", "costs", "stocks", "decisions", "outcomes", "effects")
SLOWEST_HELP = 1.0
"""Seconds of processor time; a person who asks for help should not wait."""


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_every_example_of_the_command(name: str, payscape: Type) -> None:
    said = payscape(name, "--help")
    assert said.code == 0
    assert all(f"  {example}\n" in said.out for example in COMMANDS[name].EXAMPLES)


def test_no_words_at_all_show_the_commands(payscape: Type) -> None:
    said = payscape()
    assert said.code == 0
    assert all(name in said.out for name in COMMANDS)


def test_help_comes_at_once_and_needs_no_model(project: Path) -> None:
    code = (
        "import sys, time\nfrom cli.main import main\n"
        "try: main(['--help'])\n"
        "finally: print('numba' in sys.modules, time.process_time())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    model, seconds = done.stdout.splitlines()[-1].split()
    assert model == "False"
    assert float(seconds) < SLOWEST_HELP


def test_a_run_leaves_every_table_and_says_where(a_run: Path, payscape: Type) -> None:
    assert all((a_run / f"{table}.parquet").is_file() for table in TABLES)
    assert (a_run / "network.graphml").is_file()
    again = payscape("run", "small-town-today", *QUICK, "--out", a_run)
    assert again.code == 0
    assert str(a_run) in again.out


def test_a_run_as_json_is_one_object_and_nothing_else(payscape: Type) -> None:
    said = payscape("run", "small-town-today", *QUICK, "--seed", 3, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.object["seed"] == 3
    assert {effect["effect"] for effect in said.object["effects"]} >= {"E1", "E2", "E3"}


def test_the_seed_makes_the_run(payscape: Type) -> None:
    one, same, other = (
        payscape("run", "small-town-today", *QUICK, "--seed", seed, "--json").object["effects"]
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_behaviour_off_keeps_levers_at_the_norm(tmp_path: Path, payscape: Type) -> None:
    for behaviour, moved in (("off", False), ("on", True)):
        folder = tmp_path / behaviour
        payscape("run", "small-town-today", *QUICK, "--behaviour", behaviour, "--out", folder)
        decisions = pd.read_parquet(folder / "decisions.parquet")
        assert bool(decisions["value"].abs().gt(0).any()) == moved


def test_a_comparison_gives_differences_with_intervals(payscape: Type) -> None:
    said = payscape("compare", *PAIR, "--json")
    assert (said.code, said.err) == (0, "")
    rows = {(row["measure"], row["scope"]): row for row in said.object["differences"]}
    found = rows["referrals", "total"]
    assert found["difference_low"] <= found["difference"] <= found["difference_high"]
    assert found["b"] - found["a"] == pytest.approx(found["difference"])


def test_two_seeds_that_agree_claim_nothing(payscape: Type) -> None:
    """Two seeds that agree to the last digit, as those of a count of contracts do, are still two."""
    two = [*PAIR[:-4], "--seeds", "2", *PAIR[-2:]]
    found = payscape("compare", *two, "--json").object
    agreed = [row for row in found["differences"] if row["difference"] and row["difference_low"] is None]
    assert ("E18", 6.0) in {(row["measure"], row["difference"]) for row in agreed}
    told = [row for row in found["differences"] if row["difference_low"] is not None]
    assert told
    assert all(row["difference_low"] < row["difference_high"] for row in told if row["difference"])
    said = payscape("compare", *two).out
    assert "E18\tComplexity cost\ttotal\t" in said
    assert "\t6.00\tthe same in all 2 seeds\t" in said


def test_what_does_not_apply_is_said_once_and_why(a_comparison: Path, a_run: Path, payscape: Type) -> None:
    why = "E12 crowding out is not applicable where a run has no year before the change and another after it"
    compared = payscape("effects", a_comparison).out
    (line,) = [line for line in compared.splitlines() if line.startswith("E12\t")]
    assert line.split("\t")[3:7] == ["–", "–", "not applicable", "–"]
    assert why in compared
    assert why in payscape("effects", a_run).out
    run = payscape("run", "small-town-today", *QUICK)
    assert "E12\tCrowding out\ttotal\tnot applicable\t" in run.out
    assert why in run.out
    told = payscape("run", "small-town-today", *QUICK, "--json").object
    assert set(told["not_applicable"]) == {e["effect"] for e in told["effects"] if e["value"] is None}


def test_mechanical_and_behavioural_pounds_add_up(payscape: Type) -> None:
    for row in payscape("compare", *PAIR, "--json").object["money"]:
        assert row["mechanical"] + row["behavioural"] == pytest.approx(row["change"], abs=1)


def test_effects_of_a_saved_run_are_those_it_printed(a_run: Path, payscape: Type) -> None:
    printed = payscape("run", "small-town-today", *QUICK, "--json").object["effects"]
    saved = payscape("effects", a_run, "--json").object["effects"]
    totals = [effect for effect in printed if effect["scope"] == "total"]
    assert [(e["effect"], e["value"]) for e in saved] == [(e["effect"], e["value"]) for e in totals]


def test_effects_of_a_comparison_have_both_arms(a_comparison: Path, payscape: Type) -> None:
    said = payscape("effects", a_comparison, "--json").object
    assert said["kind"] == "comparison"
    assert {"a", "b", "difference", "difference_low"} <= set(said["effects"][0])


def test_the_terms_of_a_move_sum_to_it(a_run: Path, payscape: Type) -> None:
    said = payscape("why", a_run, "--organisation", "TGH", "--lever", "admission_threshold", "--json").object
    assert sum(said["terms"].values()) == pytest.approx(said["move"])
    assert "Town General Hospital" in said["words"]


def test_why_says_a_sentence_and_then_every_term(a_run: Path, payscape: Type) -> None:
    said = payscape("why", a_run, "--organisation", "P1", "--month", "2017-06")
    lines = said.out.splitlines()
    assert "quarter to Jun 2017" in lines[0]
    assert [line.split("\t")[0] for line in lines[3:]][-1] == "move"


@pytest.mark.parametrize("topic", [topic.value for topic in listing.Topic])
def test_a_list_has_the_same_four_columns_whatever_is_listed(topic: str, payscape: Type) -> None:
    lines = payscape("list", topic).out.splitlines()
    assert lines[0] == "what\tname\tidentifier\ttitle"
    assert len(lines) > 1
    assert all(len(line.split("\t")) == 4 and line.startswith(f"{topic}\t") for line in lines[1:])


def test_everything_listed_can_be_checked(payscape: Type) -> None:
    items = payscape("list", "--json").object["items"]
    files = [i["name"] for i in items if i["what"] in {"scenarios", "regimes", "programmes", "places"}]
    said = payscape("check", *files)
    assert (said.code, said.err) == (0, "")
    assert len(said.out.splitlines()) >= len(files)


def test_check_tells_files_by_what_is_in_them(tmp_path: Path, payscape: Type) -> None:
    (tmp_path / "one.toml").write_text(
        'title = "R"\nextends = "capitation-trust-led"\ndrop = ["practice_saving"]\n'
    )
    (tmp_path / "two.toml").write_text('title = "S"\nextends = "small-town-today"\n')
    (tmp_path / "three.toml").write_text('title = "P"\nstart_month = 3\n')
    said = payscape("check", *(tmp_path / f"{name}.toml" for name in ("one", "two", "three")))
    told = [line.split("\t") for line in said.out.splitlines()]
    assert [kind for word, kind, *_ in told if word == "ok"] == ["regime", "scenario", "programme"]
    assert {word for word, *_ in told} == {"ok", "number"}


def test_the_version_is_said(payscape: Type) -> None:
    assert payscape("--version").out.startswith("payscape")


def test_reading_only_the_first_line_is_no_fault(project: Path) -> None:
    code = "from cli.main import main; main(['list'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
