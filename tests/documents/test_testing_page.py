"""The record of testing names files that exist, and leaves no group of tests out."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "docs" / "testing.md").read_text(encoding="utf-8")
ELEMENTS = (
    "Problem formulation",
    "Model description",
    "Data evaluation",
    "Conceptual evaluation",
    "Implementation verification",
    "Output verification",
    "Analysis",
    "Output corroboration",
)
PROOFS = sorted(set(re.findall(r"`(tests/[\w/]+(?:\.py)?)/?`", PAGE)))
OF_SCREENS = {"browser", "charts", "viz", "generators", "worked_examples"}
"""Groups that prove screens and pictures, or serve the others."""


@pytest.mark.parametrize("named", PROOFS)
def test_a_proof_that_is_named_exists(named: str) -> None:
    assert (PROJECT / named).exists()


def test_every_element_says_what_was_done_proved_shown_and_not_done() -> None:
    sections = re.split(r"^## \d ", PAGE, flags=re.MULTILINE)[1:]
    assert [section.splitlines()[0] for section in sections] == list(ELEMENTS)
    for section in sections:
        assert "**Done.**" in section
        assert "**Showed.**" in section
        assert "**Not done.**" in section
        assert "`tests/" in section


def test_every_group_of_tests_has_its_place() -> None:
    groups = {path.name for path in (PROJECT / "tests").iterdir() if any(path.glob("test_*.py"))}
    named = {proof.split("/")[1] for proof in PROOFS}
    assert groups - OF_SCREENS <= named
