"""Panels: the levers of every organisation by kind, and how they are moved once a quarter.

One call decides all levers of all organisations of a kind. Who differs in temperament is drawn at
each organisation's own position, so that renaming an organisation changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from abm.behaviour.catalogue import levers_of as levers_of_kind
from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.behaviour.lever import Lever
from abm.behaviour.outlook import HeldBelief, Outlook, hold, look_out
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.theory import Theory
from abm.compiled import maker
from abm.organisations.costs import CostBase, unit_values
from abm.organisations.reckoning import Year
from abm.organisations.worth import Worth
from abm.parameter import Values
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints
from abm.streams import normals, normals_of
from abm.vocabulary import KINDS

_FULL_DIARY = 0.2
"""Time pressure at which an hour is worth its full price."""


@dataclass(eq=False)
class Panel:
    """The levers of all organisations of a kind: K levers by n organisations.

    Attributes:
        kind: whose.
        levers: which, K of them.
        members: int[n], organisation indexes.
        group: int[n], network neighbourhood of each: those with the same home borough, else the kind.
        temperament: how each decides.
        value: float[K, n], where the levers stand.
        norm: float[K, n], where they rest.
        effort: float[K, n], pounds a year really spent on one unit of each.
        held: what is believed of each for the contract year; None to ask whenever they are decided.
    """

    kind: str
    levers: tuple[Lever, ...]
    members: Ints
    group: Ints
    temperament: Temperament
    value: Floats
    norm: Floats
    effort: Floats
    held: HeldBelief | None = None

    @cached_property
    def at(self) -> slice | Ints:
        """Where the members are among all organisations: a slice where they stand side by side."""
        first, n = int(self.members[0]), len(self.members)
        together = np.array_equal(self.members, np.arange(first, first + n))
        return slice(first, first + n) if together else self.members

    @cached_property
    def cadence(self) -> Floats:
        """float[K, 1], months between decisions."""
        return np.array([[lever.cadence] for lever in self.levers], np.float64)

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """float[K, 1] each, the lowest and the highest value."""
        lowest, highest = np.array([(lever.lowest, lever.highest) for lever in self.levers]).T
        return lowest[:, None], highest[:, None]

    def position(self, lever: str) -> int:
        """Which row a lever has, or -1 where the kind does not have it."""
        return next((k for k, own in enumerate(self.levers) if own.name == lever), -1)


def open_panels(place: Place, values: Values, seed: int, bases: int) -> list[Panel]:
    """Panels of every kind in the place that has levers, all at 0.

    Args:
        place: the place.
        values: parameters in force.
        seed: of the run.
        bases: distinct forms of payment in use; more of them dilute the response (E18).
    """
    panels: list[Panel] = []
    for kind in KINDS:
        members, levers = place.of_kind(kind), levers_of_kind(kind)
        if not len(members) or not levers:
            continue
        shape = len(levers), len(members)
        panels.append(
            Panel(
                kind,
                levers,
                members,
                _neighbourhoods(place, members),
                _temperament(kind, members, values, seed, bases),
                np.zeros(shape),
                np.zeros(shape),
                np.zeros(shape),
            )
        )
    return panels


def _neighbourhoods(place: Place, members: Ints) -> Ints:
    """The neighbourhood of each: its home borough where somebody else of the kind is there too, else 0."""
    borough = np.array([place.organisations[i].borough for i in members])
    _, group, count = np.unique(borough, return_inverse=True, return_counts=True)
    return np.where((borough >= 0) & (count[group] > 1), group + 1, 0).astype(np.int64)


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


def dilute(panels: Sequence[Panel], values: Values, bases: int) -> None:
    """Set how much of an incentive reaches the clinician when payment has this many distinct bases."""
    for panel in panels:
        share = np.full(len(panel.members), pass_through(values, bases))
        panel.temperament = replace(panel.temperament, pass_through=share)


def pass_through(values: Values, bases: int) -> float:
    """Share of an incentive that reaches the clinician: less with each further basis of payment (E18)."""
    return max(values["conduct.pass_through"] * (1 - values["conduct.complexity"] * max(bases - 1, 0)), 0.0)


def look_back(panels: Sequence[Panel], values: Values, year: Year, costs: CostBase) -> dict[str, LastYear]:
    """What every kind knows of the year that is over; what levers bring is held as far as it rests on that.

    Args:
        panels: of every kind.
        values: parameters in force.
        year: its activity.
        costs: of every organisation in the reference year.
    """
    known: dict[str, LastYear] = {}
    unit_value, capacity_cost = unit_values(values), costs.stepped * MONTHS_PER_YEAR
    for panel in panels:
        known[panel.kind] = LastYear(
            kind=panel.kind,
            values=values,
            delivered=year.delivered[panel.at],
            used=year.used[panel.at],
            eligible=year.eligible[panel.at],
            enrolled=year.enrolled[panel.at],
            outcomes=year.outcomes[panel.at],
            unit_cost=costs.horizon_unit[panel.at],
            unit_value=unit_value,
            capacity_cost=capacity_cost[panel.at],
        )
        panel.held = hold(panel.levers, known[panel.kind])
    return known


@dataclass(frozen=True, eq=False)
class Standing:
    """How every organisation stands now, beside the worth of what it does. O organisations, P practices.

    Attributes:
        time_pressure: float[P], practices' time pressure.
        margin: float[O], last twelve months' margin on turnover.
        usual_margin: float[O], the reference year's.
        turnover: float[O], pounds a year received, or held as a budget, in the reference year.
        waiting: float[O], people waiting for what each does.
    """

    time_pressure: Floats
    margin: Floats
    usual_margin: Floats
    turnover: Floats
    waiting: Floats


def situation(
    year: LastYear, members: Ints | slice, worth: Worth, standing: Standing, partner_weight: float
) -> Situation:
    """What organisations of a kind see.

    Args:
        year: what they know of the year that is over.
        members: where they are among all organisations, see `Panel.at`.
        worth: pounds of one more unit, all organisations.
        standing: how all organisations stand.
        partner_weight: weight of partners' pounds.
    """
    practice = year.kind == "gp_practice"
    pressed = standing.time_pressure[members] / _FULL_DIARY if practice else np.zeros(year.n)
    return Situation(
        **vars(year),
        time_pressure=pressed,
        income=worth.income[members],
        use_income=worth.use_income[members],
        partners_delivered=worth.partners_delivered[members],
        partners_used=worth.partners_used[members],
        recorded_income=worth.recorded_income[members],
        partners_recorded=worth.partners_recorded[members],
        outcome_income=worth.outcome_income[members],
        partners_outcome=worth.partners_outcome[members],
        partner_weight=partner_weight,
        margin=standing.margin[members],
        usual_margin=standing.usual_margin[members],
        turnover=standing.turnover[members],
        waiting=standing.waiting[members],
    )


def anchor(panels: Sequence[Panel], situations: Mapping[str, Situation], theory: Theory) -> None:
    """Recover every norm: what makes the conduct of the reference year optimal under its contracts."""
    for panel in panels:
        situation = situations[panel.kind]
        prospect = _prospect(
            panel, situation, look_out(panel.levers, situation, panel.value, panel.held), None
        )
        panel.norm = situation.values["conduct.anchor"] * theory.recover_norm(prospect, panel.temperament)


def decide(
    panels: Sequence[Panel], situations: Mapping[str, Situation], theory: Theory, seed: int, month: int
) -> list[Decision]:
    """Move every lever whose turn it is; one decision a panel, in order."""
    decisions: list[Decision] = []
    for panel in panels:
        situation = situations[panel.kind]
        outlook = look_out(panel.levers, situation, panel.value, panel.held)
        decision = theory.decide(_prospect(panel, situation, outlook, (seed, month)), panel.temperament)
        panel.value, panel.effort = decision.value, outlook.effort
        decisions.append(decision)
    return decisions


def _prospect(
    panel: Panel, situation: Situation, outlook: Outlook, moment: tuple[int, int] | None
) -> Prospect:
    """What a theory sees of a panel; without a moment every lever has its turn and there is no chance."""
    cadence, (lowest, highest) = panel.cadence, panel.bounds
    turn = cadence if moment is None else np.where((moment[1] + 1) % cadence == 0, cadence, 0.0)
    return Prospect(
        values=situation.values,
        own=outlook.own,
        partners=outlook.partners,
        benefit=outlook.benefit,
        effort=outlook.effort,
        stiffness=outlook.stiffness,
        value=panel.value,
        norm=panel.norm,
        peers=neighbours_mean(panel.value, panel.group),
        best=panel.value[:, best_neighbour(situation.margin, panel.group)],
        shock=_shocks(panel, situation.values["conduct.shock"], turn, moment),
        lowest=lowest,
        highest=highest,
        months=turn,
        margin=situation.margin,
        usual_margin=situation.usual_margin,
        turnover=situation.turnover,
    )


def _shocks(panel: Panel, spread: float, turn: Floats, moment: tuple[int, int] | None) -> Floats:
    """Chance for levers whose turn it is, float[K, n]; a lever's stream has its name, whatever others do."""
    shocks = np.zeros(panel.value.shape)
    due = np.flatnonzero(turn)
    if moment is None or spread == 0 or not len(due):
        return shocks
    seed, month = moment
    streams = tuple(f"shock.{panel.levers[k].name}" for k in due.tolist())
    shocks[due] = spread * np.sqrt(turn[due]) * normals_of(seed, streams, month, panel.members)
    return shocks


@maker
def neighbours_mean(value: Floats, group: Ints) -> Floats:
    """Mean of the others of each one's neighbourhood, float[K, n]; its own value where there are none.

    Example:
        >>> neighbours_mean(np.array([[1.0, 2.0, 6.0, 5.0]]), np.array([0, 0, 0, 1])).tolist()
        [[4.0, 3.5, 1.5, 5.0]]
    """
    mean, members = value.copy(), np.zeros(group.size + 1, np.int64)
    for i in range(group.size):
        members[group[i]] += 1
    for k in range(value.shape[0]):
        total = np.zeros(members.size)
        for i in range(group.size):
            total[group[i]] += value[k, i]
        for i in range(group.size):
            others = members[group[i]] - 1
            if others > 0:
                mean[k, i] = (total[group[i]] - value[k, i]) / others
    return mean


@maker
def best_neighbour(margin: Floats, group: Ints) -> Ints:
    """Who has the best margin of each one's neighbourhood, itself included; the first of equals, int[n].

    Example:
        >>> best_neighbour(np.array([0.01, 0.03, -0.02, 0.0]), np.array([0, 0, 1, 1])).tolist()
        [1, 1, 3, 3]
    """
    best, of_each = np.zeros(group.size + 1, np.int64), np.empty(group.size, np.int64)
    for i in range(group.size - 1, -1, -1):
        best[group[i]] = i
    for i in range(group.size):
        if margin[i] > margin[best[group[i]]]:
            best[group[i]] = i
    for i in range(group.size):
        of_each[i] = best[group[i]]
    return of_each


def by_name(panels: Sequence[Panel], place: Place) -> dict[str, Floats]:
    """Levers spread over all organisations, float[O] by lever name; 0 where somebody does not have it."""
    spread: dict[str, Floats] = {}
    for panel in panels:
        for lever, value in zip(panel.levers, panel.value, strict=True):
            of_all = spread.setdefault(lever.name, np.zeros(len(place.organisations)))
            of_all[panel.members] = value
    return spread


def yearly_effort(panels: Sequence[Panel], place: Place) -> Floats:
    """Pounds a year that organisations spend on their levers, negative where they save, float[O]."""
    spent = np.zeros(len(place.organisations))
    for panel in panels:
        spent[panel.members] = (panel.effort * panel.value).sum(axis=0)
    return spent


def levers_of(panels: Sequence[Panel], index: int) -> dict[str, float]:
    """Levers of one organisation by name."""
    levers: dict[str, float] = {}
    for panel in panels:
        for at in np.flatnonzero(panel.members == index):
            levers |= {lever.name: float(panel.value[k, at]) for k, lever in enumerate(panel.levers)}
    return levers


def set_levers(panels: Sequence[Panel], index: int, wanted: Mapping[str, float]) -> None:
    """Put levers of one organisation where it wants them, within their bounds."""
    for panel in panels:
        for at in np.flatnonzero(panel.members == index):
            panel.value = panel.value.copy()
            for k, lever in enumerate(panel.levers):
                if lever.name in wanted:
                    panel.value[k, at] = min(max(wanted[lever.name], lever.lowest), lever.highest)
