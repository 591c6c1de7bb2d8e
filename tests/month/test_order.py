"""The order of events in a month, and what a month leaves standing."""

import numpy as np
import pytest

from abm import month
from abm.model import Model
from abm.network.provider_graph import RELATIONS
from abm.regimes.governance import MEMBER_KINDS, Governance
from abm.world import World
from tests.generators.places import small_place
from tests.generators.runs import TODAY, fingerprint, opened, run


def swapped(steps, one, other):
    """Steps with two of them in one another's place."""
    names = [step.name for step in steps]
    order = list(steps)
    a, b = names.index(one), names.index(other)
    order[a], order[b] = order[b], order[a]
    return tuple(order)


def test_a_model_takes_every_step_of_the_month_once_and_in_its_order():
    names = [step.name for step in Model.STEPS]
    care = [step.name for step in month.STEPS]
    at = names.index(care[0])
    assert names[at : at + len(care)] == care
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("need", "primary care"),
        ("care at home", "discharge"),
        ("planned care", "end of life"),
        ("April", "summing up"),
        ("settlement", "decision"),
        ("decision", "annual round"),
    ],
)
def test_in_another_order_the_month_comes_to_something_else(one, other):
    class Swapped(Model):
        STEPS = swapped(Model.STEPS, one, other)

    setup = opened(small_place(people=2000), months=12).setup
    usual, changed = (kind(setup, rng=1).run() for kind in (Model, Swapped))
    assert fingerprint(usual) != fingerprint(changed)


def test_a_world_alone_goes_by_the_same_steps(monkeypatch):
    place = small_place(people=2000)

    def three_months():
        world = World(place, sample=1.0)
        return [world.step().flows.delivered for _ in range(3)]

    usual = three_months()
    assert np.array_equal(usual, run(place, behaviour=False, months=3).delivered)
    monkeypatch.setattr("abm.world.STEPS", swapped(month.STEPS, "care at home", "discharge"))
    assert not np.array_equal(usual, three_months())


def test_the_network_has_every_relation_and_weighs_what_it_should():
    place = small_place(people=2000)
    together = Governance(boundary="sub_system", members=MEMBER_KINDS, partner_weight=0.5)
    model = opened(place, TODAY.model_copy(update={"governance": together}), months=12)
    record = model.run()
    edges = [(d["relation"], d["weight"]) for _, _, d in model.network.edges(data=True)]
    total = {r: sum(w for relation, w in edges if relation == r) for r in RELATIONS}
    assert all(total[r] > 0 for r in RELATIONS)
    # Rounding to whole people, list by list and borough by borough.
    assert abs(total["registration"] - record.people[-1].sum()) <= place.n_practices * place.n_boroughs
    paid = sum(p.pence.sum() for p in record.payments) / 100
    assert np.isclose(total["contract"], paid)
    assert model.network.number_of_nodes() == len(place.organisations) + place.n_boroughs


def test_alone_nobody_is_a_partner():
    model = opened(small_place(), months=1)
    model.run()
    assert "partnership" not in {d["relation"] for _, _, d in model.network.edges(data=True)}


def test_a_fuller_diary_refuses_more_and_a_fuller_list_waits_longer():
    place = small_place(people=2500)
    easy = opened(place, months=12, parameters={"primary_care.slack": 0.2, "planned.slack": 0.2}).run()
    tight = opened(place, months=12, parameters={"primary_care.slack": -0.2, "planned.slack": -0.2}).run()

    def last(record, stock):
        return record.stocks[-1][stock].sum()

    assert last(tight, "refused") > last(easy, "refused")
    assert last(tight, "waiting_first") > last(easy, "waiting_first")
