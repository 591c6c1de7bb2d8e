"""What an evaluation of a payment reform could detect, as a page and a table.

    python -m studies.prospective FILE [--seeds N] [--workers N] [--sample SHARE] [--draws N]

Three minutes on two processors.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from scenarios.files.whole_file import write_whole
from studies.prospective.page import page
from studies.prospective.panels import panels_of
from studies.prospective.power import DRAWS, power


def main(given: Sequence[str] | None = None) -> None:
    """Write the page and, beside it, the table of all designs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--workers", type=int, default=2, help="processes [2]")
    parser.add_argument("--sample", type=float, default=1.0, help="residents simulated for each there is [1]")
    parser.add_argument("--draws", type=int, default=DRAWS, help=f"evaluations of each design [{DRAWS}]")
    chosen = parser.parse_args(given)
    panels = panels_of(range(1, chosen.seeds + 1), chosen.workers, chosen.sample)
    results = power(panels, chosen.draws)
    table = results.round(4).to_csv(index=False, lineterminator="\n")
    write_whole(chosen.file.with_suffix(".csv"), table)
    write_whole(chosen.file, page(panels, results, chosen.draws))


if __name__ == "__main__":
    main()
