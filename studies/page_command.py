"""A page that is made of runs, written by one command: how many seeds, how many runs at a time."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from scenarios.files.whole_file import write_whole


def write_page(
    page: Callable[[int, int | None], str], about: str | None, given: Sequence[str] | None
) -> None:
    """Read the command's words and write the page, all of it or nothing.

    Args:
        page: the page from so many seeds, with so many runs at a time.
        about: what the page is, for the command's help.
        given: words of the command; those of the process when None.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=None, help="runs at a time [all processors]")
    chosen = parser.parse_args(given)
    write_whole(chosen.file, page(chosen.seeds, chosen.workers))
