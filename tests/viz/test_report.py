"""What was tried is written down for its own browser alone, and told with its ranges."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.viz.conftest import TOWN
from viz.designer.draft import packed
from viz.report.findings import Finding
from viz.room.cache import BrowserCache
from viz.room.comparison import comparison_of
from viz.room.session_report import as_page, changes, expected, parts
from viz.room.tried import Tried, same_runs


@pytest.fixture
def tried(town):
    return Tried(TOWN, town.pairs)


def test_what_was_tried_is_its_browsers_alone_and_the_oldest_is_forgotten():
    cache = BrowserCache(browsers=2, most=3)
    for seed in range(1, 6):
        cache.put("one", replace(TOWN, seed=seed), seed)
    assert cache.all_of("one") == (3, 4, 5)
    assert cache.all_of("other") == ()
    cache.put("other", TOWN, 1)
    cache.put("third", TOWN, 1)
    assert cache.all_of("one") == ()


def test_further_seeds_and_other_looks_are_one_thing_tried(town):
    cache: BrowserCache[Tried] = BrowserCache()
    for choice, pairs in (
        (TOWN, town.pairs[:1]),
        (replace(TOWN, role="trust", segment="end_of_life"), town.pairs),
    ):
        cache.put("one", same_runs(choice), Tried(choice, pairs))
    (one,) = cache.all_of("one")
    assert len(one.pairs) == 4
    assert one.choice.role == "trust"


def test_every_measure_is_told_with_its_range(tried):
    words = "".join(parts([tried]))
    view = comparison_of(tried)
    assert view is not None
    known: list[Finding] = [f for f in view.findings if f.known]
    assert len(known) > 10
    for finding in known:
        assert finding.interval in words
    assert "4 pairs of runs" in words
    assert "What it assumes" in words
    assert "What this cannot tell you" in words


def test_levers_moved_are_told_with_what_they_were(tried):
    path = "acute.tariff.marginal_rate"
    moved = replace(TOWN, b="small-town-today", terms=((path, 0.5),))
    assert changes(moved) == [
        "Emergency marginal rate (MRET) (Commissioners to hospital trusts): 50% instead of 70%."
    ]
    assert changes(TOWN) == []


def test_what_was_expected_is_told_once_revealed(tried):
    said = replace(TOWN, guesses=(("E3", "up"), ("E11", "down")))
    assert expected(Tried(said, tried.pairs)) == []
    told = expected(Tried(replace(said, revealed=True), tried.pairs))
    assert len(told) == 2
    assert all("the room expected" in words for words in told)


def test_the_file_needs_nothing_but_itself_and_trusts_no_words(tried):
    ours = packed('extends = "east-london-today"\ntitle = "<script>alert(1)</script>"\n')
    made = Tried(replace(TOWN, b="small-town-today", regime=ours), tried.pairs)
    page = as_page([made], date(2026, 11, 22))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "22 November 2026" in page


def test_on_the_screen_each_thing_links_back_to_itself(tried):
    words = "".join(parts([tried], links=True))
    assert 'href="/live?a=small-town-today' in words
