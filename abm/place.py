"""A place as plain arrays: who lives there, which practices and providers serve them, who pays.

`scenarios.files.place.load` reads a folder of CSV files and one TOML into this; the model never sees a file.
Organisations have one index over all kinds: practices come first, in file order, so that index
`p < n_practices` is practice `p` everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from abm.content_hash import content_hash
from abm.quantities import Floats, Ints


@dataclass(frozen=True)
class Organisation:
    """One provider or payer.

    Attributes:
        id: short code, unique in the place (an ODS code where there is one).
        name: as people there call it.
        kind: a word of `abm.vocabulary.KINDS`.
        borough: index of its home borough, or -1 when it has none.
        sub_system: index of its sub-system, or -1.
        latitude: degrees north (WGS84), NaN where it has no one address.
        longitude: degrees east.
        figures: capacity and money figures by name, for example `caseload_places`,
            `home_care_hours_per_week`, `annual_income_pounds`. Units are in the name.
    """

    id: str
    name: str
    kind: str
    borough: int
    sub_system: int
    latitude: float
    longitude: float
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A hospital site: where acute care is delivered. Its trust decides and is paid.

    Attributes:
        id: short code, unique in the place.
        name: as people there call it.
        trust: index of the trust in `Place.organisations`.
        latitude: degrees north.
        longitude: degrees east.
        beds: beds available overnight, general and acute.
        has_ae: whether it takes A&E attendances and emergencies.
        has_planned: whether it takes outpatients and planned admissions.
    """

    id: str
    name: str
    trust: int
    latitude: float
    longitude: float
    beds: float
    has_ae: bool
    has_planned: bool


@dataclass(frozen=True)
class SubSystem:
    """A group of boroughs that plans together, and who would lead it.

    Attributes:
        id: short code.
        name: as people there call it.
        lead_trust: organisation index of the trust that leads in a trust-led form.
        lead_federation: organisation index of the GP federation that leads in a practice-led form.
    """

    id: str
    name: str
    lead_trust: int
    lead_federation: int


@dataclass(frozen=True, eq=False)
class Place:
    """Everything the model needs to know of a place. P practices, B boroughs, T trusts, H sites.

    Attributes:
        id: folder name.
        title: one line.
        reference_year: calendar year in which the reference financial year starts (2017: 2017-18).
        boroughs: ids of the boroughs, B of them.
        borough_names: their names.
        sub_systems: the sub-systems.
        sub_system_of_borough: int[B].
        serving: int[B] by kind, organisation index of whoever serves or buys for each borough: the health
            `commissioner`, the `council` as payer, its `social_care` as provider, and the `community`,
            `mental_health` and `voluntary_sector` providers.
        organisations: all organisations, the P practices first.
        practice_borough: int[P], home borough of each practice.
        practice_figures: float[P] arrays by name: registered_patients, weighted_patients,
            global_sum_pounds, qof_pounds, enhanced_pounds, other_pounds (all a year).
        list_by_age_sex: float[P, 2, 9], registered patients by sex and `AGE_BANDS`.
        registrations: float[P, B, 5], residents registered by borough of residence and
            deprivation quintile (a share table: only proportions within a practice matter).
        population: float[B, 91], residents by borough and single year of age (90 is 90 and over).
        sites: hospital sites, out-of-area ones included.
        emergency_share: float[B, T'], share of a borough's emergencies going to each trust of
            `trusts`; rows sum to 1.
        planned_share: float[B, T'], the same for planned care.
        trusts: organisation indexes of acute trusts, in the order of the two share tables.
        outside_share: float[T'], share of a trust's patients who live outside the place.
        outside_payer: organisation index that pays for patients living outside.
        seasonality: float[12, 2], April first; multiplies A&E attendances and emergency
            admissions per day (mean 1).
        fit: multipliers on rates fitted to the observed level, by name, each 1 when unfitted.
    """

    id: str
    title: str
    reference_year: int
    boroughs: tuple[str, ...]
    borough_names: tuple[str, ...]
    sub_systems: tuple[SubSystem, ...]
    sub_system_of_borough: Ints
    serving: Mapping[str, Ints]
    organisations: tuple[Organisation, ...]
    practice_borough: Ints
    practice_figures: Mapping[str, Floats]
    list_by_age_sex: Floats
    registrations: Floats
    population: Floats
    sites: tuple[Site, ...]
    emergency_share: Floats
    planned_share: Floats
    trusts: Ints
    outside_share: Floats
    outside_payer: int
    seasonality: Floats
    fit: Mapping[str, float]

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits of all that it holds, see `abm.content_hash`."""
        return content_hash(self)

    @property
    def n_practices(self) -> int:
        """P, the number of practices."""
        return len(self.practice_borough)

    @property
    def n_boroughs(self) -> int:
        """B, the number of boroughs, `outside` not counted."""
        return len(self.boroughs)

    @cached_property
    def residents(self) -> float:
        """People who live in the place."""
        return float(self.population.sum())

    def of_kind(self, kind: str) -> Ints:
        """Organisation indexes of one kind, in file order."""
        return np.array([i for i, o in enumerate(self.organisations) if o.kind == kind], np.int64)

    def index_of(self, organisation_id: str) -> int:
        """Index of an organisation by its id.

        Raises:
            KeyError: if the place has no such organisation.
        """
        for i, o in enumerate(self.organisations):
            if o.id == organisation_id:
                return i
        raise KeyError(organisation_id)
