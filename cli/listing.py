"""`payscape list`: what there is, one line each."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated, Final

import typer

from cli.options import AsJson
from cli.table import show, show_json

Row = tuple[str, str, str]
"""Name, identifier in the design documents, and what it is."""

EXAMPLES: Final = (
    "payscape list",
    "payscape list scenarios",
    "payscape list questions",
    "payscape list levers | cut -f 2",
)
"""Shown in the help; the tests see that they are."""


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


def rows_of(topic: Topic) -> list[Row]:
    """The rows of a topic."""
    return list(_ROWS[topic]())


def _places() -> Iterator[Row]:
    from scenarios.files.place.load import load_place, place_names

    for name in place_names():
        yield name, "", load_place(name).title


def _regimes() -> Iterator[Row]:
    from scenarios.files.inventory import identifiers, used_by_regime
    from scenarios.files.regime_files import load_regime, regime_names

    for name in regime_names():
        regime = load_regime(name)
        uses = used_by_regime(regime)
        yield name, " ".join(i for i in identifiers() if i in uses), regime.title


def _scenarios() -> Iterator[Row]:
    import scenarios

    for name in scenarios.scenario_names():
        found = scenarios.load_scenario(name)
        yield name, " ".join(found.identifiers), found.title


def _sets() -> Iterator[Row]:
    from scenarios.files.set_files import load_set, set_names

    for name in set_names():
        found = load_set(name)
        yield name, " ".join(found.answers), f"{found.title}: {found.question}"


def _sweeps() -> Iterator[Row]:
    from scenarios.sweeping.sweep_file import load_sweep, sweep_names

    for name in sweep_names():
        found = load_sweep(name)
        yield name, "", f"{found.title}: {found.question}"


def _questions() -> Iterator[Row]:
    """What groups ask, under the name of the set that is meant to answer it."""
    from scenarios.files.inventory import inventory
    from scenarios.files.set_files import answering

    for identifier, sets in answering().items():
        for name in sets:
            yield name, identifier, inventory()["questions"][identifier]


def _experiments() -> Iterator[Row]:
    """Reforms that are re-enacted, with the id of their row of evidence."""
    from scenarios.reforms.studies import load_study, study_names

    for name in study_names():
        study = load_study(name)
        yield name, study.id, study.title


def _programmes() -> Iterator[Row]:
    from scenarios.files.programme_files import load_programme, programme_names

    for name in programme_names():
        yield name, "", load_programme(name).title


def _shocks() -> Iterator[Row]:
    from scenarios.files.shock_files import load_shock, shock_names

    for name in shock_names():
        yield name, "", load_shock(name).title


def _elements() -> Iterator[Row]:
    from abm.payment.catalogue import ELEMENTS

    for form, element in ELEMENTS.items():
        yield form, " ".join(element.identifiers), (element.__doc__ or "").strip().splitlines()[0]
    yield from _forms_without_an_element()


def _forms_without_an_element() -> Iterator[Row]:
    """Forms of payment that another part of a regime or scenario enacts, with which."""
    from scenarios.files.inventory import inventory

    for identifier, how in inventory()["how"].items():
        yield "(no element)", identifier, f"{inventory()['payment'][identifier]}: {how}"


def _governance() -> Iterator[Row]:
    from abm.regimes.forms import FORMS

    for name, form in FORMS.items():
        span = f"{form.partner_weight:g}, {form.low:g} to {form.high:g}"
        yield name, name, f"{form.title}; {form.paid} (weight of a partner's margin {span}, assumed)"


def _paces() -> Iterator[Row]:
    from abm.regimes.transition import PACES

    for name, title in PACES.items():
        yield name, name, title


def _levers() -> Iterator[Row]:
    from abm.behaviour.catalogue import LEVERS

    for lever in LEVERS.values():
        who = ", ".join(kind.replace("_", " ") for kind in lever.kinds)
        yield lever.name, " ".join(lever.identifiers), f"{lever.title} ({who})"


def _effects() -> Iterator[Row]:
    from abm.effects.catalogue import EFFECTS

    for effect in EFFECTS.values():
        yield effect.identifier, effect.identifier, f"{effect.title} ({effect.unit})"


def _segments() -> Iterator[Row]:
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

_ROWS: Final[dict[Topic, Callable[[], Iterator[Row]]]] = {
    Topic.places: _places,
    Topic.regimes: _regimes,
    Topic.scenarios: _scenarios,
    Topic.sets: _sets,
    Topic.sweeps: _sweeps,
    Topic.questions: _questions,
    Topic.experiments: _experiments,
    Topic.programmes: _programmes,
    Topic.shocks: _shocks,
    Topic.elements: _elements,
    Topic.governance: _governance,
    Topic.paces: _paces,
    Topic.levers: _levers,
    Topic.effects: _effects,
    Topic.segments: _segments,
}
