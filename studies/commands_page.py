"""Every command on one page: `docs/reference/commands.md` is written by this, never by hand.

python -m studies.commands_page docs/reference/commands.md
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import typer.main

from cli.main import app
from scenarios.files.whole_file import write_whole

TOP: Final = """\
# Commands

Written by `python -m studies.commands_page docs/reference/commands.md` from the commands themselves;
`payscape COMMAND --help` says the same. A command that cannot do what was asked says in one line what is
wrong, where, and what would be right, and leaves with status 2.
"""


def page() -> str:
    """The whole page, in Markdown."""
    group: Any = typer.main.get_command(app)
    return "\n".join([TOP, *(_section(name, command) for name, command in group.commands.items())])


def _section(name: str, command: Any) -> str:
    """One command: what it does, what it takes, and examples."""
    taken = [row for row in map(_row, command.params) if row]
    parts = [f"## {name}", _plain(command.help or "")]
    if taken:
        parts.append("\n".join(["| takes | what |", "|---|---|", *taken]))
    examples = [line.strip() for line in (command.epilog or "").splitlines() if "payscape" in line]
    if examples:
        parts.append("\n".join(["```text", *examples, "```"]))
    return "\n\n".join(parts) + "\n"


def _row(parameter: Any) -> str:
    """One argument or option; nothing for those that are not shown."""
    if getattr(parameter, "hidden", False) or parameter.name == "help":
        return ""
    names = ", ".join(parameter.opts) if parameter.param_type_name == "option" else ""
    shown = " ".join(filter(None, (names, parameter.metavar or "")))
    return f"| `{shown or parameter.name.upper()}` | {_plain(parameter.help or '')} |"


def _plain(words: str) -> str:
    """Help as one paragraph each, without what only a terminal understands."""
    paragraphs = (" ".join(part.split()) for part in words.replace("\b", "").split("\n\n"))
    return "\n\n".join(paragraphs).replace("|", "/")


def main(arguments: Sequence[str]) -> None:
    """Write the page to the file named, or print it where none is."""
    if arguments:
        write_whole(Path(arguments[0]), page())
    else:
        print(page(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
