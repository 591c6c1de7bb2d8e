"""Regimes: every scenario of the library against today's mix, as a page with one table.

    python -m studies.regimes.page docs/regimes.md [--seeds N] [--workers N] [--only NAME ...]

Every figure on the page is from the runs that this command makes; the words around them are in
`regimes_page.md`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scenarios.errors import InputError, nearest
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.files.whole_file import write_whole
from studies.regimes.runs import compared_with_today
from studies.regimes.tables import summary_table

PAGE: Final = Path(__file__).parent / "page.md"
USUAL: Final = "east-london-today"
"""Whose sample and months the page states."""
PROCESSES: Final = 2


def page(names: Sequence[str], seeds: int, workers: int | None = PROCESSES) -> str:
    """The page for some scenarios, from as many seeds as asked for.

    Raises:
        InputError: if there is no such scenario, or too few seeds for an interval.
    """
    compared, usual = compared_with_today(names, seeds, workers), load_scenario(USUAL)
    return PAGE.read_text(encoding="utf-8").format(
        seeds=seeds, every=round(1 / usual.sample), months=usual.months, summary=summary_table(compared)
    )


def main(given: Sequence[str] | None = None) -> None:
    """Write the page, all of it or nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=PROCESSES, help="processes [2]")
    parser.add_argument("--only", nargs="+", metavar="NAME", default=scenario_names(), help="some scenarios")
    chosen = parser.parse_args(given)
    for name in chosen.only:
        if name not in scenario_names():
            parser.error(str(InputError(f"no scenario '{name}'", "--only", nearest(name, scenario_names()))))
    write_whole(chosen.file, page(chosen.only, chosen.seeds, chosen.workers))


if __name__ == "__main__":
    main()
