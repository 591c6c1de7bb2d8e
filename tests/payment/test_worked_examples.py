"""Every element has examples worked by hand in tests/worked_examples/<form>.toml."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from abm.payment.catalogue import ELEMENTS
from abm.payment.element import Uplifted

FOLDER = Path(__file__).parent.parent / "worked_examples"
EXAMPLES = [
    pytest.param(file.stem, example, id=f"{file.stem}: {example['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(file.read_text())["example"]
]


def test_every_element_has_worked_examples_and_every_file_an_element():
    assert sorted(ELEMENTS) == sorted(file.stem for file in FOLDER.glob("*.toml"))


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
