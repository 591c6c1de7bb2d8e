"""Agent classes of one's own are taken at their word, or refused in a line that names class and lever."""

import math

import pytest

from abm.model import Model
from abm.organisations.agents import AcuteTrust, GPPractice
from abm.setup import Setup
from tests.generators.places import small_place
from tests.generators.runs import TODAY

PLACE = small_place(people=500)


def model(kind: str, own) -> Model:
    return Model(Setup(PLACE, TODAY, TODAY, sample=1.0, months=3), rng=1, agents={kind: own})


def deciding(base, answer):
    return type("Own", (base,), {"decide": lambda self, proposed: answer})


@pytest.mark.parametrize("kind", ["acute_trusts", "", "Commissioner", "hospital"])
def test_a_kind_that_is_none_is_refused_as_the_run_opens(kind):
    with pytest.raises(
        ValueError, match=f"agents: AcuteTrust is for '{kind}', which is no kind; kinds are gp_pract"
    ):
        model(kind, AcuteTrust)


@pytest.mark.parametrize("own", [AcuteTrust.decide, int, "AcuteTrust"])
def test_what_is_no_organisation_is_refused(own):
    with pytest.raises(ValueError, match="for 'acute_trust', is no class of Organisation"):
        model("acute_trust", own)


ANSWERS = [
    ({"no_such_lever": 1.0}, "moves 'no_such_lever', a lever it does not have; it has"),
    ({"referral_threshold": 0.1}, "moves 'referral_threshold'"),
    ({"admission_threshold": math.nan}, "puts admission_threshold at nan, which is no number"),
    ({"admission_threshold": math.inf}, "puts admission_threshold at inf"),
    ({"admission_threshold": "high"}, "puts admission_threshold at 'high'"),
    ({"admission_threshold": None}, "puts admission_threshold at None"),
    (None, "returned None, not levers by name"),
]


@pytest.mark.parametrize(("answer", "words"), ANSWERS, ids=[words for _, words in ANSWERS])
def test_a_decision_that_is_none_is_refused_with_class_organisation_and_lever(answer, words):
    run = model("acute_trust", deciding(AcuteTrust, answer))
    with pytest.raises(ValueError, match=r"Own\.decide of T0 ") as refused:
        run.run()
    assert words in str(refused.value)


def test_a_decision_within_its_levers_stands():
    run = model("gp_practice", deciding(GPPractice, {"referral_threshold": 0.25}))
    run.run()
    assert all(agent.levers["referral_threshold"] == 0.25 for agent in run.organisations[: PLACE.n_practices])
