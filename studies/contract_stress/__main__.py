"""The stress test of a lead provider's contract, as a page and a table.

    python -m studies.contract_stress FILE [--futures N] [--seeds N] [--workers N]

Two minutes on two processors.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from scenarios.files.whole_file import write_whole
from studies.contract_stress.defaults import by_month
from studies.contract_stress.futures import paired, run_all
from studies.contract_stress.page import page


def main(given: Sequence[str] | None = None) -> None:
    """Write the page and, beside it, the table behind its picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--futures", type=int, default=64, help="a power of two [64]")
    parser.add_argument("--seeds", type=int, default=8, help="which divide the futures [8]")
    parser.add_argument("--workers", type=int, default=2, help="processes [2]")
    chosen = parser.parse_args(given)
    if chosen.seeds < 1 or chosen.futures < 1 or chosen.futures & (chosen.futures - 1):
        parser.error("--futures takes a power of two, --seeds 1 or more")
    if chosen.futures % chosen.seeds:
        parser.error("--seeds must divide --futures evenly")
    stressed = run_all(paired(chosen.futures, chosen.seeds), chosen.workers)
    table = by_month(stressed).round(4).to_csv(index=False, lineterminator="\n")
    write_whole(chosen.file.with_suffix(".csv"), table)
    write_whole(chosen.file, page(stressed))


if __name__ == "__main__":
    main()
