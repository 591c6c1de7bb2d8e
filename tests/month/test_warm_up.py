"""A warm-up is shared by runs that only decide or count differently, and by no others."""

import numpy as np

from abm.parameters import ALL
from abm.warm_up import DECIDING, forget, snapshot
from tests.generators.places import small_place


def lived_with(parameters, seed=1):
    """The reference year of a small place, lived afresh."""
    forget()
    return snapshot(PLACE, parameters, 1.0, seed)


PLACE = small_place(people=1200)


def moved(names):
    """Each of these parameters at the low end of its range."""
    return {p.name: p.low for p in ALL if p.name.startswith(names)}


def test_people_live_the_same_year_whatever_decisions_and_accounts_go_by():
    usual, other = lived_with({}), lived_with({})
    changed = snapshot(PLACE, moved(DECIDING), 1.0, 1)
    assert changed.life is other.life
    assert changed.setting.values["conduct.target_income"] == 0.0
    assert other.setting.values["conduct.target_income"] > 0.0
    assert np.array_equal(usual.outturn.delivered, changed.outturn.delivered)


def test_the_shared_year_is_the_one_that_would_have_been_lived(monkeypatch):
    shared = lived_with(moved(DECIDING))
    monkeypatch.setattr("abm.warm_up.DECIDING", ("none at all",))
    afresh = lived_with(moved(DECIDING))
    assert np.array_equal(shared.outturn.delivered, afresh.outturn.delivered)
    assert np.array_equal(shared.outturn.outcomes, afresh.outturn.outcomes)
    assert np.array_equal(shared.life.columns.severity, afresh.life.columns.severity)


def test_what_people_live_by_makes_another_year():
    assert (
        snapshot(PLACE, {}, 1.0, 1).life is not snapshot(PLACE, {"recording.usual_share": 0.1}, 1.0, 1).life
    )
