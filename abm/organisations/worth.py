"""What one more unit of anything is worth to each organisation and to the partners it has in view.

Marginal pounds come from the contracts by finite difference; here they are laid out by who acts. A
unit used by a borough's resident brings income and cost to whoever delivers it, a bill to whoever
pays, and a gain or loss to whoever answers for that resident's care. Partners' pounds are summed over
the organisations in view, each once, so that payments between them cancel.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from abm.contracts.incentives import Incentives
from abm.flows import Flows, Lines
from abm.organisations.reckoning import Following, View, Year, follow, to_partners
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import OUTCOMES, PODS

_D = len(PODS)


def lay_out(place: Place, lines: Lines, flows: Flows) -> Year:
    """A year of flows: who did and used what, and how one more unit would fall; it holds for the year."""
    practices, reach = place.n_practices, _reach(place)
    delivered, n = flows.provided, len(place.organisations)
    done, of_actor = np.zeros((n, _D)), lines.organisation >= practices
    done[lines.organisation, lines.pod] = delivered.sum(axis=1)
    by_actor = np.zeros((n - practices, _D, place.n_boroughs + 1))
    by_actor[lines.organisation[of_actor] - practices, lines.pod[of_actor]] = delivered[of_actor]
    total = by_actor.sum(axis=0)
    in_reach = reach[:, None, :] * total[:, :-1]
    answered = in_reach.sum(axis=2)
    at_home = (place.practice_borough == np.arange(place.n_boroughs)[:, None]).astype(np.float64)
    listed = np.einsum("bp,pd->bd", at_home, flows.list_use)
    return Year(
        delivered=done,
        used=np.concatenate([flows.list_use, answered]),
        eligible=_with_reached(place, reach, flows.eligible / MONTHS_PER_YEAR),
        enrolled=_with_reached(place, reach, flows.enrolled / MONTHS_PER_YEAR),
        outcomes=flows.outcomes,
        case_mix=_case_mix(lines, flows, practices, len(by_actor)),
        mix=_share(by_actor, done[practices:, :, None]),
        served_by=_share(by_actor, total),
        reached=_share(in_reach, answered[:, :, None]),
        of_list=_share(flows.list_use, listed[place.practice_borough]),
    )


def _reach(place: Place) -> Floats:
    """1 where an actor answers for a borough's residents, float[A, B]."""
    reach = np.zeros((len(place.organisations) - place.n_practices, place.n_boroughs))
    for table in (place.serving["community"], place.serving["mental_health"], place.serving["social_care"]):
        reach[table - place.n_practices, np.arange(place.n_boroughs)] = 1.0
    return reach


def _with_reached(place: Place, reach: Floats, people: Floats) -> Floats:
    """People of each list, then those of all lists in the boroughs each actor answers for, float[O]."""
    by_borough = np.bincount(place.practice_borough, people, place.n_boroughs)
    return np.concatenate([people, (reach * by_borough).sum(axis=1)])


def _case_mix(lines: Lines, flows: Flows, practices: int, actors: int) -> Floats:
    """Units recorded for one delivered in the year, 1 where nothing was, float[A, pods]."""
    index = np.ones((actors, _D))
    if flows.coded is not None:
        done, coded = flows.by_borough.sum(axis=1), flows.coded.sum(axis=1)
        known = (done > 0) & (lines.organisation >= practices)
        index[lines.organisation[known] - practices, lines.pod[known]] = coded[known] / done[known]
    return index


def _share(part: Floats, whole: Floats) -> Floats:
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)


@dataclass(frozen=True, eq=False)
class Worth:
    """Pounds of one more unit, for every organisation; O organisations, P practices, A actors.

    Attributes:
        income: float[O, pods], for one more unit delivered, by the usual mix of boroughs, and recorded
            at the payee's case mix of the year.
        recorded_income: float[O, pods], for one more unit recorded that was not delivered.
        use_income: float[O, pods], for one more unit used by the people each answers for.
        outcome_income: float[O, outcomes], for one more recorded success.
        partners_delivered: float[O, pods], to partners in view.
        partners_recorded: float[O, pods], to partners in view.
        partners_used: float[O, pods], to partners in view.
        partners_outcome: float[O, outcomes], to partners in view; of proactive care, for a resident-month
            on the lists each reaches.
        delivered: float[O, pods], units a year.
        used: float[O, pods], units a year used by the people each answers for.
        eligible: float[O], people.
        enrolled: float[O], people.
        outcomes: float[O, outcomes, 2], recorded successes and chances of the year.
    """

    income: Floats
    recorded_income: Floats
    use_income: Floats
    outcome_income: Floats
    partners_delivered: Floats
    partners_recorded: Floats
    partners_used: Floats
    partners_outcome: Floats
    delivered: Floats
    used: Floats
    eligible: Floats
    enrolled: Floats
    outcomes: Floats


class Pricing:
    """Prices what organisations do; what does not change over a run is laid out once.

    Args:
        place: the place.
        in_view: bool[O, O], whose margins each organisation has in view.
        unit_cost: float[O, pods], cost of one more unit within the horizon.
    """

    def __init__(self, place: Place, in_view: NDArray[np.bool_], unit_cost: Floats) -> None:
        p = place.n_practices
        others = np.asarray(in_view, np.float64).copy()
        np.fill_diagonal(others, 0.0)
        self.alone = not others.any()
        sees = (others[:, p:].copy(), others[p:, :p].copy())
        self._view = View(place.practice_borough.astype(np.int64), _reach(place), unit_cost[p:].copy(), *sees)

    def price(self, year: Year, pounds: Incentives) -> Worth:
        """Lay out marginal pounds by who acts.

        Args:
            year: last year's activity.
            pounds: marginal pounds of the contracts.
        """
        following, own = follow(year, self._view, pounds)
        delivered, recorded, used, achieved = self._partners(year, following, pounds)
        return Worth(
            income=np.concatenate([pounds.practice_income + pounds.practice_recorded, own.delivering]),
            recorded_income=np.concatenate([pounds.practice_recorded, own.recording]),
            use_income=np.concatenate([pounds.list_income, own.using]),
            outcome_income=pounds.outcome_income,
            partners_delivered=delivered,
            partners_recorded=recorded,
            partners_used=used,
            partners_outcome=achieved,
            delivered=year.delivered,
            used=year.used,
            eligible=year.eligible,
            enrolled=year.enrolled,
            outcomes=year.outcomes,
        )

    def _partners(
        self, year: Year, following: Following, pounds: Incentives
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Pounds to partners in view; nothing where nobody looks beyond its own accounts."""
        if self.alone:
            n = len(self._view.sees)
            return np.zeros((n, _D)), np.zeros((n, _D)), np.zeros((n, _D)), np.zeros((n, len(OUTCOMES)))
        money = (pounds.entries, pounds.pounds)
        return to_partners(year, self._view, following, *money, pounds.list_income)
