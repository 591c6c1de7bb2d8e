"""Every element has examples worked by hand in tests/worked_examples/<form>.toml."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from abm.payment.catalogue import ELEMENTS
from abm.payment.element import Element, Uplifted
from tests.additions.parts import modules

FOLDER = Path(__file__).parent.parent / "worked_examples"
EXAMPLES = [
    pytest.param(file.stem, example, id=f"{file.stem}: {example['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(file.read_text())["example"]
]


def test_every_element_has_worked_examples_and_every_file_an_element():
    assert sorted(ELEMENTS) == sorted(file.stem for file in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("element", ELEMENTS.values(), ids=lambda element: element.form)
def test_an_element_carries_all_that_others_say_of_it(element):
    assert element.identifiers, "identifiers: which payment forms of the source documents?"
    assert element.owed_in_words, "owed_in_words: for the description of the model"
    unsaid = [name for name, field in element.model_fields.items() if not field.description]
    assert not unsaid, "a term without a description"


def test_every_element_that_is_written_is_listed():
    written = {
        thing
        for module in modules("abm.payment")
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Element) and "form" in vars(thing)
    }
    assert written == set(ELEMENTS.values())


def test_every_term_of_an_element_is_in_an_example():
    shared = {
        *Uplifted.model_fields,
        "basis",
        "market_forces_factor",
    }  # how a year carries over, what is counted
    for form, element in ELEMENTS.items():
        used = {
            term
            for file, example in (e.values for e in EXAMPLES)
            if file == form
            for term in example["terms"]
        }
        assert set(element.model_fields) - shared <= used, form


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_an_element_owes_what_the_arithmetic_says(form, example):
    element = ELEMENTS[form].model_validate(example["terms"])
    assert len(example["measured"]) == len(element.measures())
    outturn = np.array([example["outturn"]], float).reshape(1, -1)
    plan = element.plan(outturn)
    if "next_outturn" in example:
        plan = element.replan(plan, np.array([example["next_outturn"]], float))
    owed = element.pay(np.array([example["measured"]], float).reshape(1, -1), plan, example["elapsed"])
    assert owed.shape == (1,)
    assert float(owed[0]) == pytest.approx(example["expected"], abs=0.005)


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_an_element_broadcasts_over_nudges_and_payees(form, example):
    element = ELEMENTS[form].model_validate(example["terms"])
    outturn = np.array([example["outturn"]] * 3, float).reshape(3, -1)
    measured = np.array([example["measured"]], float).reshape(1, -1) * np.array([0.9, 1.0, 1.1])[:, None]
    plan = element.plan(outturn)
    nudged = np.broadcast_to(measured, (5, 2, *measured.shape))
    owed = element.pay(nudged, plan, example["elapsed"])
    assert owed.shape == (5, 2, 3)
    assert np.array_equal(owed[4, 1], element.pay(measured, plan, example["elapsed"]))


def test_every_element_names_the_forms_it_enacts_and_says_where_they_come_from():
    for form, element in ELEMENTS.items():
        assert element.form == form
        assert element.identifiers, form
        assert all(i.startswith("P") and i[1:].isdigit() for i in element.identifiers), form
        assert "Source:" in (element.__doc__ or ""), form
        assert all(field.description for field in element.model_fields.values()), form
