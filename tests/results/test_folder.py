"""Whatever was complete before is whole after: files of others, results of others, and our own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from scenarios.errors import InputError
from scenarios.files import whole_file
from scenarios.runs.destination import refuse_reserved
from scenarios.runs.file import PAGE, write_result
from scenarios.runs.folder import MANIFEST, read_manifest, refuse_others, write_results
from scenarios.runs.held import LOCK, held, is_held

PROJECT = Path(__file__).resolve().parents[2]


def about(kind: str = "run", *ids: str) -> dict:
    return {"payscape": "1", "kind": kind, "scenarios": [{"id": name} for name in ids or ("today",)]}


def written(folder: Path, value: int, *tables: str, **how) -> Path:
    frames = {name: pd.DataFrame({"value": [value]}) for name in tables or ("activity", "money")}
    return write_results(folder, frames, about(), **how)


def values(folder: Path) -> dict[str, int]:
    """What every table says; each has one row."""
    return {file.stem: int(pd.read_parquet(file)["value"][0]) for file in folder.glob("*.parquet")}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_results_of_the_same_scenarios_are_replaced_and_what_only_the_old_had_goes(tmp_path: Path) -> None:
    out = written(tmp_path / "out", 1, "activity", "money", "costs")
    write_result(out / "report.html", f"{PAGE}\n<p>of the old</p>")
    written(out, 2)
    assert values(out) == {"activity": 2, "money": 2}
    assert names(out) == {"activity.parquet", "money.parquet", MANIFEST}
    assert read_manifest(out, "")["files"] == ["activity.parquet", MANIFEST, "money.parquet"]


@pytest.mark.parametrize("kind", ["sweep", "comparison", "calibration", "shadow"])
def test_results_of_another_kind_are_never_replaced(kind: str, tmp_path: Path) -> None:
    write_results(tmp_path / "out", {"plan": pd.DataFrame({"value": [1]})}, about(kind))
    for replace in (False, True):
        with pytest.raises(InputError, match=f"holds a {kind}, and a run does not replace it"):
            written(tmp_path / "out", 2, replace=replace)
    assert names(tmp_path / "out") == {"plan.parquet", MANIFEST}


def test_results_of_another_scenario_are_replaced_only_when_that_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_results(out, {"activity": pd.DataFrame({"value": [1]})}, about("run", "capitation"))
    with pytest.raises(InputError, match=r"holds a run of capitation.*--replace"):
        written(out, 2)
    assert values(out) == {"activity": 1}
    assert values(written(out, 2, replace=True)) == {"activity": 2, "money": 2}


@pytest.mark.parametrize("stranger", ["notes.txt", "report.html", "activity.csv", "charts/mine.png"])
def test_files_of_other_people_stay(stranger: str, tmp_path: Path) -> None:
    out = written(tmp_path / "out", 1)
    (out / stranger).parent.mkdir(exist_ok=True)
    (out / stranger).write_text("signed off by the board")
    with pytest.raises(InputError, match=r"holds files beside its results.*--replace"):
        written(out, 2)
    assert values(out) == {"activity": 1, "money": 1}
    assert values(written(out, 2, replace=True)) == {"activity": 2, "money": 2}
    assert (out / stranger).read_text() == "signed off by the board"


@pytest.mark.parametrize("stranger", ["costs.parquet", "network.graphml"])
def test_a_file_of_somebody_with_the_name_of_a_table_is_not_written_over(
    stranger: str, tmp_path: Path
) -> None:
    out = written(tmp_path / "out", 1)
    (out / stranger).write_text("mine")
    with pytest.raises(InputError, match=f"{stranger} in it is not of its results"):
        written(out, 2, "activity", "costs", beside={"network.graphml": Path.touch}, replace=True)
    assert (out / stranger).read_text() == "mine"


@pytest.mark.parametrize("text", ['["payscape"]', '{"payscape"', "", '{"kind": "run"}', "[" * 100_000])
def test_a_manifest_that_is_none_makes_no_folder_ours(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(InputError, match="holds files that are not results"):
        refuse_others(tmp_path, "run", replace=True)


def test_a_manifest_cannot_give_away_files_elsewhere(tmp_path: Path) -> None:
    out = written(tmp_path / "out", 1)
    (tmp_path / "thesis.txt").write_text("precious")
    listed = {**about(), "files": [MANIFEST, "../thesis.txt", "activity.parquet", "money.parquet"]}
    (out / MANIFEST).write_text(json.dumps(listed))
    written(out, 2)
    assert (tmp_path / "thesis.txt").read_text() == "precious"


def test_some_folders_are_no_place_for_results(tmp_path: Path, monkeypatch) -> None:
    here = tmp_path / "a" / "here"
    here.mkdir(parents=True)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "hanging").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path / "real"))
    unfit = {
        ".": "the folder you are in", "..": "above the folder you are in", "/": "the root of the disk",
        str(tmp_path / "real"): "your home folder", str(tmp_path / "link"): "is a link",
        str(tmp_path / "hanging"): "is a link", str(tmp_path / "file"): "is a file",
        str(tmp_path / "file" / "below"): "cannot be made: file is a file",
    }  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    for out, why in unfit.items():
        with pytest.raises(InputError, match=why):
            written(Path(out), 1)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["con", "aux.txt", "a/nul/b", "what?", "ends.", "ends ", "a:b", "LPT1"])
def test_names_that_windows_does_not_allow(name: str) -> None:
    with pytest.raises(InputError, match="Windows allows no"):
        refuse_reserved(Path(name))
    refuse_reserved(Path("results/Größe und Maß/contract 2017.18"))


def test_paths_with_spaces_and_other_alphabets(tmp_path: Path) -> None:
    out = written(tmp_path / "Ergebnisse für März" / "η πόλη — 東京", 1)
    assert values(written(out, 2)) == {"activity": 2, "money": 2}


OLD, NEW = {"activity": 1, "money": 1}, {"activity": 2, "stocks": 2}


def killed_at(step: int, out: Path) -> bool:
    """Replace results in a fork that ends itself at a step, such as a rename or a link; whether it did.

    Nothing after that step is run, not even what stands under `finally`.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [step]

    def counted(real):
        def stepped(*given, **how):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return real(*given, **how)

        return stepped

    for name in ("replace", "link", "fsync", "unlink", "mkdir", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    written(out, 2, "activity", "stocks")
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be quick")
def test_killed_at_any_step_all_is_old_or_all_is_new(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # nobody pulls the plug of this machine; it is slow
    written(tmp_path / "warm", 1)  # what is imported late is imported here
    seen, step = [], 0
    while True:
        out = written(tmp_path / str(step), 1)
        killed = killed_at(step, out)
        read_manifest(out, "")  # whoever reads next finishes what was begun
        seen.append(values(out))
        assert seen[-1] in (OLD, NEW), step
        assert set(read_manifest(out, "")["files"]) == {n for n in names(out) if n[0] != "."}, step
        if not killed:
            break
        step += 2
    assert step > 15
    assert seen[0] == OLD
    assert seen[-1] == seen[-2] == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be quick")
def test_killed_while_it_writes_the_first_results_nothing_passes_for_results(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    for step in range(0, 12, 3):
        out = tmp_path / str(step)
        killed_at(step, out)
        if not (out / ".ready").is_dir():
            with pytest.raises(InputError, match=r"no such folder|holds no manifest"):
                read_manifest(out, "")
        assert values(written(out, 3)) == {"activity": 3, "money": 3}


@pytest.mark.parametrize("open_file", ["activity.parquet", "money.parquet", MANIFEST])
def test_a_table_that_is_open_elsewhere_is_one_line_and_all_is_as_it_was(
    open_file: str, tmp_path: Path, monkeypatch
) -> None:
    out, real = written(tmp_path / "out", 1), os.replace

    def refused(source, target) -> None:
        if Path(target) == out / open_file:
            raise PermissionError(13, "The process cannot access the file", str(target))
        real(source, target)

    monkeypatch.setattr(whole_file, "PAUSE", 0.0)
    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(InputError, match=r"cannot be replaced: open in another program.*nothing was lost"):
        written(out, 2)
    monkeypatch.setattr(os, "replace", real)
    assert values(out) == {"activity": 1, "money": 1}
    assert names(out) == {"activity.parquet", "money.parquet", MANIFEST}


def test_a_table_that_is_let_go_in_a_moment_is_waited_for(tmp_path: Path, monkeypatch) -> None:
    out, real, refusals = written(tmp_path / "out", 1), os.replace, [3]

    def reluctant(source, target) -> None:
        if refusals[0]:
            refusals[0] -= 1
            raise PermissionError(13, "in use", str(target))
        real(source, target)

    monkeypatch.setattr(whole_file, "PAUSE", 0.0)
    monkeypatch.setattr(os, "replace", reluctant)
    assert values(written(out, 2)) == {"activity": 2, "money": 2}


def test_a_disk_without_links_keeps_the_old_by_copying(tmp_path: Path, monkeypatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", none)
    assert values(written(written(tmp_path / "out", 1), 2)) == {"activity": 2, "money": 2}


def test_a_full_disk_half_way_leaves_the_old(tmp_path: Path) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    out = written(tmp_path / "out", 1)
    with pytest.raises(OSError, match="No space"):
        written(out, 2, beside={"network.graphml": full})
    with pytest.raises(OSError, match="No space"):
        written(tmp_path / "new" / "deeper", 2, beside={"network.graphml": full})
    assert names(tmp_path) == {"out"}
    assert values(out) == {"activity": 1, "money": 1}


HOLDER = """
import sys, time
from pathlib import Path
from scenarios.runs.held import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_refused_by_the_number_of_the_first_and_a_kill_lets_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT)}
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(out)], env=surroundings, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        assert is_held(out)
        with pytest.raises(InputError, match=f"is being written by process {first.pid}; wait"):
            written(out, 1)
    finally:
        first.kill()
        first.wait()
    assert not is_held(out)
    assert names(written(out, 1)) == {"activity.parquet", "money.parquet", MANIFEST}


def test_a_folder_made_for_nothing_is_taken_away(tmp_path: Path) -> None:
    with held(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b" / LOCK).exists()
    assert not list(tmp_path.iterdir())
    with pytest.raises(ZeroDivisionError), held(tmp_path / "a" / "b"):
        _ = 1 / 0
    assert not list(tmp_path.iterdir())
    with held(tmp_path / "a"), held(tmp_path / "a"):
        assert is_held(tmp_path / "a")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["my own page", "<!doctype html>\n<p>mine", "\x00\xff"])
def test_a_page_replaces_only_a_page_of_its_kind(text: str, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match="is not an earlier one of what would be written"):
        write_result(file, f"{PAGE}\n<p>ours")
    assert file.read_text(encoding="latin-1") == text
    file.unlink()
    write_result(file, f"{PAGE}\n<p>ours")
    assert write_result(file, f"{PAGE}\n<p>again").read_text(encoding="utf-8").endswith("again")
