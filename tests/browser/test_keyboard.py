"""From the question to the comparison with the keyboard alone: what is focused is seen, all is reached."""

import pytest

from tests.browser.conftest import LONGEST_WAIT

pytestmark = pytest.mark.browser

MOST_KEYS = 220

HERE = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const words = at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || '';
  const shows = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
  return { words: words.trim(), tag: at.tagName, near: at.closest('article, section, nav')?.innerText ?? '',
    seen: shows && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    how: style.outline + ' ' + JSON.stringify(box) };
}"""
"""What is focused: its words, what stands around it, and whether that shows."""


def tab_to(page, words, near="", tag="", key="Tab"):
    """Press a key until something with these words is focused; it has to be seen that it is."""
    for _ in range(MOST_KEYS):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["tag"] == "BODY":
            continue
        if not here["seen"]:  # a page that is being scrolled is given a moment
            page.wait_for_timeout(400)
            here = page.evaluate(HERE)
        assert here["seen"], f"nobody sees that {here['tag']} '{here['words']}' is focused: {here['how']}"
        if words in here["words"] and near in here["near"] and tag in here["tag"]:
            return
    raise AssertionError(f"the keyboard does not come to '{words}'")


def test_start_predict_live_and_compare_with_the_keyboard_alone(opened):
    page = opened.page
    opened.go("", "")
    tab_to(page, "Ask this", near="one hospital")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('small-town')")
    tab_to(page, "Say what you expect")
    page.keyboard.press("Enter")
    page.wait_for_selector(".guess")
    tab_to(page, "Lower", near="Admission threshold")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('g.E6=down')")
    tab_to(page, "Reveal")
    page.keyboard.press("Enter")
    page.wait_for_selector(".outcome.right, .outcome.wrong", timeout=1000 * LONGEST_WAIT)
    tab_to(page, "See it happen")
    page.keyboard.press("Enter")
    page.wait_for_selector(".charts canvas", timeout=1000 * LONGEST_WAIT)
    tab_to(page, "", near="Levers of payment", tag="INPUT")
    drawn = page.get_attribute(".charts", "data-drawn")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('t.')")
    page.wait_for_function(f"document.querySelector('.charts').dataset.drawn !== '{drawn}'")
    tab_to(page, "Compare", near="Predict", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".differences .strip table", timeout=1000 * LONGEST_WAIT)
    assert "1 lever moved" in page.inner_text(".summary")
    assert opened.errors == []
