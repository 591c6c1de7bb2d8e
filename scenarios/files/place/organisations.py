"""Every organisation of a place with its figures, and how to find one by its id."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from abm.place import Organisation
from scenarios.errors import InputError, nearest
from scenarios.files.place.checks import figures_complete, ranges_hold
from scenarios.files.place.table import PlaceTable


@dataclass(frozen=True)
class Organisations:
    """All organisations of a place, the practices first.

    Attributes:
        every: in the order in which the model indexes them.
    """

    every: tuple[Organisation, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Positions by id."""
        return {o.id: i for i, o in enumerate(self.every)}

    @cached_property
    def trusts(self) -> list[int]:
        """Positions of the acute trusts, in the order of the share tables."""
        return [i for i, o in enumerate(self.every) if o.kind == "acute_trust"]

    @cached_property
    def trust_columns(self) -> dict[str, int]:
        """Columns of the share tables by trust."""
        return {self.every[i].id: t for t, i in enumerate(self.trusts)}

    def find(self, name: str, kind: str, where: str) -> int:
        """The position of an organisation that must be of one kind.

        Raises:
            InputError: if there is no such organisation, or it is of another kind.
        """
        right = [o.id for o in self.every if o.kind == kind]
        if name not in self.index:
            raise InputError(f"'{name}' is not in organisations.csv", where, nearest(name, right))
        if (own := self.every[self.index[name]].kind) != kind:
            raise InputError(f"'{name}' is of kind {own}, not {kind}", where, nearest(name, right))
        return self.index[name]

    def find_all(self, table: PlaceTable, column: str, kind: str) -> list[int]:
        """The positions of the organisations named in a column, all of one kind."""
        return [self.find(name, kind, table.where(row, column)) for row, name in enumerate(table[column])]


def organisations_in(
    tables: Mapping[str, PlaceTable],
    boroughs: Mapping[str, int],
    groups: Mapping[str, int],
    group_of: list[int],
) -> Organisations:
    """All organisations, from practices.csv, organisations.csv and figures.csv.

    Args:
        tables: tables by file name.
        boroughs: positions of boroughs by id.
        groups: positions of sub-systems by id.
        group_of: the sub-system of each borough.

    Raises:
        InputError: for an id used twice, an unknown borough or sub-system, or a figure missing.
    """
    practices, others, figures = (
        tables[file] for file in ("practices.csv", "organisations.csv", "figures.csv")
    )
    _own_ids(practices, others)
    known = _figures(figures, [*practices["practice_id"], *others["organisation_id"]])
    organisations = (
        *_practices(practices, boroughs, group_of, known),
        *_others(others, boroughs, groups, known),
    )
    figures_complete(figures, organisations)
    return Organisations(organisations)


def _own_ids(practices: PlaceTable, others: PlaceTable) -> None:
    """No two organisations share an id."""
    practices.refuse_repeats("practice_id")
    others.refuse_repeats("organisation_id")
    taken = set(practices["practice_id"])
    for row, name in enumerate(others["organisation_id"]):
        if name in taken:
            where = others.where(row, "organisation_id")
            raise InputError(f"'{name}' is a practice already", where, "give it another id")


def _figures(table: PlaceTable, ids: list[str]) -> dict[str, dict[str, float]]:
    """Figures by organisation and name."""
    table.refuse_repeats("organisation_id", "figure")
    table.positions("organisation_id", {name: i for i, name in enumerate(ids)}, "organisations.csv")
    ranges_hold(table)
    figures: dict[str, dict[str, float]] = {name: {} for name in ids}
    for name, figure, value in zip(table["organisation_id"], table["figure"], table["value"], strict=True):
        figures[name][figure] = value
    return figures


def _practices(
    table: PlaceTable,
    boroughs: Mapping[str, int],
    group_of: list[int],
    figures: Mapping[str, Mapping[str, float]],
) -> list[Organisation]:
    """The practices as organisations."""
    home = table.positions("borough_id", boroughs, "boroughs.csv")
    columns = (table[c] for c in ("practice_id", "name", "latitude", "longitude"))
    return [
        Organisation(name, title, "gp_practice", b, group_of[b], latitude, longitude, figures[name])
        for b, name, title, latitude, longitude in zip(home, *columns, strict=True)
    ]


def _others(
    table: PlaceTable,
    boroughs: Mapping[str, int],
    groups: Mapping[str, int],
    figures: Mapping[str, Mapping[str, float]],
) -> list[Organisation]:
    """All that are not practices; a borough or sub-system left blank is -1."""
    home = table.positions("borough_id", {**boroughs, "": -1}, "boroughs.csv")
    group = table.positions("sub_system_id", {**groups, "": -1}, "place.toml: sub_systems")
    columns = (table[c] for c in ("organisation_id", "name", "kind", "latitude", "longitude"))
    return [
        Organisation(name, title, kind, b, s, latitude, longitude, figures[name])
        for b, s, name, title, kind, latitude, longitude in zip(home, group, *columns, strict=True)
    ]
