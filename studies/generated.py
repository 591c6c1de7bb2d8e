"""Writes every list, count and table of the documents that the code knows: `make generated`.

    python -m studies.generated            write them
    python -m studies.generated --check    write nothing; end with 1 where a page is out of date

What is generated stands between two comments, which a reader of the page does not see:

    <!-- generated: levers -->            a table or a run of sections, on lines of its own
    <!-- /generated -->

    <!-- count: levers -->26<!-- /count -->    a number inside a sentence

Pages that are generated from top to bottom are in `WHOLE`.
"""

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from scenarios.assurance import assumptions, parameter_table, quality
from scenarios.files.whole_file import write_whole
from studies import commands_page
from studies.tables_of_parts import COUNTS, TABLES

PROJECT: Final = Path(__file__).resolve().parents[1]

WHOLE: Final[Mapping[str, Callable[[], str]]] = {
    "docs/parameters.md": parameter_table.page,
    "docs/assumptions.md": assumptions.page,
    "docs/qa_log.md": quality.page,
    "docs/reference/commands.md": commands_page.page,
}
"""Pages that nobody writes by hand, by path."""

_TABLE: Final = re.compile(
    r"(?P<start><!-- generated: (?P<name>[^>]+?) -->\n).*?(?P<end><!-- /generated -->)", re.DOTALL
)
_COUNT: Final = re.compile(r"(?P<start><!-- count: (?P<name>[^>]+?) -->).*?(?P<end><!-- /count -->)")


def filled(page: str) -> str:
    """A page with everything between its markers as it is now.

    Raises:
        KeyError: if a marker names no table or count.

    Example:
        >>> filled("There are <!-- count: theories -->nine<!-- /count --> of them.")
        'There are <!-- count: theories -->4<!-- /count --> of them.'
    """
    page = _TABLE.sub(lambda m: f"{m['start']}{_known(TABLES, m['name'])()}\n{m['end']}", page)
    return _COUNT.sub(lambda m: f"{m['start']}{_known(COUNTS, m['name'])()}{m['end']}", page)


def _known(parts: Mapping[str, Callable[[], object]], name: str) -> Callable[[], object]:
    """What makes a table or a count."""
    if name not in parts:
        raise KeyError(f"nothing is generated under the name '{name}'; there are {', '.join(sorted(parts))}")
    return parts[name]


def marked_pages(project: Path = PROJECT) -> list[Path]:
    """Documents with something generated in them."""
    pages = [project / "README.md", *sorted((project / "docs").rglob("*.md"))]
    return [page for page in pages if page.exists() and re.search(_MARK, page.read_text(encoding="utf-8"))]


_MARK: Final = r"<!-- (?:generated|count): "


def out_of_date(project: Path = PROJECT) -> dict[Path, str]:
    """Documents that say something else than the code, with what they should be."""
    due = {project / path: page() for path, page in WHOLE.items()}
    due |= {page: filled(page.read_text(encoding="utf-8")) for page in marked_pages(project)}
    return {path: text for path, text in due.items() if text != path.read_text(encoding="utf-8")}


def main(given: Sequence[str] | None = None) -> None:
    """Write what is out of date, or name it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(given).check
    due = out_of_date()
    for path, text in due.items():
        print(path.relative_to(PROJECT))
        if not check:
            write_whole(path, text)
    if check and due:
        sys.exit(1)


if __name__ == "__main__":
    main()
