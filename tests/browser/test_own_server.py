"""A server of its own: a finished sweep in the folder it was begun in, and what is left when it is killed."""

from importlib.util import find_spec

import pytest

from benchmarks.room import served
from scenarios.sweeping.sweep import sweep
from tests.browser.conftest import LONGEST_WAIT, TOWN, watched
from tests.browser.test_workshop import MOVE, RULES
from tests.sweeping.stand_ins import AXES, RANGES, planted

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("duckdb") is None, reason="the sweep extra is not installed"),
]

PLANTED = {
    "title": "Where it is worse",
    "question": "When is one sum for each person worse than today?",
    "scenarios": ["small-town-today", "small-town-capitation"],
    "seeds": 1,
    "with": {"months": 13, "sample": 0.02},
    "uncertainties": {name: {"low": RANGES[name][0], "high": RANGES[name][1]} for name in AXES},
    "design": {"kind": "latin_hypercube", "points": 60},
    "backfilling": False,
}
DRAWN = ("heat map", "swings", "futures in parallel", "discovery boxes", "regret")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server begun in a folder with a finished sweep."""
    folder = tmp_path_factory.mktemp("begun-here")
    sweep(PLANTED, folder / "results" / "where-worse", number=1, make=planted)
    with served(folder) as server:
        yield server


@pytest.fixture
def page(chromium, own):
    """A page of its own, watched."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield watched(context.new_page(), own.root)
    context.close()


def test_a_finished_sweep_is_drawn_with_its_boxes_and_regret(page, axe):
    page.go("sweep", "")
    page.page.wait_for_selector(".drawings figure", timeout=60_000)
    spoken = page.page.eval_on_selector_all(".drawings svg[role=img]", "all => all.map(one => one.ariaLabel)")
    assert len(spoken) == len(set(spoken)) >= len(DRAWN)
    files = page.page.eval_on_selector_all(".drawings button", "all => all.map(one => one.ariaLabel)")
    for name in DRAWN:
        assert any(name in words for words in files), (name, files)
    page.page.locator(".drawings article", has_text="Blue: where the box is").locator("summary").click()
    assert "horizon" in page.page.inner_text(".drawings details[open]") or "altruism" in page.page.inner_text(
        ".drawings details[open]"
    )
    page.page.evaluate(axe)
    found = page.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [fault["id"] for fault in found["violations"]] == []
    assert page.errors == []
    assert page.elsewhere == []


def test_a_trail_of_choices_outlives_a_reload(page):
    page.go("live")
    page.page.wait_for_selector(".charts canvas", timeout=1000 * LONGEST_WAIT)
    page.page.evaluate(MOVE, 0.4)
    page.page.wait_for_function("location.search.includes('t.')")
    moved = page.page.url
    page.page.reload()
    page.page.wait_for_selector(".levers input", timeout=60_000)
    page.page.get_by_role("button", name="Undo").click(timeout=5_000)
    page.page.wait_for_function("!location.search.includes('t.')")
    page.page.reload()
    page.page.wait_for_selector(".levers input", timeout=60_000)
    page.page.get_by_role("button", name="Redo").click(timeout=5_000)
    page.page.wait_for_function("location.search.includes('t.')")
    assert page.page.url == moved


def test_a_server_that_is_killed_is_missed_and_found_again_with_the_same_state(page, own):
    page.go("live", TOWN.replace("months=24", "months=120"))
    page.page.wait_for_selector(".charts canvas", timeout=1000 * LONGEST_WAIT)
    page.page.evaluate(MOVE, 0.4)
    page.page.wait_for_function("location.search.includes('t.')")
    address = page.page.url
    page.page.evaluate("window.beforeItWasKilled = true")
    own.process.kill()
    own.process.wait()
    page.page.wait_for_selector(".lost:visible", timeout=20_000)
    assert "lost its server" in page.page.inner_text(".lost")
    own.begin_again()
    page.page.wait_for_function(
        "!window.beforeItWasKilled && document.querySelector('.levers input')", timeout=1000 * LONGEST_WAIT
    )
    assert page.page.url == address
    assert not page.page.is_visible(".lost")
    assert page.page.eval_on_selector(".levers input", "lever => lever.valueAsNumber") == 0.4
    page.page.wait_for_selector(".charts[data-reached='120']", timeout=1000 * LONGEST_WAIT)
