"""What the page of limits counts is what there is to count."""

import re
from pathlib import Path

import pytest

from abm.behaviour.catalogue import LEVERS
from abm.parameters import ALL

PAGE = " ".join((Path(__file__).resolve().parents[2] / "docs" / "limits.md").read_text("utf-8").split())


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("", r"Of (?P<all>\d+) parameters (?P<assumed>\d+) are assumed"),
        ("belief.", r"Of (?P<all>\d+) beliefs about what a lever does (?P<assumed>\d+) are assumed"),
        ("conduct.stiffness.", r"so are (?P<assumed>\d+) of (?P<all>\d+) stiffnesses"),
    ],
)
def test_assumptions_are_counted_as_they_are(group: str, said: str) -> None:
    numbers = [p for p in ALL if p.name.startswith(group)]
    found = re.search(said, PAGE)
    assert found is not None, f"limits.md does not say: {said}"
    assert int(found["all"]) == len(numbers)
    assert int(found["assumed"]) == sum(p.confidence == "assumed" for p in numbers)


def test_no_stiffness_is_known_with_high_confidence() -> None:
    assert "No lever's stiffness is known with high confidence" in PAGE
    assert all(p.confidence != "high" for p in ALL if p.name.startswith("conduct.stiffness."))


def test_the_things_an_organisation_can_do_are_as_many_as_the_levers() -> None:
    assert len(LEVERS) == 26, "limits.md, model.md and README.md say twenty-six"
    assert "twenty-six things" in PAGE
