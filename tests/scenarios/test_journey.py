"""One resident's two lives: the same until something is decided otherwise, and an honest account of it."""

import numpy as np
import pandas as pd
import pytest

from abm.behaviour.catalogue import LEVERS
from abm.clock import Clock
from abm.patients.columns import ALIVE, ENROLLED, NO_QUEUE, WAITING_FOR_SUPPORT, empty_columns
from abm.processes.month_state import first_lists
from abm.vocabulary import OUTCOMES, PODS, SEGMENT
from scenarios.errors import InputError
from scenarios.files.place.load import load_place
from scenarios.questions.bearing_levers import BEARS, QUEUED
from scenarios.questions.journey import Journey, journey
from scenarios.questions.life_events import Event, Services, State, changes, state_of
from scenarios.questions.parting import FirstDifference, first_difference, parting
from scenarios.words.activity_words import OUTCOME_WORDS, POD_WORDS
from scenarios.words.numbers import month as in_words

A, B = "small-town-today", "small-town-capitation"
SOON = {"sample": 0.5, "months": 24}
TOWN = load_place("small_town")
SERVICES = Services(TOWN, 0, 0)
TRUST = int(TOWN.trusts[0])


@pytest.fixture(scope="module")
def found() -> Journey:
    return journey(A, B, **SOON)


# What happened -----------------------------------------------------------------------------------------


def someone(**state) -> State:
    columns = empty_columns(3)
    columns.identity[1], columns.flags[1] = 77, ALIVE
    for name, value in state.items():
        getattr(columns, name)[1] = value
    return state_of(columns, 1, 77, 5)


def kinds(before: State, after: State) -> list[str]:
    return [event.kind for event in changes(before, after, SERVICES)]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ({"flags": ALIVE | ENROLLED}, "enrolled begins"),
        ({"flags": ALIVE | WAITING_FOR_SUPPORT}, "asking begins"),
        ({"caseload": 3}, "caseload begins"),
        ({"mental": 1}, "mental begins"),
        ({"home_care": 2}, "home_care begins"),
        ({"residential": 9}, "residential begins"),
        ({"queue": 0}, "joined list for first"),
        ({"queue": first_lists(len(TOWN.sites))}, "joined list for treatment"),
        ({"health": 1}, "condition"),
        ({"segment": SEGMENT["older_75_plus"]}, "segment"),
    ],
)
def test_what_begins_also_ends(state, kind: str) -> None:
    before, after = someone(segment=0), someone(**({"segment": 0} | state))
    assert kinds(before, after) == [kind]
    back = kinds(after, before)
    ends = {"condition": [], "segment": ["segment"]}
    assert back == ends.get(kind, [kind.replace("begins", "ends").replace("joined", "left")])
    assert kinds(after, after) == []


def test_a_list_is_that_of_a_trust_for_something() -> None:
    (event,) = changes(someone(), someone(queue=1), SERVICES)
    assert event.organisation == TOWN.sites[0].trust
    assert (
        event.words == f"joined the list for a first attendance (surgery), {TOWN.organisations[TRUST].name}"
    )


def test_people_die_or_move_away_and_then_nothing_happens_to_them() -> None:
    columns = empty_columns(2)
    columns.identity[0], columns.flags[0] = 5, ALIVE
    here = state_of(columns, 0, 5, 3)
    columns.flags[0], columns.leaves[0] = 0, 4
    assert kinds(here, state_of(columns, 0, 5, 3)) == ["died"]
    assert kinds(here, state_of(columns, 0, 5, 4)) == ["moved"]
    columns.identity[0], columns.flags[0], columns.queue[0] = 99, ALIVE, NO_QUEUE
    gone = state_of(columns, 0, 5, 6)
    assert not gone.alive
    assert kinds(gone, gone) == []


def test_every_point_of_delivery_and_outcome_has_words() -> None:
    assert set(POD_WORDS) == set(PODS)
    assert set(OUTCOME_WORDS) == set(OUTCOMES)


def test_levers_bear_on_events_that_there_are() -> None:
    bears = [bears for lever in LEVERS.values() for bears in lever.bears]
    named = {event for one in bears for event in (*one.more, *one.fewer, *one.either)}
    assert named == set(BEARS), "an event that no lever names, or one that is not in EVENTS"
    assert set(BEARS) >= QUEUED


def test_of_levers_that_bear_on_an_event_the_nearest_comes_first() -> None:
    assert [(role, lever) for role, lever, _ in BEARS["NEL"]][:2] == [
        ("here", "admission_threshold"),
        ("community", "crisis_response"),
    ]


# Where they part ---------------------------------------------------------------------------------------


def decided(**values: float) -> pd.DataFrame:
    """A table of decisions in which one trust's admission threshold was set at a value."""
    months = sorted(values)
    return pd.DataFrame(
        {
            "month": [m.replace("_", "-").removeprefix("m") for m in months],
            "organisation": TOWN.organisations[TRUST].id,
            "lever": "admission_threshold",
            "value": [values[m] for m in months],
        }
    )


SPELL = Event("NEL", "1 emergency spell, Town General Hospital", TRUST)
NOWHERE = decided(m2017_06=0.0)


def parted(only_in: str, event: Event, a: pd.DataFrame, b: pd.DataFrame, month: int = 5):
    return parting(FirstDifference(month, only_in, event, ()), (a, b), SERVICES, Clock(2017))


def test_a_decision_is_named_only_if_it_works_the_way_the_lives_differ(monkeypatch) -> None:
    monkeypatch.setattr(
        "scenarios.questions.parting.reason", lambda *_: type("Why", (), {"words": "Because."})
    )
    less = decided(m2017_06=-0.2)
    found = parted("A", SPELL, NOWHERE, less)
    assert (found.organisation, found.lever) == (TOWN.organisations[TRUST].id, "admission_threshold")
    assert (found.lever_a, found.lever_b) == (0.0, -0.2)
    assert found.words.endswith("Why in B: Because.")
    other_way = parted("B", SPELL, NOWHERE, less)
    assert (other_way.organisation, other_way.lever) == ("", "")


def test_a_lever_stands_where_it_was_last_set_before_the_month(monkeypatch) -> None:
    monkeypatch.setattr("scenarios.questions.parting.reason", lambda *_: type("Why", (), {"words": ""}))
    path = decided(m2017_06=-0.1, m2017_09=-0.3, m2017_12=-0.4)
    assert parted("A", SPELL, NOWHERE, path, month=5).lever_b == -0.1  # Sep 2017, not yet decided
    assert parted("A", SPELL, NOWHERE, path, month=6).lever_b == -0.3
    assert parted("A", SPELL, NOWHERE, path, month=1).lever == ""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("DC", "others were treated first"),
        ("NEL", "not seen here"),
        ("condition", "Nobody's lever bears on it"),
    ],
)
def test_where_no_decision_made_it_that_is_said(kind: str, said: str) -> None:
    found = parted("A", Event(kind, "something", TRUST), NOWHERE, NOWHERE)
    assert (found.organisation, found.lever) == ("", "")
    assert said in found.words


def test_of_several_differences_the_first_in_a_month_counts_where_there_was_more_of_it() -> None:
    few, many = Event("OPFUP", "2 follow-ups", TRUST, 2), Event("OPFUP", "4 follow-ups", TRUST, 4)
    treated = Event("joined list for treatment", "joined", TRUST)
    found = first_difference([[], [few, treated]], [[], [many]])
    assert found is not None
    assert (found.month, found.only_in, found.event, set(found.instead)) == (1, "B", many, {few, treated})
    assert first_difference([[few], [many]], [[few], [many]]) is None


# A whole journey ---------------------------------------------------------------------------------------


def test_until_the_regime_begins_the_lives_are_the_same(found: Journey) -> None:
    table = found.table()
    assert table[table["month"] < "2018-04"]["same"].all()
    assert found.parting is not None
    assert found.parting.month == table[~table["same"]]["month"].min() >= "2018-04"


def test_the_parting_is_in_the_table_and_somebody_or_nobody_decided_it(found: Journey) -> None:
    part = found.parting
    assert part is not None
    (row,) = found.table().query("month == @part.month").to_dict("records")
    assert part.event in row["in_a" if part.only_in == "A" else "in_b"]
    assert bool(part.organisation) == bool(part.lever)
    assert (part.lever_a != part.lever_b) == bool(part.lever)
    assert in_words(part.month) in part.words


def test_the_one_chosen_differs_in_as_many_months_as_is_said(found: Journey) -> None:
    assert "the one whose two lives look different in most months" in found.person.chosen
    assert (~found.table()["same"]).sum() > 0


def test_asked_for_by_number_it_is_the_same_person_with_the_same_lives(found: Journey) -> None:
    again = journey(A, B, person=found.person.identity, **SOON)
    assert again.person.chosen == "as asked for"
    pd.testing.assert_frame_equal(again.table(), found.table())
    assert again.parting == found.parting


def test_a_life_beside_itself_never_parts(found: Journey) -> None:
    same = journey(A, A, person=found.person.identity, **SOON)
    assert same.parting is None
    assert same.table()["same"].all()
    assert same.lives[0] == same.lives[1] == found.lives[0]


def test_a_segment_is_that_of_the_start() -> None:
    old = journey(A, B, segment="older_75_plus", **SOON)
    assert old.person.segment == "older_75_plus"
    assert old.person.age >= 75


def test_to_be_watched_changes_nothing() -> None:
    from dataclasses import replace

    from scenarios.files.scenario_files import load_scenario
    from scenarios.runs.task import opened

    setup = load_scenario(A).changed(sample=0.2, months=6).setup()
    plain, watched = (opened(s, 1) for s in (setup, replace(setup, watch=(42,))))
    one, other = plain.run(), watched.run()
    assert all(np.array_equal(x, y) for x, y in zip(one.delivered, other.delivered, strict=True))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"person": 10**9}, "no resident 1000000000 at the start"),
        ({"segment": "older"}, "no segment 'older'"),
        ({"person": 1, "segment": "end_of_life"}, "ask for one or the other"),
        ({"b": "east-london-today"}, "place differs"),
        ({"b": A}, "nobody's two lives differ"),
    ],
)
def test_what_cannot_be_followed_is_said(asked, said: str) -> None:
    with pytest.raises(InputError) as fault:
        journey(**({"a": A, "b": B, "sample": 0.1, "months": 3} | asked))
    assert said in str(fault.value)
