"""The tables and counts of the documents of levers, effects, payment and parameters."""

import textwrap
from collections.abc import Callable, Mapping
from typing import Final

from abm.behaviour.catalogue import LEVERS, THEORIES
from abm.behaviour.lever import Lever
from abm.effects.catalogue import EFFECTS
from abm.effects.effect import Effect
from abm.parameters import ALL
from abm.payment.catalogue import ELEMENTS
from calibration.observed.layouts.catalogue import LAYOUTS
from calibration.targets.catalogue import TARGETS
from scenarios.words.markdown import table

_WIDTH: Final = 150


def _called(effect: Effect) -> str:
    """An effect's title as it stands inside a sentence."""
    return effect.title[:1].lower() + effect.title[1:]


def effects() -> str:
    """Effects with the unit of their headline, each with a link to its section."""
    return table(
        ("effect", "headline", "on screens", "unit"),
        ((e.identifier, f"[{_called(e)}](#{_anchor(e)})", _lower(e.plain), e.unit) for e in EFFECTS.values()),
    )


def _anchor(effect: Effect) -> str:
    return f"{effect.identifier} {_called(effect)}".lower().replace(" ", "-")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def sections_of_effects() -> str:
    """A section for each effect: what it answers, its formula, how it is read, what it cannot tell."""
    return "\n" + "\n\n".join(_section(effect) for effect in EFFECTS.values()) + "\n"


def _section(e: Effect) -> str:
    absent = "" if e.absent == Effect.absent else f"Not applicable where {e.absent}. "
    worse = "" if e.worse is None else f"{e.worse.capitalize()} is worse. "
    beside = f"**Counterfactual runs**: {e.counterfactual or 'none'}."
    prose = f"{e.reading} {absent}{worse}{beside} **Cannot tell** {e.cannot_tell}"
    return (
        f"## {e.identifier} {_called(e)}\n\n*{e.source}.*\n\n    {e.identifier} = {e.formula}\n\n"
        + textwrap.fill(prose, _WIDTH, break_long_words=False, break_on_hyphens=False)
    )


def formulas_of_effects() -> str:
    """Effects with their formulas and the counterfactual runs they need."""
    rows = (
        (f"{e.identifier} {_called(e)}", e.formula, e.counterfactual or "one run") for e in EFFECTS.values()
    )
    return table(("effect", "formula", "needs"), rows)


def levers() -> str:
    """Levers with whose they are, what one unit is, what it is believed to change, and how far they go."""
    return table(
        ("lever", "whose", "one unit is", "believed to change", "bounds", "can turn into"),
        (
            (
                f"`{lever.name}`",
                ", ".join(kind.replace("_", " ").removeprefix("gp ") for kind in lever.kinds),
                _one_unit(lever),
                lever.believed,
                f"±{lever.highest:g}",
                ", ".join(lever.identifiers),
            )
            for lever in LEVERS.values()
        ),
    )


def _one_unit(lever: Lever) -> str:
    """One unit of a lever in words."""
    scale, what = lever.unit.split(" ", 1)
    unit = {"log": "log point of ", "log-odds": "log-odds point ", "months": "month "}[scale]
    return f"one {unit}{what}" + (", decided yearly" if lever.cadence == 12 else "")


def forms_of_payment() -> str:
    """Forms of payment with what is owed, and the terms they have."""
    rows = (
        (
            f"{form.replace('_', ' ')} ({', '.join(element.identifiers)})",
            element.owed_in_words,
            ", ".join(f"`{name}`" for name in element.model_fields),
        )
        for form, element in ELEMENTS.items()
    )
    return table(("form", "owed year to date", "terms"), rows)


def targets() -> str:
    """Calibration targets with the words of data files, and how wide the gap is taken to be."""
    rows = (
        (
            f"`{target.name}`",
            target.title,
            target.unit,
            ", ".join(f"`{pod}`" for pod in target.pods),
            f"{target.level:g} / {target.month:g}",
            target.why,
        )
        for target in TARGETS.values()
    )
    return table(("target", "what", "unit", "words", "gap: series / month", "why"), rows)


def layouts() -> str:
    """Layouts of tables of activity, with the headings by which each is known and what is read of it."""
    return table(
        ("layout", "headings", "what is read"),
        ((layout.name, layout.headings, layout.says) for layout in LAYOUTS),
    )


TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "levers": levers,
    "forms of payment": forms_of_payment,
    "targets": targets,
    "layouts": layouts,
    "effects": effects,
    "sections of effects": sections_of_effects,
    "formulas of effects": formulas_of_effects,
}
"""What can stand between the markers of a generated table, by name."""


def _of_parameters(start: str, *, assumed: bool | None = None) -> Callable[[], int]:
    """How many parameters there are of a group: all, those assumed, or those that are not."""
    return lambda: sum(p.name.startswith(start) and assumed in (None, p.confidence == "assumed") for p in ALL)


COUNTS: Final[Mapping[str, Callable[[], int]]] = {
    "levers": lambda: len(LEVERS),
    "effects": lambda: len(EFFECTS),
    "theories": lambda: len(THEORIES),
    "forms of payment": lambda: len(ELEMENTS),
    "parameters": _of_parameters(""),
    "parameters assumed": _of_parameters("", assumed=True),
    "beliefs": _of_parameters("belief."),
    "beliefs assumed": _of_parameters("belief.", assumed=True),
    "stiffnesses": _of_parameters("conduct.stiffness."),
    "stiffnesses assumed": _of_parameters("conduct.stiffness.", assumed=True),
    "stiffnesses sourced": _of_parameters("conduct.stiffness.", assumed=False),
}
"""What can stand between the markers of a count, by name."""
