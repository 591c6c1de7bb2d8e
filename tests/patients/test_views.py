"""Residents can be looked at as Mesa agents, one by one or all at once."""

import mesa
import numpy as np
import pytest

from abm.patients.columns import ALIVE, ENROLLED
from abm.patients.views import Patient, Patients
from abm.vocabulary import CONDITIONS, SEGMENTS
from tests.generators.places import small_place
from tests.generators.runs import opened

MODEL = opened(small_place(people=800, draw=2))


def everyone() -> Patients:
    return MODEL.agents_by_type[Patient]


def test_the_model_counts_patients_among_its_agents():
    people = everyone()
    assert len(people) == (MODEL.world.life.columns.flags & ALIVE != 0).sum()
    assert all(len(agents) for agents in MODEL.agents_by_type.values())
    assert isinstance(people[0], mesa.Agent)
    assert people[0] not in MODEL.agents


def test_a_patient_is_a_view_of_a_row():
    person = everyone()[17]
    columns, row = MODEL.world.life.columns, person.row
    assert person.unique_id == columns.identity[row]
    assert person.severity == columns.severity[row]
    assert person.age == (MODEL.month - columns.birth[row]) // 12
    assert person.segment_name == SEGMENTS[columns.segment[row]]
    assert set(person.conditions) <= set(CONDITIONS)
    assert person.is_enrolled == bool(columns.flags[row] & ENROLLED)
    assert 1 <= person.quintile <= 5
    assert repr(person).startswith(f"Patient({person.unique_id}, {person.sex} of {person.age}")


def test_what_a_patient_does_not_have_is_said_with_what_there_is():
    with pytest.raises(AttributeError, match="no 'mood'; columns: identity"):
        _ = everyone()[0].mood
    with pytest.raises(AttributeError, match="no column 'mood'"):
        everyone().get("mood")


def test_a_selection_is_made_and_summed_up_without_loops():
    ill = everyone().select(lambda p: p.get("health") > 0)
    assert 0 < len(ill) < len(everyone())
    assert (ill.get("health") > 0).all()
    assert ill.agg("severity", np.mean) == pytest.approx(np.mean([p.severity for p in ill]), abs=1e-5)


def test_groups_are_a_partition():
    groups = everyone().groupby("practice")
    assert sum(len(group) for group in groups.values()) == len(everyone())
    assert all((group.get("practice") == practice).all() for practice, group in groups.items())


def test_sorting_orders_by_a_column_and_then_by_who_was_first():
    rising = everyone().sort("segment")
    assert (np.diff(rising.get("segment").astype(int)) >= 0).all()
    same = rising.get("segment") == rising.get("segment")[0]
    assert (np.diff(rising.get("identity")[same].astype(int)) > 0).all()
    assert np.array_equal(
        everyone().sort("severity", ascending=False).rows, everyone().sort("severity").rows[::-1]
    )


def test_a_patients_step_says_what_the_coming_month_will_do():
    model = opened(small_place(people=800, draw=2))
    people = model.agents_by_type[Patient]
    steps = {p.row: p.step() for p in people}
    model.step()
    columns = model.world.life.columns
    stayed = [row for row in steps if columns.queue[row] == 255 and columns.flags[row] & ALIVE]
    same = [row for row in stayed if columns.control[row] == steps[row].control]
    assert len(same) > 0.9 * len(steps)


def test_patients_without_a_model_are_only_looked_at():
    people = Patients(None, MODEL.world.life.columns, 0)
    with pytest.raises(RuntimeError, match="only looked at"):
        people[0].step()
