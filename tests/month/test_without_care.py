"""People who need social care and have none come to hospital more often, by the published multiple."""

import numpy as np
import pytest

from abm.parameters import values
from abm.patients.columns import ALIVE
from abm.patients.hazards import ACS, MINOR, SERIOUS, build_tables
from tests.generators.places import small_place
from tests.generators.runs import opened
from tests.patients.town import Town

EMERGENCIES = [ACS, SERIOUS, MINOR]


def expected_emergencies(without_care):
    """Emergencies that a town expects in a month if this many months without care lie ahead of everybody."""
    town = Town()
    town.columns.home_care[:] = town.columns.residential[:] = 0
    town.columns.without_care[:] = without_care
    return town.live(0).expected[:, :3].sum(axis=0)


def test_whoever_goes_without_care_has_the_published_multiple_of_emergencies():
    multiple = values()["social_care.without_care"]
    assert expected_emergencies(5) == pytest.approx(multiple * expected_emergencies(0), rel=1e-5)


def test_the_published_level_comes_back_whatever_the_multiple():
    """Base rates make room for what the usual number of people without care adds."""
    town = Town(people=20_000)
    columns, alive = town.columns, town.columns.flags & ALIVE != 0
    low, high = (
        build_tables(values({"social_care.without_care": multiple}), dict(town.place.fit))
        for multiple in (1.0, 1.4)
    )
    months = -columns.birth[alive].astype(np.int64)
    old = low.band[months] >= 8
    cell = low.band[months][old].astype(np.int64) * 10 + columns.demography[alive][old]
    emergencies = np.ix_(np.arange(len(cell)), EMERGENCIES)
    of_all = low.base[cell][emergencies] * low.multiple[columns.health[alive][old]][emergencies]
    of_those = high.base[cell][emergencies] * high.multiple[columns.health[alive][old]][emergencies]
    of_those[columns.without_care[alive][old] > 0] *= 1.4
    assert of_those.sum() == pytest.approx(of_all.sum(), rel=0.005)
    assert not np.allclose(of_all, of_those, rtol=0.001)


@pytest.fixture(scope="module")
def lived():
    """Two years in the small town with levers of social care held where they are told to be."""

    place = small_place(people=8_000)
    councils = sum(o.kind == "social_care" for o in place.organisations)

    def live(**levers):
        paths = {("social_care", name): np.full((24, councils), value) for name, value in levers.items()}
        model = opened(place, behaviour=False, months=24, replay=paths)
        model.run()
        return model

    return live


def going_without(model):
    columns = model.world.life.columns
    return int(((columns.without_care > 0) & (columns.flags & ALIVE != 0)).sum())


@pytest.mark.parametrize(("lever", "held"), [("eligibility", -1.0), ("package_size", -0.5)])
def test_less_care_leaves_more_people_without_it(lived, lever, held):
    assert going_without(lived(**{lever: held})) > 1.2 * going_without(lived(**{lever: 0.0}))


def test_who_is_given_a_package_no_longer_goes_without(lived):
    columns = lived(package_size=0.0).world.life.columns
    assert (columns.home_care > 0).any()
    assert not ((columns.without_care > 0) & (columns.home_care > 0)).any()


def test_missing_hours_leave_as_many_without_for_a_month(lived):
    columns = lived(package_size=-0.5).world.life.columns
    packages = (columns.home_care > 0) & (columns.flags & ALIVE != 0)
    without = columns.without_care[packages]
    assert without.max() == 1
    missing, luck = 1 - np.exp(-0.5), 2.5 / np.sqrt(packages.sum())
    assert without.mean() == pytest.approx(missing, abs=0.5 * luck)
