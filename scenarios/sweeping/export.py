"""Tables of a sweep for a spreadsheet, in a folder of their own within its folder."""

import shutil
from pathlib import Path

from scenarios.files.whole_file import put_in_place, sync
from scenarios.runs.held import held
from scenarios.runs.spreadsheets import writers
from scenarios.sweeping.results import Swept
from scenarios.sweeping.store import SHEETS


def export(swept: Swept, kind: str) -> Path:
    """Write what a sweep gave as CSV or for Excel; earlier tables are replaced.

    Args:
        swept: the sweep.
        kind: `csv` or `xlsx`.

    Raises:
        InputError: if the extra is not installed, another process writes the sweep, or a table is open.
        OSError: if they cannot be written.
    """
    tables = {
        "summary": swept.summary(scope=None),
        "arms": swept.arms(),
        "futures": swept.futures(),
        "outcomes": swept.outcomes(),
        "runs": swept.runs(),
    }
    target, aside = swept.folder / SHEETS, swept.folder / f".{SHEETS}"
    with held(swept.folder):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        for name, write in writers(tables, kind).items():
            write(aside / name)
            sync(aside / name)
        target.mkdir(exist_ok=True)
        for file in aside.iterdir():
            put_in_place(file, target / file.name)
        aside.rmdir()
    return target
