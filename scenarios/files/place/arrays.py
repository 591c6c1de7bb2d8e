"""Turns what the files of a place say into arrays, each checked against the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from abm.place import Place, Site, SubSystem
from abm.quantities import Floats, Ints
from abm.vocabulary import AGE_BANDS, DEPRIVATION_QUINTILES, SEXES
from scenarios.errors import InputError
from scenarios.files.place import checks as checks
from scenarios.files.place.columns import OLDEST, PRACTICE_FIGURES, SERVING
from scenarios.files.place.organisations import Organisations, organisations_in
from scenarios.files.place.settings import FILE, Settings
from scenarios.files.place.table import PlaceTable

APRIL: Final = 4


@dataclass(frozen=True)
class Arrays:
    """The tables of one place on their way to arrays; each method fills one part of it."""

    settings: Settings
    tables: Mapping[str, PlaceTable]

    def place(self) -> Place:
        """Every part, checked against the others."""
        practices, boroughs = self.tables["practices.csv"], self.tables["boroughs.csv"]
        population = self.population()
        checks.practices_in_every_borough(practices, boroughs["borough_id"], population)
        return Place(
            id=self.settings.id,
            title=self.settings.title,
            reference_year=self.settings.reference_year,
            boroughs=tuple(boroughs["borough_id"]),
            borough_names=tuple(boroughs["name"]),
            sub_systems=tuple(self.sub_systems()),
            sub_system_of_borough=np.array(self.group_of_borough, np.int64),
            serving={kind: self.serving(column, kind) for kind, column in SERVING.items()},
            organisations=self.organisations.every,
            practice_borough=np.array(self.home("practices.csv"), np.int64),
            practice_figures={name: np.array(practices[name], np.float64) for name in PRACTICE_FIGURES},
            list_by_age_sex=self.lists(),
            registrations=self.registrations(),
            population=population,
            sites=self.sites(),
            emergency_share=self.shares("emergency_share"),
            planned_share=self.shares("planned_share"),
            trusts=np.array(self.organisations.trusts, np.int64),
            outside_share=self.outside_share(),
            outside_payer=self.organisations.find(
                self.settings.outside_payer, "outside_payer", f"{FILE}: outside_payer"
            ),
            seasonality=self.seasonality(),
            fit=self.settings.fit,
        )

    @cached_property
    def boroughs(self) -> dict[str, int]:
        """Positions of boroughs by id."""
        self.tables["boroughs.csv"].refuse_repeats("borough_id")
        return {name: b for b, name in enumerate(self.tables["boroughs.csv"]["borough_id"])}

    @cached_property
    def practices(self) -> dict[str, int]:
        """Positions of practices by id."""
        return {name: p for p, name in enumerate(self.tables["practices.csv"]["practice_id"])}

    @cached_property
    def group_of_borough(self) -> list[int]:
        """The sub-system of each borough."""
        return checks.sub_system_by_borough(self.settings, self.boroughs)

    @cached_property
    def organisations(self) -> Organisations:
        """All organisations."""
        groups = {group.id: n for n, group in enumerate(self.settings.sub_systems)}
        return organisations_in(self.tables, self.boroughs, groups, self.group_of_borough)

    def home(self, file: str) -> list[int]:
        """The borough of each row of a table."""
        return self.tables[file].positions("borough_id", self.boroughs, "boroughs.csv")

    def list_of(self, file: str) -> list[int]:
        """The practice of each row of a table."""
        return self.tables[file].positions("practice_id", self.practices, "practices.csv")

    def trust_of(self, file: str) -> list[int]:
        """The column in the share tables of the trust of each row of a table."""
        return self.tables[file].positions("trust_id", self.organisations.trust_columns, "the acute trusts")

    def serving(self, column: str, kind: str) -> Ints:
        """int[B], who pays for or serves each borough, from one column of boroughs.csv."""
        return np.array(self.organisations.find_all(self.tables["boroughs.csv"], column, kind), np.int64)

    def sub_systems(self) -> list[SubSystem]:
        """The sub-systems with their leads looked up."""
        systems: list[SubSystem] = []
        for group in self.settings.sub_systems:
            where = f"{FILE}: sub_systems {group.id}"
            trust = self.organisations.find(group.lead_trust, "acute_trust", f"{where}: lead_trust")
            federation = self.organisations.find(
                group.lead_federation, "gp_federation", f"{where}: lead_federation"
            )
            systems.append(SubSystem(group.id, group.name, trust, federation))
        return systems

    def population(self) -> Floats:
        """float[B, 91], residents by single year of age."""
        table = self.tables["population.csv"]
        table.refuse_repeats("borough_id", "age")
        people = np.full((len(self.boroughs), OLDEST + 1), np.nan)
        people[self.home("population.csv"), table["age"]] = table["people"]
        checks.every_age_given(table, list(self.boroughs), people)
        return people

    def lists(self) -> Floats:
        """float[P, 2, 9], registered patients by sex and age band."""
        table = self.tables["list_by_age_sex.csv"]
        table.refuse_repeats("practice_id", "sex", "age_band")
        lists = np.zeros((len(self.practices), len(SEXES), len(AGE_BANDS)))
        sex = [SEXES.index(word) for word in table["sex"]]
        band = [AGE_BANDS.index(word) for word in table["age_band"]]
        lists[self.list_of("list_by_age_sex.csv"), sex, band] = table["people"]
        checks.lists_complete(table, self.tables["practices.csv"], lists)
        return lists

    def registrations(self) -> Floats:
        """float[P, B, 5], residents registered by borough and deprivation quintile."""
        table, file = self.tables["registrations.csv"], "registrations.csv"
        table.refuse_repeats("practice_id", "borough_id", "deprivation_quintile")
        cells = np.zeros((len(self.practices), len(self.boroughs), DEPRIVATION_QUINTILES))
        cells[self.list_of(file), self.home(file), np.array(table["deprivation_quintile"]) - 1] = table[
            "people"
        ]
        checks.registrations_complete(table, list(self.practices), list(self.boroughs), cells)
        return cells

    def sites(self) -> tuple[Site, ...]:
        """Hospital sites, each with its trust looked up, enough of them for where people go."""
        table = self.tables["sites.csv"]
        table.refuse_repeats("site_id")
        trusts = self.organisations.find_all(table, "trust_id", "acute_trust")
        rest = (table[c] for c in ("latitude", "longitude", "beds", "has_ae", "has_planned"))
        sites = tuple(Site(*row) for row in zip(table["site_id"], table["name"], trusts, *rest, strict=True))
        emergency, planned = (self.shares(f"{care}_share") for care in ("emergency", "planned"))
        checks.trusts_have_sites(
            sites, self.organisations.trusts, self.organisations.every, emergency, planned
        )
        return sites

    def shares(self, column: str) -> Floats:
        """float[B, T'], share of a borough's care of one sort going to each trust."""
        table = self.tables["flows.csv"]
        table.refuse_repeats("borough_id", "trust_id")
        shares = np.zeros((len(self.boroughs), len(self.organisations.trusts)))
        shares[self.home("flows.csv"), self.trust_of("flows.csv")] = table[column]
        return checks.shares_to_one(table, column, list(self.boroughs), shares)

    def outside_share(self) -> Floats:
        """float[T'], share of each trust's patients who live outside."""
        table, share = self.tables["outside.csv"], np.zeros(len(self.organisations.trusts))
        table.refuse_repeats("trust_id")
        share[self.trust_of("outside.csv")] = table["outside_share"]
        for name in self.organisations.trust_columns:
            if name not in table["trust_id"]:
                raise InputError(f"trust '{name}' has no row", table.file, "write 0 if nobody comes")
        return share

    def seasonality(self) -> Floats:
        """float[12, 2], April first."""
        table = self.tables["seasonality.csv"]
        table.refuse_repeats("calendar_month")
        seasons = np.full((12, 2), np.nan)
        april_first = (np.array(table["calendar_month"]) - APRIL) % 12
        seasons[april_first] = np.column_stack([table["attendances"], table["admissions"]])
        return checks.seasons_complete(table, seasons)
