"""The board: levers of every organisation, in columns by kind, and how they are moved once a quarter.

One call decides one lever for all organisations of a kind. Who differs in temperament is drawn at
each organisation's own position, so that renaming an organisation changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from abm.behaviour.catalogue import levers_of
from abm.behaviour.decision import Decision, Temperament
from abm.behaviour.lever import Lever
from abm.behaviour.situation import Situation
from abm.behaviour.theories.weigh_up import recover_norm
from abm.behaviour.theory import Theory
from abm.organisations.worth import Worth
from abm.parameters import Values
from abm.place import Place
from abm.quantities import Floats, Ints
from abm.streams import normals
from abm.vocabulary import KINDS

_FULL_DIARY = 0.2
"""Time pressure at which an hour is worth its full price."""


@dataclass(eq=False)
class Column:
    """One lever of one kind.

    Attributes:
        lever: which.
        kind: whose.
        members: int[n], organisation indexes.
        value: float[n], where it stands.
        norm: float[n], where it rests.
        peers: float[n, n], weights of network neighbours, rows sum to 1 (or 0 for who has none).
        temperament: how each decides.
    """

    lever: Lever
    kind: str
    members: Ints
    value: Floats
    norm: Floats
    peers: Floats
    temperament: Temperament

    @property
    def key(self) -> tuple[str, str]:
        """Kind and lever name."""
        return self.kind, self.lever.name


def open_board(place: Place, values: Values, seed: int, bases: int) -> list[Column]:
    """Columns of every lever that someone in the place has, all at 0.

    Args:
        place: the place.
        values: parameters in force.
        seed: of the run.
        bases: distinct forms of payment in use; more of them dilute the response (E18).
    """
    columns: list[Column] = []
    for kind in KINDS:
        members = place.of_kind(kind)
        for lever in levers_of(kind) if len(members) else ():
            n = len(members)
            columns.append(
                Column(
                    lever,
                    kind,
                    members,
                    np.zeros(n),
                    np.zeros(n),
                    _neighbours(place, members),
                    _temperament(kind, members, values, seed, bases),
                )
            )
    return columns


def _neighbours(place: Place, members: Ints) -> Floats:
    """Weights of neighbours: those of the same home borough, or of the whole kind where there is none."""
    borough = np.array([place.organisations[i].borough for i in members])
    same = (borough[:, None] == borough[None, :]) & (borough[:, None] >= 0)
    np.fill_diagonal(same, False)
    others = ~np.eye(len(members), dtype=bool)
    linked = np.where(same.any(axis=1)[:, None], same, others).astype(np.float64)
    return linked / np.maximum(linked.sum(axis=1, keepdims=True), 1.0)


def _temperament(kind: str, members: Ints, values: Values, seed: int, bases: int) -> Temperament:
    """How each organisation of a kind decides, drawn around the kind's mean."""
    spread = values["conduct.altruism_spread"]

    def varied(stream: str) -> Floats:
        sigma = np.sqrt(np.log1p(spread**2))
        return np.exp(sigma * normals(seed, f"temperament.{stream}", 0, members) - sigma**2 / 2)

    return Temperament(
        altruism=np.minimum(values[f"conduct.altruism.{kind}"] * varied("altruism"), 0.95),
        pass_through=np.full(len(members), pass_through(values, bases)),
        pressure=values["conduct.target_income"] * varied("pressure"),
        building=values["conduct.building"] * varied("pace"),
        dropping=values["conduct.dropping"] * varied("pace"),
    )


def dilute(columns: Sequence[Column], values: Values, bases: int) -> None:
    """Set how much of an incentive reaches the clinician when payment has this many distinct bases."""
    for column in columns:
        share = np.full(len(column.members), pass_through(values, bases))
        column.temperament = replace(column.temperament, pass_through=share)


def pass_through(values: Values, bases: int) -> float:
    """Share of an incentive that reaches the clinician: less with each further basis of payment (E18)."""
    return max(values["conduct.pass_through"] * (1 - values["conduct.complexity"] * max(bases - 1, 0)), 0.0)


def situation(
    kind: str,
    members: Ints,
    values: Values,
    worth: Worth,
    unit_cost: Floats,
    time_pressure: Floats,
    margin: Floats,
    partner_weight: float,
) -> Situation:
    """What organisations of a kind see.

    Args:
        kind: their kind.
        members: int[n], their indexes.
        values: parameters in force.
        worth: pounds of one more unit, all organisations.
        unit_cost: float[O, pods], cost of one more unit within the horizon.
        time_pressure: float[P], practices' time pressure.
        margin: float[O], last twelve months' margin on turnover.
        partner_weight: weight of partners' pounds.
    """
    pressed = time_pressure[members] / _FULL_DIARY if kind == "gp_practice" else np.zeros(len(members))
    return Situation(
        kind=kind,
        values=values,
        delivered=worth.delivered[members],
        used=worth.used[members],
        eligible=worth.eligible[members],
        enrolled=worth.enrolled[members],
        time_pressure=pressed,
        income=worth.income[members],
        unit_cost=unit_cost[members],
        use_income=worth.use_income[members],
        enrolled_income=worth.enrolled_income[members],
        partners_delivered=worth.partners_delivered[members],
        partners_used=worth.partners_used[members],
        partners_enrolled=worth.partners_enrolled[members],
        partner_weight=partner_weight,
        margin=margin[members],
    )


def anchor(columns: Sequence[Column], situations: Mapping[str, Situation]) -> None:
    """Recover every norm: what makes the conduct of the reference year optimal under its contracts."""
    for column in columns:
        column.norm = recover_norm(column.lever, situations[column.kind], column.temperament)


def decide(
    columns: Sequence[Column],
    situations: Mapping[str, Situation],
    theory: Theory,
    seed: int,
    month: int,
    months: int,
) -> list[Decision]:
    """Move every lever of every organisation; one decision a column, in order."""
    decisions: list[Decision] = []
    for column in columns:
        view = situations[column.kind]
        shaken = view.values["conduct.shock"] * np.sqrt(months)
        shock = shaken * normals(seed, f"shock.{column.lever.name}", month, column.members)
        peers = column.peers @ column.value if column.members.size > 1 else column.value
        decision = theory(
            column.lever, view, column.temperament, column.value, column.norm, peers, shock, months
        )
        column.value = decision.value
        decisions.append(decision)
    return decisions
