"""What the browser shows is what the command line prints for the same seeds, to the last digit shown."""

import json
import re

import pytest
from typer.testing import CliRunner

from abm.effects.catalogue import EFFECTS
from cli.main import app
from tests.browser.conftest import LONGEST_WAIT
from viz.room.workers import MOST_PAIRS
from viz.words.effect_words import LIVE, title

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"([+−-]?)£?(\d[\d,]*(?:\.\d+)?)([km]?)\b")
SIZES = {"": 1.0, "k": 1e3, "m": 1e6}
ROWS = """() => [...document.querySelector('.differences .strip').querySelectorAll('tbody tr:not(.block)')]
  .map(row => [row.querySelector('th').innerText, row.cells[2].innerText, row.cells[3].innerText])"""
GAUGES = """() => [...document.querySelectorAll('.gauge')].map(g => [g.querySelector('h3').innerText,
  g.querySelector('b')?.innerText ?? '', g.querySelector('.option-a')?.innerText ?? ''])"""


def numbers(words):
    """Numbers of a cell, each with half of its last digit shown; thousands and millions are what they say."""
    shown = []
    for sign, digits, size in NUMBER.findall(words):
        value = float(digits.replace(",", "")) * SIZES[size]
        half = 0.5 * SIZES[size] * 10.0 ** -len(digits.partition(".")[2])
        shown.append((-value if sign in ("−", "-") else value, half))
    return shown


def agrees(words, *values):
    """Whether a cell shows values as well as its digits can."""
    shown = numbers(words)
    return len(shown) == len(values) and all(
        abs(number - value) <= half + 1e-9 * max(1.0, abs(value))
        for (number, half), value in zip(shown, values, strict=True)
    )


@pytest.fixture(scope="module")
def printed():
    """Differences as `payscape compare` prints them, by measure, of the system as a whole."""
    asked = ["small-town-today", "small-town-capitation", "--months", "24", "--seeds", str(MOST_PAIRS)]
    answer = CliRunner().invoke(app, ["compare", *asked, "--workers", "1", "--json"])
    assert answer.exit_code == 0, answer.output
    rows = json.loads(answer.stdout)["differences"]
    return {row["measure"]: row for row in rows if row["scope"] == "total"}


def enough_runs(opened, path):
    """A page once all its pairs of runs are there."""
    opened.go(path)
    opened.page.wait_for_function(
        f"document.querySelector('main').innerText.includes('{MOST_PAIRS} pairs of runs')",
        timeout=1000 * LONGEST_WAIT,
    )


def test_differences_and_intervals_are_those_that_are_printed(opened, printed):
    enough_runs(opened, "compare")
    rows = {label: cells for label, *cells in opened.page.evaluate(ROWS)}
    told_of = 0
    for effect, row in printed.items():
        label = f"{title(effect)} ({effect})" if effect in EFFECTS else ""
        shown = next((cells for words, cells in rows.items() if label and words.startswith(label)), None)
        if shown is None or None in (row["a"], row["difference"], row["difference_low"]):
            continue
        unit = row["unit"]
        times = 1.0 if unit.startswith(("%", "pounds")) else None
        if times is None:
            times = 100 / abs(row["a"]) if shown[0].endswith("%") else 1.0
        assert agrees(shown[0], row["difference"] * times), (label, shown, row)
        assert agrees(shown[1], row["difference_low"] * times, row["difference_high"] * times), (
            label,
            shown,
            row,
        )
        told_of += 1
    assert told_of >= 12


def test_gauges_are_what_is_printed(opened, printed):
    enough_runs(opened, "live")
    gauges = {name: cells for name, *cells in opened.page.evaluate(GAUGES)}
    assert set(gauges) == {title(effect) for effect in LIVE}
    for effect in LIVE:
        row, (b, a) = printed[effect], gauges[title(effect)]
        for words, value in ((b, row["b"]), (a, row["a"])):
            assert agrees(words, value), (effect, words, row)


STILL = """() => { const lever = document.querySelector('.levers input'); lever.focus();
  lever.dispatchEvent(new Event('input')); }"""
"""A lever that is held where it stands: one run of each, and no further seed."""


def test_one_run_is_the_run_that_is_printed(opened):
    """Each option's gauge with one seed is `payscape run` with that seed, to the last digit shown."""
    opened.go("live")
    opened.page.wait_for_selector(".gauge", timeout=1000 * LONGEST_WAIT)
    opened.page.evaluate(STILL)
    opened.page.wait_for_function(
        "document.querySelector('.key .runs').innerText.startsWith('one run of each')"
        " && document.querySelector('.gauge .option-a')"
    )
    opened.page.wait_for_timeout(500)
    gauges = {name: cells for name, *cells in opened.page.evaluate(GAUGES)}
    runs = [run_alone(arm) for arm in ("small-town-capitation", "small-town-today")]
    told_of = 0
    for effect in LIVE:
        for words, known in zip(gauges[title(effect)], runs, strict=True):
            if not words:  # it takes runs of its own
                continue
            row = known[effect]
            assert agrees(words, row["value"]), (effect, words, row)
            told_of += 1
    assert told_of >= 2 * (len(LIVE) - 1)


def run_alone(scenario):
    """Effects of one run as they are printed, by identifier, of the system as a whole."""
    answer = CliRunner().invoke(app, ["run", scenario, "--months", "24", "--seed", "1", "--json"])
    assert answer.exit_code == 0, answer.output
    return {row["effect"]: row for row in json.loads(answer.stdout)["effects"] if row["scope"] == "total"}
