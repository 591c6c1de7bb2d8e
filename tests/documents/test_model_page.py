"""What the description of the model says in tables is what the code has."""

import re
from pathlib import Path

from abm.behaviour.catalogue import LEVERS
from abm.effects.catalogue import EFFECTS
from abm.model import Model
from abm.parameters import BY_NAME
from abm.payment.catalogue import ELEMENTS
from abm.steps import plan

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = "\n".join(
    (DOCS / name).read_text(encoding="utf-8") for name in ("model.md", "model_levers.md", "model_money.md")
)
SUBJECTS = {name.split(".")[0] for name in BY_NAME}


def section(heading: str) -> str:
    """The text under a heading, up to the next one."""
    return re.split(r"^#+ ", PAGE.split(f" {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def table(text: str) -> list[list[str]]:
    """Cells of the table rows in a text, without its heading."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return rows[1:]


def test_the_month_is_the_plan_that_runs() -> None:
    assert plan(Model.STEPS) in section("1.3 The month")


def test_every_lever_is_described_with_its_bounds() -> None:
    rows = {row[0].strip("`"): row for row in table(PAGE) if row[0].strip("`") in LEVERS}
    assert set(rows) == set(LEVERS)
    for name, lever in LEVERS.items():
        assert lever.lowest == -lever.highest, name
        assert rows[name][4] == f"±{lever.highest:g}"
        assert rows[name][5] == ", ".join(lever.identifiers)


def test_every_effect_and_every_form_of_payment_is_described() -> None:
    assert [row[0].split()[0] for row in table(section("4 Observation"))] == list(EFFECTS)
    forms = {row[0].split(" (")[0].replace(" ", "_") for row in table(section("Contracts and settlement"))}
    assert forms == set(ELEMENTS)


def test_parameters_named_on_the_page_exist() -> None:
    words = {
        word for word in re.findall(r"`([a-z_]+(?:\.[A-Za-z_*]+)+)`", PAGE) if word.split(".")[0] in SUBJECTS
    }
    unknown = {
        word for word in words if not any(re.fullmatch(word.replace("*", ".*"), name) for name in BY_NAME)
    }
    assert len(words) > 40
    assert not unknown
