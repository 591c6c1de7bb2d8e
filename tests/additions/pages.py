"""What a how-to page says to write, as a reader would do it by hand in a copy of the project.

Three comments may stand directly above a block of a page:

    <!-- file: abm/effects/x.py -->             the block is that file, from top to bottom
    <!-- append: studies/x.toml -->             the block goes to the end of that file
    <!-- edit: abm/effects/catalogue.py -->     lines with + go between the lines around them; @@ parts places
"""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^<!-- (?P<how>file|append|edit): (?P<path>\S+) -->\n```\w+\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One file to write or to change.

    Attributes:
        how: `file`, `append` or `edit`.
        path: from the project.
        body: what to write.
    """

    how: str
    path: str
    body: str

    def do(self, project: Path) -> None:
        """Do it in a copy of the project.

        Raises:
            ValueError: if the lines around an edit are not there, or more than once.
        """
        file = project / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() and self.how != "file" else ""
        after = edited(before, self.body) if self.how == "edit" else before + self.body
        file.write_text(after, encoding="utf-8")


def steps(page: Path) -> list[Step]:
    """What a page says to write, from top to bottom."""
    text = page.read_text(encoding="utf-8")
    return [Step(m["how"], m["path"], m["body"]) for m in _BLOCK.finditer(text)]


def edited(text: str, body: str) -> str:
    """A file with the added lines of an edit where the lines around them stand.

    Raises:
        ValueError: if the lines around them are not there, or more than once.

    Example:
        >>> edited("one\\nthree\\n", " one\\n+two\\n three\\n")
        'one\\ntwo\\nthree\\n'
    """
    for place in body.split("@@\n"):
        lines = place.splitlines(keepends=True)
        around = "".join(line[1:] for line in lines if line.startswith(" "))
        if text.count(around) != 1:
            raise ValueError(f"{text.count(around)} places for an edit:\n{place}")
        text = text.replace(around, "".join(line[1:] for line in lines))
    return text
