"""What the documents tell a reader to type works, in the order in which they say it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.examples import Step, steps

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
LONGEST_SECONDS = 600
PAYSCAPE = (sys.executable, "-c", "from cli.main import main; main()")


def read(path: Path) -> list[Step]:
    return steps(path.read_text(encoding="utf-8"))


def program(code: list[Step]) -> str:
    """The Python blocks of a document as one program: what one block names, the next may use."""
    return "\n".join(step.text for step in code)


def run(command: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "COLUMNS": "120", "MPLBACKEND": "Agg"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


def save(step: Step, folder: Path) -> None:
    target = folder / step.words[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(step.text, encoding="utf-8")


@pytest.mark.parametrize(
    "path", [p for p in DOCUMENTS if p.exists() and read(p)], ids=lambda p: p.relative_to(PROJECT).as_posix()
)
def test_what_a_document_says_to_type_works(path: Path, tmp_path: Path) -> None:
    shown = read(path)
    for step in shown:
        if step.kind == "file":
            save(step, tmp_path)
        elif step.kind == "command":
            done = run((*PAYSCAPE, *step.words), tmp_path)
            assert done.returncode == 0, f"{path.name}:{step.line}: {step.text}\n{done.stderr}"
    python = [step for step in shown if step.kind == "python"]
    done = run((sys.executable, "-c", program(python)), tmp_path)
    assert done.returncode == 0, f"{path.name}:{[s.line for s in python]}\n{done.stderr}"


def test_the_readme_shows_something_to_type() -> None:
    assert any(step.kind == "command" for step in read(PROJECT / "README.md"))
