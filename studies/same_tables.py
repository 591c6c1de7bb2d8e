"""Whether two versions of the code give the same tables to the bit: a hash of each, compared with another's.

    python -m studies.same_tables TABLES.json [--against EARLIER.json] [--only runs comparisons sweeps]

Run it in a copy of the earlier version and again in the later one, on the same machine: twelve runs and four
comparisons in three places, under four theories and at two samples, and a sweep with one worker and with
two. A change that is meant to leave results alone leaves every hash alone; those that differ are named, and
the command leaves with 1.
"""

import argparse
import hashlib
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from scenarios.files.place.load import PLACES
from scenarios.files.whole_file import write_whole
from scenarios.sweeping.results import Swept

OWN_PLACE: Final = "own_town"
"""A third place beside those that come with payscape: Small Town's files in a folder of a user's own."""

RUNS: Final = {
    "today": "small-town-today --months 24",
    "another seed": "small-town-today --months 18 --seed 7",
    "a tenth": "small-town-today --months 15 --sample 0.1 --seed 2",
    "capitation": "small-town-capitation --months 30 --seed 3",
    "imitate": "small-town-capitation --months 18 --theory imitate",
    "recoup income": "small-town-capitation --months 18 --theory recoup_income",
    "satisfice": "small-town-capitation --months 18 --theory satisfice",
    "behaviour off": "small-town-capitation --months 18 --behaviour off",
    "east london": "east-london-today --months 18 --sample 0.002",
    "in shadow": "east-london-capitation-in-shadow --months 26 --sample 0.002",
    "in phases": "east-london-capitation-in-phases --months 30 --sample 0.002 --seed 4",
    "own place": "{own} --months 15",
}
COMPARISONS: Final = {
    "town": "small-town-today small-town-capitation --seeds 3 --months 24 --workers 2",
    "theories": "small-town-today small-town-capitation --theory all --seeds 2 --months 18 --workers 1",
    "set": "--set small-town --seeds 2 --months 24 --workers 2",
    "east london": "east-london-today east-london-capitation --seeds 2 --months 18 --sample 0.002",
}
SWEEP: Final = """\
title = "One sweep, with one worker and with two"
scenarios = ["small-town-today", { scenario = "small-town-capitation", with = { sample = 0.02 } }]
seeds = 2
[with]
months = 15
sample = 0.02
[levers]
regime.savings = [0.0, 0.02]
[uncertainties]
conduct.horizon_years = [1.0, 3.0]
theory = ["weigh_up", "imitate"]
"""
PARTS: Final = ("runs", "comparisons", "sweeps")


def hashes(folder: Path, parts: Sequence[str] = PARTS) -> Iterator[tuple[str, str]]:
    """Every table by name with its hash, as each is made.

    Args:
        folder: where results are put.
        parts: which of `PARTS`.
    """
    if "runs" in parts:
        own = _own_scenario(folder)
        for name, line in RUNS.items():
            yield from _tables(f"run, {name}", f"run {line.format(own=own)}", folder / "run" / name)
    if "comparisons" in parts:
        for name, line in COMPARISONS.items():
            yield from _tables(f"compare, {name}", f"compare {line}", folder / "compare" / name)
    if "sweeps" in parts:
        file = write_whole(folder / "sweep.toml", SWEEP)
        for workers in (1, 2):
            out = folder / f"sweep-{workers}"
            _payscape(f"sweep {shlex.quote(str(file))} --workers {workers}", out)
            yield from _swept(f"sweep, {workers} workers", out)


def hashed(table: Any) -> str:
    """Sixteen digits that change with any bit of a table's values.

    Example:
        >>> one, other = (pd.DataFrame({"x": [0.1 + 0.2, y]}) for y in (1.0, 1.0 + 2**-52))
        >>> hashed(one) == hashed(one.copy()), hashed(one) == hashed(other)
        (True, False)
    """
    digest = hashlib.sha256()
    for name in table.columns:
        column = table[name]
        digest.update(str(name).encode())
        if column.dtype.kind in "fiub":
            digest.update(str(column.dtype).encode() + column.to_numpy().tobytes())
        else:
            digest.update("\x1f".join("" if pd.isna(value) else str(value) for value in column).encode())
    return digest.hexdigest()[:16]


def _payscape(line: str, out: Path) -> None:
    """Run one command of this version in a process of its own."""
    command = [sys.executable, "-m", "cli.main", *shlex.split(line), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{line}: {ran.stderr}")


def _own_scenario(folder: Path) -> Path:
    """A scenario in a place of a user's own."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(PLACES / "small_town", folder / OWN_PLACE, ignore=ignored)
    settings = folder / OWN_PLACE / "place.toml"
    own = settings.read_text(encoding="utf-8").replace('id = "small_town"', f'id = "{OWN_PLACE}"')
    settings.write_text(own, encoding="utf-8")
    text = f'title = "Own"\nextends = "small-town-capitation"\nplace = "{OWN_PLACE}"\n'
    return write_whole(folder / "own.toml", text)


def _tables(name: str, line: str, out: Path) -> Iterator[tuple[str, str]]:
    """The tables that a command leaves, and the graph of its providers."""
    _payscape(line, out)
    for file in sorted(out.glob("*.parquet")):
        yield f"{name}: {file.stem}", hashed(pd.read_parquet(file))
    for file in sorted(out.glob("*.graphml")):
        yield f"{name}: {file.stem}", hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _swept(name: str, out: Path) -> Iterator[tuple[str, str]]:
    """The tables of a sweep without keys, which hang on the version of the code.

    Its summary is left out: means are added up in the order in which runs ended, which is nobody's to say.
    """
    swept = Swept(out)
    for table in ("results", "months"):
        rows = swept.query(
            f'select p.arm, p.future, p.seed, t.* exclude (key) from plan p join "{table}" t using (key)'
        )
        order = [c for c in ("arm", "future", "seed", "measure", "scope", "month") if c in rows]
        yield f"{name}: {table}", hashed(rows.sort_values(order).reset_index(drop=True))


def main(given: Sequence[str] | None = None) -> None:
    """Hash the tables, write the hashes, and name those that differ from an earlier version's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path, help="hashes of another version")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    chosen = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        tables = dict(hashes(Path(folder), chosen.only))
    write_whole(chosen.file, json.dumps(tables, indent=1) + "\n")
    if chosen.against:
        earlier = json.loads(chosen.against.read_text(encoding="utf-8"))
        differ = [name for name, value in tables.items() if earlier.get(name) != value]
        print(f"{len(tables)} tables, {len(differ)} differ", *differ, sep="\n  ")
        sys.exit(bool(differ))


if __name__ == "__main__":
    main()
