"""The opening population has the lists, the ages and the illness that the place and the tables say."""

import numpy as np
import pytest

from abm.patients.columns import ALIVE, FRAILTY_SHIFT
from abm.patients.hazards import (
    ACS,
    BANDS,
    DEATH,
    GP,
    PLANNED,
    SUPPORT,
    frailty_shares,
    prevalence,
    yearly_rates,
)
from abm.quantities import MONTHS_PER_YEAR
from scenarios.files.place.load import load_place
from tests.patients.town import Town

STANDARD_ERRORS = 4.5
TOWN = Town(place=load_place("small_town"))


def bands(town):
    """Age band, and rows, of everyone alive."""
    rows = np.flatnonzero(town.columns.flags & ALIVE)
    return town.setting.tables.band[-town.columns.birth[rows]].astype(int), rows


@pytest.mark.parametrize("sample", [1.0, 0.1])
def test_every_list_is_its_share_of_the_residents_to_within_one(sample):
    town = Town(place=load_place("small_town"), sample=sample)
    place, (_, rows) = town.place, bands(town)
    share = place.registrations.sum(axis=(1, 2)) / place.registrations.sum()
    lists = np.bincount(town.columns.practice[rows], minlength=place.n_practices)
    assert len(rows) == round(place.residents * sample)
    assert (np.abs(lists - share * len(rows)) <= 1).all()


def test_each_condition_is_as_common_as_its_table_says():
    band, rows = bands(TOWN)
    table = prevalence(TOWN.setting.values)
    for k in range(table.shape[1]):
        has = (TOWN.columns.health[rows] >> k & 1).astype(float)
        people = np.bincount(band, minlength=BANDS)
        expected, spread = people * table[:, k], np.sqrt(people * table[:, k] * (1 - table[:, k]))
        found = np.bincount(band, has, BANDS)
        assert (np.abs(found - expected) <= STANDARD_ERRORS * spread + 2).all()


def test_frailty_is_as_common_as_its_table_says():
    band, rows = bands(TOWN)
    table, level = frailty_shares(TOWN.setting.values), TOWN.columns.health[rows] >> FRAILTY_SHIFT
    people = np.bincount(band, minlength=BANDS)
    for k in range(4):
        found = np.bincount(band, level == k, BANDS)
        spread = np.sqrt(people * table[:, k] * (1 - table[:, k]))
        assert (np.abs(found - people * table[:, k]) <= STANDARD_ERRORS * spread + 2).all()


@pytest.mark.parametrize("purpose", [ACS, PLANNED, SUPPORT, DEATH, GP])
def test_published_rates_by_age_come_back_from_the_population(purpose):
    """Mean hazard over people of an age, in usual care and mean deprivation, is the published rate."""
    setting, (band, rows) = TOWN.setting, bands(TOWN)
    tables, values = setting.tables, setting.values
    cell = band * 10 + 2  # the middle quintile, where the deprivation slope is nought
    hazard = tables.base[cell, purpose] * tables.multiple[TOWN.columns.health[rows], purpose].astype(float)
    if purpose == ACS:
        hazard *= 1 - values["illness.avoidable_by_control"] * values["illness.control_usual"]
    if purpose == GP:
        hazard *= tables.contacts[band]
    people = np.bincount(band, minlength=BANDS)
    mean = np.bincount(band, hazard, BANDS) / people * MONTHS_PER_YEAR
    spread = np.array([hazard[band == b].std() for b in range(BANDS)]) / np.sqrt(people) * MONTHS_PER_YEAR
    published = yearly_rates(values, dict(TOWN.place.fit))[:, purpose]
    assert (np.abs(mean - published) <= STANDARD_ERRORS * spread + 1e-3 * published).all()


def test_severity_stays_at_unit_variance():
    town = Town(place=load_place("small_town"))
    rows = np.flatnonzero(town.columns.flags & ALIVE)
    for month in range(12):
        town.live(month)
        severity = town.columns.severity[rows].astype(float)
        assert abs(severity.mean()) < 0.03
        assert abs(severity.std() - town.setting.values["illness.severity_spread"]) < 0.03


def test_the_same_seed_makes_the_same_people_and_another_seed_others():
    one, again, other = Town(seed=1), Town(seed=1), Town(seed=2, place=Town(seed=1).place)
    for a, b in zip(one.columns, again.columns, strict=True):
        assert np.array_equal(a, b)
    assert not np.array_equal(one.columns.health, other.columns.health)
