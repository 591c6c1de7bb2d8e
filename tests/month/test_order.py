"""The order of events in a month, and what a month leaves standing."""

import numpy as np

from abm.month import ORDER
from abm.network.provider_graph import RELATIONS
from abm.regimes.governance import MEMBER_KINDS, Governance
from tests.generators.places import small_place
from tests.generators.runs import TODAY, opened


def test_the_order_of_events_can_be_read():
    names = [name for name, _ in ORDER]
    assert (
        names.index("need") < names.index("primary care") < names.index("choice") < names.index("discharge")
    )
    assert names[-2:] == ["settlement", "decision"]
    assert len(set(names)) == len(names)


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
