"""What one more brings in, beside the designer, is that of `payscape marginal`, and changes are counted."""

from dataclasses import replace

import pytest

from scenarios.questions.marginal import marginal
from tests.viz.conftest import NOBODY, TOWN
from viz.designer.draft import packed
from viz.room.arms_chosen import arms
from viz.room.marginal_pounds import changed, compared, marginal_pounds, providers

DEARER = """extends = "east-london-today"
[contracts.local_primary_care.elements.enhanced_items.prices]
PREV = 9.0
"""


@pytest.fixture(scope="module")
def pounds():
    today = replace(TOWN, b="small-town-today")
    made = replace(today, regime=packed(DEARER))
    return [marginal_pounds(arms(choice)[1], 1, NOBODY) for choice in (today, made)]


def test_pounds_are_those_of_the_command(pounds):
    now, _ = pounds
    known = marginal("small-town-today").pounds
    assert now.month == "2018-03"
    assert len(known) == len(now.of)
    for row in known.to_dict("records"):
        mine = now.of[row["provider"], row["does"], row["what"]]
        assert mine.income == pytest.approx(row["one_more"])
        assert mine.paid_by == row["paid_by"]


def test_a_price_that_was_changed_is_marked_and_counted(pounds, place):
    before, now = pounds
    assert changed(before, before) == "What one more brings in: no change for anybody"
    assert changed(now, before).startswith("What one more brings in: changed for 1 activity of 1 provider")
    table = compared(now, before, "practices")
    assert "month in proactive care ●" in table
    assert table.count(" ●</th>") == 1
    assert ["practices", "GP practices, together"] in providers(now, place)
