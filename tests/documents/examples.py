"""What a document shows a reader to type, found by its fences.

A block runs when it is ```python, or when a line of ```console, ```sh or ```bash starts with
`payscape` (after `$ ` in a console). Two comments may stand directly above a fence:

    <!-- file: my.toml -->            the block is written to that file first, for later commands
    <!-- not run: needs a browser --> the block is not run, and says why
"""

import re
import shlex
from dataclasses import dataclass

FENCE = re.compile(
    r"(?:^<!-- (?P<word>file|not run): *(?P<said>\S[^\n]*?) *-->\n)?"
    r"^```(?P<language>\w+)[^\n]*\n(?P<body>.*?)^```\s*$",
    re.MULTILINE | re.DOTALL,
)
SHELLS = {"console", "sh", "bash", "shell"}


@dataclass(frozen=True)
class Step:
    """One thing to do: run Python, type a command, or save a file.

    Attributes:
        kind: `python`, `command` or `file`.
        line: line of the document where its block starts.
        text: the code, or the file's contents.
        words: a command split as a shell does, or the file's name.
    """

    kind: str
    line: int
    text: str
    words: tuple[str, ...] = ()


def commands(language: str, body: str) -> list[str]:
    """The `payscape` lines of a shell block, continued lines joined."""
    lines = body.replace("\\\n", " ").splitlines()
    if language == "console":
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    return [line.strip() for line in lines if line.split()[:1] == ["payscape"]]


def steps(document: str) -> list[Step]:
    """What a document asks for, from top to bottom."""
    found: list[Step] = []
    for fence in FENCE.finditer(document):
        line = document.count("\n", 0, fence.start("language")) + 1
        language, body = fence["language"], fence["body"]
        if fence["word"] == "not run":
            continue
        if fence["word"] == "file":
            found.append(Step("file", line, body, (fence["said"],)))
        elif language == "python":
            found.append(Step("python", line, body))
        elif language in SHELLS:
            found += [
                Step("command", line, c, tuple(shlex.split(c, comments=True)[1:]))
                for c in commands(language, body)
            ]
    return found
