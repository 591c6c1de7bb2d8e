"""Reads a place from its folder: one TOML file and eleven CSV files into arrays.

A place is looked up by name among those that come with payscape, or given as a path to a folder.

Example:
    >>> place = load_place("small_town")
    >>> place.n_practices, place.boroughs
    (3, ('riverside', 'hillside'))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from abm.place import Organisation, Place, Site, SubSystem
from abm.quantities import Floats, Ints
from abm.vocabulary import AGE_BANDS, DEPRIVATION_QUINTILES, SEXES
from scenarios import place_checks as checks
from scenarios.errors import InputError, nearest
from scenarios.place_files import FILES, OLDEST, PRACTICE_FIGURES
from scenarios.place_settings import FILE, Settings, read_settings
from scenarios.place_table import Table, read_table

PLACES: Final = Path(__file__).parent / "places"
APRIL: Final = 4

SERVES: Final = {
    "commissioner_id": "commissioner",
    "council_id": "council",
    "social_care_id": "social_care",
    "community_id": "community",
    "mental_health_id": "mental_health",
    "voluntary_id": "voluntary_sector",
}
"""Columns of boroughs.csv that name an organisation, and the kind it must be."""


def place_names() -> list[str]:
    """Names of the places that come with payscape, in alphabetical order.

    Example:
        >>> "east_london" in place_names()
        True
    """
    return sorted(folder.parent.name for folder in PLACES.glob(f"*/{FILE}"))


def load_place(name_or_path: str | Path) -> Place:
    """Read and check a place.

    Args:
        name_or_path: a name from `place_names()`, a folder, or the place.toml inside one.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    folder = _folder(name_or_path)
    settings = read_settings(folder / FILE)
    tables = {file: read_table(folder / file, spec) for file, spec in FILES.items()}
    return _Reading(settings, tables).place()


def _folder(name_or_path: str | Path) -> Path:
    """The folder of a place by name or path."""
    if str(name_or_path) in place_names():
        return PLACES / str(name_or_path)
    path = Path(name_or_path)
    if path.name == FILE and path.is_file():
        return path.parent
    if not path.is_dir():
        raise InputError(f"no place '{name_or_path}'", remedy=nearest(str(name_or_path), place_names()))
    return path


@dataclass(frozen=True)
class _Reading:
    """The tables of one place on their way to arrays; each method fills one part of it."""

    settings: Settings
    tables: Mapping[str, Table]

    def place(self) -> Place:
        """Every part, checked against the others."""
        practices, boroughs = self.tables["practices.csv"], self.tables["boroughs.csv"]
        organisations = self._organisations()
        trusts = [i for i, o in enumerate(organisations) if o.kind == "acute_trust"]
        serving = self._serving(organisations)
        population = self._population()
        emergency, planned = (self._shares(c, organisations, trusts) for c in ("emergency", "planned"))
        sites = self._sites(organisations)
        checks.trusts_have_sites(sites, trusts, organisations, emergency, planned)
        checks.practices_in_every_borough(practices, boroughs["borough_id"], population)
        return Place(
            id=self.settings.id,
            title=self.settings.title,
            reference_year=self.settings.reference_year,
            boroughs=tuple(boroughs["borough_id"]),
            borough_names=tuple(boroughs["name"]),
            sub_systems=self._sub_systems(organisations),
            sub_system_of_borough=np.array(self._sub_system_of_borough, np.int64),
            **{f"{column.removesuffix('_id')}_of_borough": serving[column] for column in SERVES},
            organisations=organisations,
            practice_borough=np.array(self._home("practices.csv"), np.int64),
            practice_figures={name: np.array(practices[name], float) for name in PRACTICE_FIGURES},
            list_by_age_sex=self._lists(),
            registrations=self._registrations(),
            population=population,
            sites=sites,
            emergency_share=emergency,
            planned_share=planned,
            trusts=np.array(trusts, np.int64),
            outside_share=self._outside_share(organisations, trusts),
            outside_payer=checks.organisation_of_kind(
                self.settings.outside_payer,
                "outside_payer",
                index_of(organisations),
                organisations,
                f"{FILE}: outside_payer",
            ),
            seasonality=self._seasonality(),
            fit=self.settings.fit,
        )

    @cached_property
    def _boroughs(self) -> dict[str, int]:
        """Positions of boroughs by id."""
        self.tables["boroughs.csv"].refuse_repeats("borough_id")
        return {name: b for b, name in enumerate(self.tables["boroughs.csv"]["borough_id"])}

    @cached_property
    def _practices(self) -> dict[str, int]:
        """Positions of practices by id."""
        self.tables["practices.csv"].refuse_repeats("practice_id")
        return {name: p for p, name in enumerate(self.tables["practices.csv"]["practice_id"])}

    @cached_property
    def _sub_system_of_borough(self) -> list[int]:
        """The sub-system of each borough."""
        return checks.sub_system_by_borough(self.settings, self._boroughs)

    def _home(self, file: str) -> list[int]:
        """The borough of each row of a table."""
        return self.tables[file].positions("borough_id", self._boroughs, "boroughs.csv")

    def _organisations(self) -> tuple[Organisation, ...]:
        """Practices first, then the others in file order, each with its figures."""
        others, practices = self.tables["organisations.csv"], self.tables["practices.csv"]
        others.refuse_repeats("organisation_id")
        for row, name in enumerate(others["organisation_id"]):
            if name in self._practices:
                where = others.where(row, "organisation_id")
                raise InputError(f"'{name}' is a practice already", where, "give it another id")
        figures = self._figures([*practices["practice_id"], *others["organisation_id"]])
        organisations = (*self._practice_rows(figures), *self._other_rows(figures))
        checks.figures_complete(self.tables["figures.csv"], organisations)
        return organisations

    def _figures(self, ids: list[str]) -> dict[str, dict[str, float]]:
        """Figures by organisation and name."""
        table = self.tables["figures.csv"]
        table.refuse_repeats("organisation_id", "figure")
        table.positions("organisation_id", {name: i for i, name in enumerate(ids)}, "organisations.csv")
        checks.ranges_hold(table)
        figures: dict[str, dict[str, float]] = {name: {} for name in ids}
        for name, figure, value in zip(
            table["organisation_id"], table["figure"], table["value"], strict=True
        ):
            figures[name][figure] = value
        return figures

    def _practice_rows(self, figures: Mapping[str, Mapping[str, float]]) -> list[Organisation]:
        """The practices as organisations."""
        table, sub_system = self.tables["practices.csv"], self._sub_system_of_borough
        columns = (table[c] for c in ("practice_id", "name", "latitude", "longitude"))
        return [
            Organisation(name, title, "gp_practice", b, sub_system[b], lat, lon, figures[name])
            for b, name, title, lat, lon in zip(self._home("practices.csv"), *columns, strict=True)
        ]

    def _other_rows(self, figures: Mapping[str, Mapping[str, float]]) -> list[Organisation]:
        """All organisations that are not practices; a borough or sub-system left blank is -1."""
        table = self.tables["organisations.csv"]
        groups = {group.id: n for n, group in enumerate(self.settings.sub_systems)}
        home = table.positions("borough_id", self._boroughs | {"": -1}, "boroughs.csv")
        group = table.positions("sub_system_id", groups | {"": -1}, f"{FILE} sub_systems")
        columns = (table[c] for c in ("organisation_id", "name", "kind", "latitude", "longitude"))
        return [
            Organisation(name, title, kind, b, s, lat, lon, figures[name])
            for b, s, name, title, kind, lat, lon in zip(home, group, *columns, strict=True)
        ]

    def _serving(self, organisations: tuple[Organisation, ...]) -> dict[str, Ints]:
        """Who pays for and serves each borough, by column of boroughs.csv."""
        table, index = self.tables["boroughs.csv"], index_of(organisations)
        return {
            column: np.array(
                [
                    checks.organisation_of_kind(name, kind, index, organisations, table.where(row, column))
                    for row, name in enumerate(table[column])
                ],
                np.int64,
            )
            for column, kind in SERVES.items()
        }

    def _sub_systems(self, organisations: tuple[Organisation, ...]) -> tuple[SubSystem, ...]:
        """The sub-systems with their leads looked up."""
        index, leads = (
            index_of(organisations),
            (("lead_trust", "acute_trust"), ("lead_federation", "gp_federation")),
        )
        return tuple(
            SubSystem(
                group.id,
                group.name,
                *(
                    checks.organisation_of_kind(
                        getattr(group, key),
                        kind,
                        index,
                        organisations,
                        f"{FILE}: sub_systems {group.id}: {key}",
                    )
                    for key, kind in leads
                ),
            )
            for group in self.settings.sub_systems
        )

    def _population(self) -> Floats:
        """float[B, 91], residents by single year of age."""
        table = self.tables["population.csv"]
        table.refuse_repeats("borough_id", "age")
        people = np.full((len(self._boroughs), OLDEST + 1), np.nan)
        people[self._home("population.csv"), table["age"]] = table["people"]
        checks.every_age_given(table, list(self._boroughs), people)
        return people

    def _lists(self) -> Floats:
        """float[P, 2, 9], registered patients by sex and age band."""
        table, practices = self.tables["list_by_age_sex.csv"], self.tables["practices.csv"]
        table.refuse_repeats("practice_id", "sex", "age_band")
        lists = np.zeros((len(practices), len(SEXES), len(AGE_BANDS)))
        p = table.positions("practice_id", self._practices, "practices.csv")
        sex = [SEXES.index(word) for word in table["sex"]]
        lists[p, sex, [AGE_BANDS.index(word) for word in table["age_band"]]] = table["people"]
        checks.lists_complete(table, practices, lists)
        return lists

    def _registrations(self) -> Floats:
        """float[P, B, 5], residents registered by borough and deprivation quintile."""
        table = self.tables["registrations.csv"]
        table.refuse_repeats("practice_id", "borough_id", "deprivation_quintile")
        cells = np.zeros((len(self._practices), len(self._boroughs), DEPRIVATION_QUINTILES))
        p = table.positions("practice_id", self._practices, "practices.csv")
        quintile = np.array(table["deprivation_quintile"]) - 1
        cells[p, self._home("registrations.csv"), quintile] = table["people"]
        checks.registrations_complete(table, list(self._practices), list(self._boroughs), cells)
        return cells

    def _sites(self, organisations: tuple[Organisation, ...]) -> tuple[Site, ...]:
        """Hospital sites, each with its trust looked up."""
        table, index = self.tables["sites.csv"], index_of(organisations)
        table.refuse_repeats("site_id")
        trusts = [
            checks.organisation_of_kind(
                name, "acute_trust", index, organisations, table.where(row, "trust_id")
            )
            for row, name in enumerate(table["trust_id"])
        ]
        ids, names = table["site_id"], table["name"]
        rest = (table[c] for c in ("latitude", "longitude", "beds", "has_ae", "has_planned"))
        return tuple(Site(*row) for row in zip(ids, names, trusts, *rest, strict=True))

    def _shares(self, care: str, organisations: tuple[Organisation, ...], trusts: list[int]) -> Floats:
        """float[B, T'], share of a borough's care of one sort going to each trust."""
        table, column = self.tables["flows.csv"], f"{care}_share"
        table.refuse_repeats("borough_id", "trust_id")
        shares = np.zeros((len(self._boroughs), len(trusts)))
        t = table.positions("trust_id", trust_positions(organisations, trusts), "the acute trusts")
        shares[self._home("flows.csv"), t] = table[column]
        return checks.shares_to_one(table, column, list(self._boroughs), shares)

    def _outside_share(self, organisations: tuple[Organisation, ...], trusts: list[int]) -> Floats:
        """float[T'], share of each trust's patients who live outside."""
        table, positions = self.tables["outside.csv"], trust_positions(organisations, trusts)
        table.refuse_repeats("trust_id")
        share = np.zeros(len(trusts))
        share[table.positions("trust_id", positions, "the acute trusts")] = table["outside_share"]
        for name in positions:
            if name not in table["trust_id"]:
                raise InputError(f"trust '{name}' has no row", table.file, "write 0 if nobody comes")
        return share

    def _seasonality(self) -> Floats:
        """float[12, 2], April first."""
        table = self.tables["seasonality.csv"]
        table.refuse_repeats("calendar_month")
        seasons = np.full((12, 2), np.nan)
        april_first = (np.array(table["calendar_month"]) - APRIL) % 12
        seasons[april_first] = np.column_stack([table["attendances"], table["admissions"]])
        return checks.seasons_complete(table, seasons)


def index_of(organisations: tuple[Organisation, ...]) -> dict[str, int]:
    """Positions of organisations by id."""
    return {o.id: i for i, o in enumerate(organisations)}


def trust_positions(organisations: tuple[Organisation, ...], trusts: list[int]) -> dict[str, int]:
    """Positions within the share tables of acute trusts by id."""
    return {organisations[i].id: t for t, i in enumerate(trusts)}
