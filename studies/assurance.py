"""Writes both logs of quality assurance into the documents.

    python -m studies.assurance docs

`python -m scenarios.assurance.hanging` asks afresh how much a result hangs on each assumption.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from scenarios.assurance import assumptions, quality
from scenarios.files.whole_file import write_whole


def main(given: Sequence[str] | None = None) -> None:
    """Write `assumptions.md` and `qa_log.md`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="of the documents")
    chosen = parser.parse_args(given)
    write_whole(chosen.folder / "assumptions.md", assumptions.page())
    write_whole(chosen.folder / "qa_log.md", quality.page())


if __name__ == "__main__":
    main()
