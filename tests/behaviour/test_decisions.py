"""Every move is the sum of its reasons, stays within its bounds, and can be taken over by an agent."""

import numpy as np
import pytest
from hypothesis import given

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.decision import TERMS
from abm.organisations.agents import AcuteTrust
from abm.organisations.books import COST_CATEGORIES
from tests.generators.places import places, small_place
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, opened, run

QUICK = examples(10)
WILD = {"conduct.shock": 0.6, "conduct.target_income": 35.0, "conduct.stiffness.admission_threshold": 0.5}


@given(places(), regimes(), seeds)
@QUICK
def test_the_terms_of_a_move_add_up_to_the_move(place, regime, seed):
    record = run(place, regime, seed)
    for path in record.levers:
        assert len(path.decisions) == record.months // LEVERS[path.lever].cadence
        for month, decision in path.decisions:
            assert decision.terms.shape == (len(TERMS), len(path.members))
            move = decision.value - path.value[month]
            assert np.array_equal(decision.terms.sum(axis=0), move)
            if month + 1 < record.months:
                assert np.array_equal(path.value[month + 1], decision.value)


@given(places(), regimes(), seeds)
@QUICK
def test_levers_stay_within_their_bounds_however_they_are_shaken(place, regime, seed):
    record = run(place, regime, seed, parameters=WILD)
    reached = False
    for path in record.levers:
        lever, values = LEVERS[path.lever], np.array(path.value)
        assert np.isfinite(values).all()
        assert ((lever.lowest <= values) & (values <= lever.highest)).all()
        reached |= bool(((values == lever.lowest) | (values == lever.highest)).any())
    assert reached, "no lever met a bound, so the law was not tried"


class Stubborn(AcuteTrust):
    """A trust that admits as it likes."""

    def decide(self, proposed):
        return {"admission_threshold": 0.2 if self.index % 2 else 9.0}


def test_an_agent_that_decides_for_itself_has_the_last_word_within_bounds():
    place = small_place(trusts=2)
    model = opened(place, months=7)
    own = type(model)(model.setup, rng=1, agents={"acute_trust": Stubborn})
    record = own.run()
    path = record.path("acute_trust", "admission_threshold")
    wanted = np.where(path.members % 2 == 1, 0.2, LEVERS["admission_threshold"].highest)
    assert (np.array(path.value)[3:] == wanted).all()
    assert not np.array(path.value)[:3].any()
    assert own.organisations[path.members[0]].levers["admission_threshold"] == wanted[0]
    # What it leaves unsaid stays as proposed.
    assert np.array(record.path("acute_trust", "follow_up_ratio").value)[3:].any()


def test_a_trust_that_admits_more_readily_admits_more():
    place = small_place(people=3000, trusts=2)
    usual = opened(place, months=12)
    open_doors = type(usual)(usual.setup, rng=1, agents={"acute_trust": Stubborn})
    assert admissions(open_doors.run()) > 1.05 * admissions(usual.run())


def admissions(record):
    """Emergency spells of every trust in the last nine months."""
    trusts = np.isin(record.lines.organisation, record.place.trusts)
    spells = np.isin(record.lines.pod, (1, 2))
    return record.by_line()[3:, trusts & spells].sum()


class Builder(AcuteTrust):
    """A trust that opens capacity and does nothing else out of the ordinary."""

    def decide(self, proposed):
        return {name: 0.1 if name == "capacity" else 0.0 for name in proposed}


def test_capacity_is_paid_for_once_as_stepped_cost():
    place = small_place(trusts=2)
    usual = opened(place, months=6, behaviour=False)
    built = opened(place, months=6, parameters={"conduct.shock": 0.0})
    own = type(built)(built.setup, rng=1, agents={"acute_trust": Builder})
    before, after = (np.array(model.run().costs) for model in (usual, own))
    trust = place.trusts[0]
    stepped = COST_CATEGORIES.index("stepped")
    assert after[4, trust, stepped] == pytest.approx(np.exp(0.1) * before[4, trust, stepped], abs=1)
    assert own.board.yearly_effort()[trust] == 0.0
