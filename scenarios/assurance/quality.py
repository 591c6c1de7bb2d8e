"""The log of quality assurance: what a reader of a result has to know of how it was checked, and by whom.

Example:
    >>> quality()["roles"][0]["role"]
    'Commissioner of the analysis'
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from abm.behaviour.catalogue import LEVERS
from abm.effects.catalogue import EFFECTS
from abm.parameters import ALL
from abm.payment.catalogue import ELEMENTS
from scenarios.assurance.hanging import logged
from scenarios.assurance.impact import impacts
from scenarios.assurance.place_log import fits
from scenarios.files.scenario_files import scenario_names
from scenarios.words.markdown import table

FILE: Final = Path(__file__).with_name("quality.toml")
PAGE: Final = Path(__file__).with_name("quality_page.md")
CONFIDENCE: Final = ("high", "medium", "low", "assumed")
SIGN_OFF: Final = ("role", "name", "decision it is fit for", "date", "signature")


@cache
def quality() -> Mapping[str, Any]:
    """What the log says, with figures of the model as it is.

    Returns:
        `purpose`; `fit_for`, `not_fit_for`: sentences; `roles`, `checks`, `open`, `form`: tables of words.
    """
    record = tomllib.loads(FILE.read_text(encoding="utf-8"))
    counted = figures()
    checks = [{**check, "showed": check["showed"].format(**counted)} for check in record["checks"]]
    checks = [{**check, "how": check["how"].format(**counted)} for check in checks]
    return {**record, "checks": checks}


def figures() -> dict[str, int]:
    """Figures that the log names, counted afresh."""
    found = list(impacts().values())
    return {
        "parameters": len(ALL),
        **{word: sum(p.confidence == word for p in ALL) for word in CONFIDENCE},
        "elements": len(ELEMENTS),
        "levers": len(LEVERS),
        "effects": len(EFFECTS),
        "scenarios": len(scenario_names()),
        "fits": len(fits("east_london")),
        "logged": len(logged()),
        "hanging": sum(one.share > 0 for one in found),
        "turning": sum(one.word == "turns the sign" for one in found),
    }


def page() -> str:
    """The log as a page of Markdown."""
    record, counted = quality(), figures()
    checks = [(c["what"], c["how"], c["showed"], f"`{c['evidence']}`") for c in record["checks"]]
    blanks = [(role["role"], *" " * (len(SIGN_OFF) - 1)) for role in record["roles"]]
    return PAGE.read_text(encoding="utf-8").format(
        purpose=record["purpose"],
        fit_for=_bullets(record["fit_for"]),
        not_fit_for=_bullets(record["not_fit_for"]),
        roles=table(("role", "does"), [(r["role"], r["does"]) for r in record["roles"]]),
        checks=table(("check", "how", "showed", "evidence"), checks),
        open=table(("what", "state"), [(o["what"], o["state"]) for o in record["open"]]),
        parameters=counted["parameters"],
        confidence=", ".join(f"{counted[word]} {word}" for word in CONFIDENCE),
        sign_off=table(SIGN_OFF, blanks),
    )


def _bullets(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)
