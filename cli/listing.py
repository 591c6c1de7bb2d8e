"""`payscape list`: what there is, one line each."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

import typer

from cli.kinds_of_file import titled
from cli.options import AsJson
from cli.table import show, show_json

ListRow = tuple[str, str, str]
"""Name, identifier in the design documents, and what it is."""

EXAMPLES: Final = (
    "payscape list",
    "payscape list scenarios",
    "payscape list questions",
    "payscape list levers | cut -f 2",
)


class Topic(StrEnum):
    """What can be listed."""

    places = "places"
    regimes = "regimes"
    scenarios = "scenarios"
    sets = "sets"
    sweeps = "sweeps"
    questions = "questions"
    experiments = "experiments"
    programmes = "programmes"
    shocks = "shocks"
    elements = "elements"
    governance = "governance"
    paces = "paces"
    levers = "levers"
    effects = "effects"
    segments = "segments"


def show_list(
    topic: Annotated[Topic | None, typer.Argument(help="One of them; everything when left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """What there is, one line each: name, identifier, title."""
    topics = list(Topic) if topic is None else [topic]
    rows = [(name.value, *row) for name in topics for row in rows_of(name)]
    headings = ("what", "name", "identifier", "title")
    if as_json:
        show_json({"items": [dict(zip(headings, row, strict=True)) for row in rows]})
    else:
        show(headings, rows)


def rows_of(topic: Topic) -> list[ListRow]:
    """The rows of a topic."""
    return list(_ROWS[topic]())


def _titles(kind: str) -> Iterator[ListRow]:
    """Files of a kind that say no more than their title."""
    return ((name, "", file.title) for name, file in titled(kind))


def _regimes() -> Iterator[ListRow]:
    from scenarios.files.inventory import identifiers, used_by_regime

    for name, regime in titled("regime"):
        uses = used_by_regime(regime)
        yield name, " ".join(i for i in identifiers() if i in uses), regime.title


def _scenarios() -> Iterator[ListRow]:
    return ((name, " ".join(file.identifiers), file.title) for name, file in titled("scenario"))


def _sets() -> Iterator[ListRow]:
    return ((name, " ".join(s.answers), f"{s.title}: {s.question}") for name, s in titled("set"))


def _sweeps() -> Iterator[ListRow]:
    return ((name, "", f"{sweep.title}: {sweep.question}") for name, sweep in titled("sweep"))


def _questions() -> Iterator[ListRow]:
    """What groups ask, under the name of the set that is meant to answer it."""
    from scenarios.files.inventory import inventory
    from scenarios.files.set_files import answering

    for identifier, sets in answering().items():
        for name in sets:
            yield name, identifier, inventory()["questions"][identifier]


def _experiments() -> Iterator[ListRow]:
    """Reforms that are re-enacted, with the id of their row of evidence."""
    from scenarios.reforms.studies import load_study, study_names

    names = study_names()
    return ((name, study.id, study.title) for name, study in zip(names, map(load_study, names), strict=True))


def _elements() -> Iterator[ListRow]:
    from abm.payment.catalogue import ELEMENTS

    for form, element in ELEMENTS.items():
        yield form, " ".join(element.identifiers), (element.__doc__ or "").strip().splitlines()[0]
    yield from _forms_without_an_element()


def _forms_without_an_element() -> Iterator[ListRow]:
    """Forms of payment that another part of a regime or scenario enacts, with which."""
    from scenarios.files.inventory import inventory

    for identifier, how in inventory()["how"].items():
        yield "(no element)", identifier, f"{inventory()['payment'][identifier]}: {how}"


def _governance() -> Iterator[ListRow]:
    from abm.regimes.forms import FORMS

    for name, form in FORMS.items():
        weight = f"{form.partner_weight:g}, {form.low:g} to {form.high:g}"
        yield name, name, f"{form.title}; {form.paid} (weight of a partner's margin {weight}, assumed)"


def _paces() -> Iterator[ListRow]:
    from abm.regimes.transition import PACES

    for name, title in PACES.items():
        yield name, name, title


def _levers() -> Iterator[ListRow]:
    from abm.behaviour.catalogue import LEVERS

    for lever in LEVERS.values():
        who = ", ".join(kind.replace("_", " ") for kind in lever.kinds)
        yield lever.name, " ".join(lever.identifiers), f"{lever.title} ({who})"


def _effects() -> Iterator[ListRow]:
    from abm.effects.catalogue import EFFECTS

    for effect in EFFECTS.values():
        yield effect.identifier, effect.identifier, f"{effect.title} ({effect.unit})"


def _segments() -> Iterator[ListRow]:
    from abm.vocabulary import SEGMENTS

    for segment in SEGMENTS:
        yield segment, "S2", _SEGMENT_WORDS[segment]


_SEGMENT_WORDS: Final = {
    "under_5": "children under five",
    "mostly_well_children": "children who are mostly well",
    "children_complex": "children with complex needs",
    "mostly_well_adults": "adults who are mostly well",
    "adults_complex": "adults with complex needs",
    "older_75_plus": "people of 75 and over",
    "severe_mental_illness": "people with severe mental illness",
    "end_of_life": "people in their last year of life",
}

_ROWS: Final[dict[Topic, Callable[[], Iterator[ListRow]]]] = {
    Topic.places: partial(_titles, "place"),
    Topic.regimes: _regimes,
    Topic.scenarios: _scenarios,
    Topic.sets: _sets,
    Topic.sweeps: _sweeps,
    Topic.questions: _questions,
    Topic.experiments: _experiments,
    Topic.programmes: partial(_titles, "programme"),
    Topic.shocks: partial(_titles, "shock"),
    Topic.elements: _elements,
    Topic.governance: _governance,
    Topic.paces: _paces,
    Topic.levers: _levers,
    Topic.effects: _effects,
    Topic.segments: _segments,
}
