"""A study of the small town, short enough for a test, and a folder to put it in."""

from pathlib import Path

import pytest

STUDY = """
id = "T1"
title = "A fee for proactive care"
question = "Does a fee bring more people into proactive care?"
watch = "Enrolment."
cannot_answer = "Anything about a real place."
setting = "england-public"
place = "small_town"
sample = 1.0
changed = "The fee rises from 5 to 25 pounds."
missing = "Nothing."
cited = "Nobody"
citation = "Invented"
verification = "not seen"
confidence = "low"

[before]
regime = "east-london-today"

[after.regime]
extends = "before"

[after.regime.contracts.local_primary_care.elements.enhanced_items]
prices = { PREV = 25.0 }

[[outcomes]]
what = "people in proactive care"
measure = "difference"
of = { count = "enrolled" }
per = { count = "eligible" }
times = 100.0
year = 2
unit = "percentage points"
direction = "+"
effect = 2.0
"""


@pytest.fixture
def study() -> str:
    """A sound study."""
    return STUDY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the study in it."""
    place = tmp_path / "studies"
    place.mkdir()
    (place / "t1.toml").write_text(STUDY, encoding="utf-8")
    return place
