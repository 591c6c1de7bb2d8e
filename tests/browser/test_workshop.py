"""The workshop in a real browser: every page opens, nothing leaves the machine, axe finds nothing."""

import re

import pytest

from tests.browser.conftest import LONGEST_WAIT
from viz.pages.catalogue import PAGES

pytestmark = pytest.mark.browser

DRAWN = {
    "live": ".map canvas",
    "compare": ".charts canvas",
    "money": ".sankey svg",
    "journey": ".two-lives svg",
    "regime": ".pounds table",
    "report": ".written",
}
"""What is on a page once the first run is there."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

MOVE = """value => { const lever = document.querySelector('.levers input'); lever.focus();
  lever.value = value; lever.dispatchEvent(new Event('input')); lever.dispatchEvent(new Event('change')); }"""


def ready(opened, path):
    """Open a page and wait until it is drawn."""
    opened.go(path)
    if path in DRAWN:
        opened.page.wait_for_selector(DRAWN[path], timeout=1000 * LONGEST_WAIT)


@pytest.mark.parametrize("path", [page.PATH.strip("/") for page in PAGES])
def test_every_page_opens_quietly_stays_here_and_is_accessible(opened, axe, path):
    ready(opened, path)
    opened.page.wait_for_timeout(600)
    opened.page.evaluate(axe)
    found = opened.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    wrong = [(fault["id"], node["html"][:160]) for fault in found["violations"] for node in fault["nodes"]]
    assert wrong == []
    assert opened.errors == []
    assert opened.elsewhere == []
    assert opened.page.get_attribute("html", "lang") == "en-GB"
    assert "user-scalable" not in opened.page.get_attribute("meta[name=viewport]", "content")


def test_a_lever_moved_is_in_the_address_and_survives_a_reload(opened):
    ready(opened, "live")
    drawn = opened.page.get_attribute(".charts", "data-drawn")
    opened.page.evaluate(MOVE, 0.4)
    opened.page.wait_for_function("location.search.includes('t.')")
    opened.page.wait_for_function(f"document.querySelector('.charts').dataset.drawn !== '{drawn}'")
    address = opened.page.url
    opened.page.reload()
    opened.page.wait_for_selector(".levers input", timeout=60_000)
    assert opened.page.url == address
    assert opened.page.eval_on_selector(".levers input", "lever => lever.valueAsNumber") == 0.4
    opened.page.get_by_role("button", name="Reset").click()
    opened.page.wait_for_function("!location.search.includes('t.')")
    opened.page.get_by_role("button", name="Undo").click()
    opened.page.wait_for_function("location.search.includes('t.')")


def test_the_map_is_chosen_from_and_played_by_keyboard(opened):
    ready(opened, "live")
    opened.page.focus(".map canvas")
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(".provider .charts canvas", timeout=30_000)
    assert "Town General Hospital" in opened.page.inner_text(".provider h2")
    assert "stands" in opened.page.inner_text(".provider .why")
    opened.page.evaluate("document.querySelector('.player input').value = 0")
    opened.page.get_by_label("Month", exact=True).focus()
    opened.page.keyboard.press("Home")
    before = int(opened.page.get_attribute(".map", "data-drawn"))
    opened.page.get_by_role("button", name="Play", exact=True).click()
    opened.page.wait_for_timeout(1500)
    opened.page.get_by_role("button", name="Pause").click()
    assert int(opened.page.get_attribute(".map", "data-drawn")) > before + 3


def test_why_is_answered_from_the_list_and_for_who_changed_most(opened, axe):
    ready(opened, "live")
    opened.page.get_by_label("Ask a provider why").focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.wait_for_selector(".provider .why")
    first = opened.page.inner_text(".provider h2")
    opened.page.evaluate(axe)
    found = opened.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [fault["id"] for fault in found["violations"]] == []
    most = opened.page.locator(".why-choice button").all()
    assert 1 <= len(most) <= 4
    other = next(button for button in most if not button.inner_text().startswith(first))
    other.focus()
    opened.page.keyboard.press("Enter")
    name = other.inner_text().partition(":")[0]
    opened.page.wait_for_function(
        "name => document.querySelector('.provider h2')?.innerText === name", arg=name
    )
    assert other.get_attribute("aria-pressed") == "true"


def test_every_chart_opens_as_a_table_and_can_be_saved(opened):
    ready(opened, "compare")
    opened.page.locator(".charts summary").first.click()
    opened.page.wait_for_selector(".charts details[open] td.number")
    with opened.page.expect_download() as saved:
        opened.page.locator(".charts .tools button").first.click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 24
    assert lines[0].startswith('"Month"')


def test_what_the_room_expects_is_scored_when_it_looks(opened):
    opened.go("predict")
    for group in opened.page.get_by_role("group").all():
        button = group.get_by_role("button", name="Lower")
        if button.count():
            button.click()
    opened.page.wait_for_function("(location.search.match(/g\\./g) || []).length === 6")
    opened.page.get_by_role("button", name="Reveal").click()
    opened.page.wait_for_selector(".outcome.right, .outcome.wrong", timeout=1000 * LONGEST_WAIT)
    assert "as you said" in opened.page.inner_text(".score")


def test_an_address_that_makes_no_sense_opens_and_is_said(opened):
    opened.go("live", "a=../../x&months=many")
    opened.page.wait_for_selector(".notice")
    assert "no scenario '../../x' here" in opened.page.inner_text("main")
    assert opened.errors == []


def test_a_regime_is_made_and_looked_at_in_the_same_session(opened):
    ready(opened, "regime")
    opened.page.get_by_role("textbox", name="Title").fill("Made in the room")
    opened.page.keyboard.press("Tab")
    opened.page.wait_for_function("location.search.includes('regime=')")
    assert "Made in the room" in opened.page.inner_text(".summary")
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save as TOML").click()
    assert 'title = "Made in the room"' in saved.value.path().read_text(encoding="utf-8")
    opened.page.reload()
    opened.page.wait_for_selector(".form .group", timeout=60_000)
    assert opened.page.get_by_role("textbox", name="Title").input_value() == "Made in the room"


def test_a_fault_stands_beside_its_control_in_words(opened):
    ready(opened, "regime")
    savings = opened.page.get_by_role("spinbutton", name="Savings programme")
    savings.fill("0.9")
    opened.page.wait_for_selector(".form .wrong .fault:visible")
    assert "too large" in opened.page.inner_text(".form .wrong .fault")
    assert "regime=" not in opened.page.url
    savings.fill("0.01")
    opened.page.wait_for_selector(".form .wrong", state="detached")


def test_a_file_that_is_no_regime_is_refused_in_words(opened, tmp_path):
    ready(opened, "regime")
    hostile = tmp_path / "theirs.toml"
    hostile.write_text('extends = "/etc/passwd.toml"\ntitle = "<img src=x onerror=alert(1)>"\n')
    opened.page.locator("input[type=file]").set_input_files(str(hostile))
    opened.page.wait_for_selector(".designer .notice:visible")
    assert "extends no regime that comes with payscape" in opened.page.inner_text(".designer .notice")
    assert opened.errors == []


def test_the_verdict_on_local_data_names_its_file_and_the_next_replaces_it(opened, tmp_path):
    ready(opened, "calibration")
    sound, strange = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    text = "month;provider;pod;activity\n2017-04;TGH;AE;1512\n2017-05;TGH;AE;1490\n"
    sound.write_bytes(text.encode("utf-16"))
    strange.write_text(text.replace("TGH", "NOBODY"), encoding="utf-8")
    opened.page.locator("input[type=file]").set_input_files(str(sound))
    opened.page.wait_for_selector(".local .why:visible", timeout=1000 * LONGEST_WAIT)
    assert "ours.csv is usable: 2 months" in opened.page.inner_text(".local .why")
    opened.page.locator("input[type=file]").set_input_files(str(strange))
    opened.page.wait_for_selector(".local .notice:visible", timeout=1000 * LONGEST_WAIT)
    assert "NOBODY" in opened.page.inner_text(".local .notice")
    assert opened.page.locator(".local .why").count() == 0
    assert opened.errors == []


def test_what_was_tried_can_be_taken_home_and_read_on_a_phone(opened):
    ready(opened, "report")
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Download as HTML").click()
    words = saved.value.path().read_text(encoding="utf-8")
    assert words.startswith("<!doctype html>")
    assert "What this cannot tell you" in words
    opened.page.set_viewport_size({"width": 390, "height": 844})
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_journey_is_read_month_by_month_with_the_keys(opened):
    ready(opened, "journey")
    opened.page.focus(".two-lives svg")
    opened.page.keyboard.press("ArrowRight")
    first = opened.page.inner_text(".this-month")
    assert re.match(r"[A-Z][a-z]{2} 20\d\d\b", first)
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.inner_text(".this-month") != first
