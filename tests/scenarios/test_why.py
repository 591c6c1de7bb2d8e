"""A move in words: who, how far, where that leaves it, and the pounds behind it."""

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from abm.behaviour.catalogue import LEVERS, THEORIES
from abm.behaviour.decision import TERMS
from scenarios.errors import InputError
from scenarios.questions.reason import Reason
from scenarios.questions.why import COLUMNS, reason
from scenarios.questions.why_in_words import TERM_WORDS, less, size
from tests.generators.prospects import prospect, temperament

ROW = {
    **{"month": "2018-09", "organisation": "R1H", "lever": "admission_threshold", "value": 0.021},
    **{"own_money": 0.31, "partners": 0.0, "patients": -0.1, "pressure": 0.124, "peers": -0.001},
    **{"norm": -0.321, "habit": -0.0091, "noise": 0.0011, "bound": 0.0},
    **{"own_money_pounds": 49.2e6, "partners_pounds": 0.0, "patients_pounds": -6e6},
    **{"weight_on_money": 1.4, "shortfall_pounds": 3.2e6, "effort_pounds": 1.44e6},
}


def told(**changes: Any) -> Reason:
    return reason(pd.DataFrame([{**ROW, **changes}]), "R1H", name="Barts Health")


def test_the_example_has_all_that_an_explanation_takes() -> None:
    assert set(ROW) == set(COLUMNS)


def test_a_finance_director_reads_where_it_stands_and_what_a_per_cent_brings() -> None:
    words = told().words
    assert words.startswith(
        "Barts Health admitted more at equal severity, by 0.4%, in the quarter to Sep 2018"
    )
    assert "stands above its norm by 2.1%." in words
    assert "Each 1% more brings it £41,000 a month after costs, £1,200 of effort among the costs" in words
    assert "counts 1.40 times for a margin £3.20m a year short of what it aims at" in words
    assert "Patients lose health valued at £5,000 a month." in words
    assert "towards more, its own money (+31.00), a margin short of what it aims at (+12.40)" in words
    assert "limit" not in words


def test_the_move_is_the_sum_of_its_terms() -> None:
    found = told()
    assert found.move == math.fsum(ROW[term] for term in TERMS)
    assert set(TERM_WORDS) == set(TERMS)


def test_without_a_shortfall_no_pressure_is_told_of() -> None:
    words = told(weight_on_money=1.0, shortfall_pounds=0.0, pressure=0.0).words
    assert "short of" not in words
    assert "Each 1% more brings it £41,000 a month" in words


def test_where_money_did_not_count_no_pounds_are_told() -> None:
    nothing = dict.fromkeys(("own_money", "pressure", "patients", "norm", "habit"), 0.0)
    words = told(weight_on_money=0.0, shortfall_pounds=0.0, peers=0.02, **nothing).words
    assert "It counted no money." in words
    assert "£" not in words
    assert "what its neighbours do (+2.00)" in words


def test_partners_are_told_of_where_they_count() -> None:
    assert "It costs its partners £10,000 a month" in told(partners=-0.05, partners_pounds=-12e6).words
    assert "partners" not in told(partners_pounds=-12e6).words


def test_a_limit_that_was_met_is_told() -> None:
    assert told(bound=-0.01).words.endswith("It met the limit of what it can do.")


def test_what_hardly_moved_was_left_as_it_was() -> None:
    still = {**dict.fromkeys(TERMS, 0.0), "own_money": 1e-6, "value": 0.0}
    words = told(**still).words
    assert "left its readiness to admit an emergency patient at equal severity as it was" in words
    assert "stands at its norm" in words
    assert "Nothing pulled it either way." in words


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_can_be_told_of_in_both_directions(name: str) -> None:
    lever = LEVERS[name]
    up, down = told(lever=name).words, told(lever=name, habit=-0.2, value=-0.2).words
    done = lever.more[:1].lower() + lever.more[1:]
    assert less(done) != done, "the opposite of what more means cannot be said"
    assert done in up
    assert less(done) in down
    assert ("quarter to" if lever.cadence == 3 else "year to") in up
    assert re.search(r"below its norm by \d", down)
    if lever.unit.startswith("log-odds"):
        assert "in the odds" in up
        assert "percentage" not in up
    elif lever.unit.startswith("log"):
        assert size(lever, -0.2) == "18.1%"
    else:
        assert lever.unit in up


@pytest.mark.parametrize("theory", THEORIES.values(), ids=THEORIES)
def test_decisions_of_every_theory_can_be_told(theory) -> None:
    faced = prospect(1, 5, 3, months=np.array([[3.0]]))
    decision = theory.decide(faced, temperament(5, 3))
    for i in range(5):
        terms = dict(zip(TERMS, decision.terms[:, 0, i], strict=True))
        own, partners, patients, weight, shortfall, effort = decision.pounds[:, 0, i]
        found = told(
            **terms,
            value=decision.value[0, i],
            own_money_pounds=own,
            partners_pounds=partners,
            patients_pounds=patients,
            weight_on_money=weight,
            shortfall_pounds=shortfall,
            effort_pounds=effort,
        )
        assert found.move == decision.value[0, i] - faced.value[0, i]
        assert ("It counted no money." in found.words) == (weight == 0)
        assert ("short of what it aims at" in found.words) == (shortfall >= 1)


def test_a_lever_out_of_turn_is_explained_by_its_last_turn() -> None:
    resting = {**ROW, **dict.fromkeys(TERMS, 0.0), "month": "2018-12"}
    rows = pd.DataFrame([ROW, resting])
    assert reason(rows, "R1H", "admission_threshold", "2018-12").month == "2018-09"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"organisation": "R1"}, "did you mean 'R1H'"),
        ({"lever": "admission_treshold"}, "did you mean 'admission_threshold'"),
        ({"month": "2018-13"}, "write it as YYYY-MM"),
        ({"month": "2018-06"}, "the first decisions were in 2018-09"),
    ],
)
def test_what_was_not_decided_is_said(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        reason(pd.DataFrame([ROW]), **{"organisation": "R1H", **asked})
