"""What the page of limits counts is what there is to count."""

from pathlib import Path

from abm.parameters import ALL

PAGE = " ".join((Path(__file__).resolve().parents[2] / "docs" / "limits.md").read_text("utf-8").split())


def test_assumptions_are_counted_as_they_are() -> None:
    """`studies.generated` keeps the counts; here they are counted once more, another way."""
    for group, name in (("", "parameters"), ("belief.", "beliefs"), ("conduct.stiffness.", "stiffnesses")):
        numbers = [p for p in ALL if p.name.startswith(group)]
        assert f"<!-- count: {name} -->{len(numbers)}<!-- /count -->" in PAGE
        assumed = sum(p.confidence == "assumed" for p in numbers)
        assert f"<!-- count: {name} assumed -->{assumed}<!-- /count -->" in PAGE


def test_no_stiffness_is_known_with_high_confidence() -> None:
    assert "No lever's stiffness is known with high confidence" in PAGE
    assert all(p.confidence != "high" for p in ALL if p.name.startswith("conduct.stiffness."))
