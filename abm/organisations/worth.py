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
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints
from abm.vocabulary import POD, PODS

_PREV = POD["PREV"]
_D = len(PODS)


@dataclass(frozen=True, eq=False)
class Year:
    """A year's activity laid out for pricing. A actors are all organisations but practices.

    Attributes:
        by_actor: float[A, pods, B + 1], delivered by each actor to each borough's residents.
        by_practice: float[P, pods], delivered by each practice.
        list_use: float[P, pods].
        eligible: float[P], people eligible for proactive care.
        enrolled: float[P], people in it.
    """

    by_actor: Floats
    by_practice: Floats
    list_use: Floats
    eligible: Floats
    enrolled: Floats


def lay_out(place: Place, lines: Lines, flows: Flows) -> Year:
    """A year of flows, by actor and by list."""
    p, b = place.n_practices, place.n_boroughs + 1
    delivered = flows.by_borough
    of_practice = lines.organisation < p
    actors = np.zeros((len(place.organisations) - p, _D, b))
    actors[lines.organisation[~of_practice] - p, lines.pod[~of_practice]] = delivered[~of_practice]
    practices = np.zeros((p, _D))
    practices[lines.organisation[of_practice], lines.pod[of_practice]] = delivered[of_practice].sum(axis=1)
    return Year(
        actors, practices, flows.list_use, flows.eligible / MONTHS_PER_YEAR, flows.enrolled / MONTHS_PER_YEAR
    )


@dataclass(frozen=True, eq=False)
class Worth:
    """Pounds of one more unit, for every organisation; O organisations, P practices, A actors.

    Attributes:
        income: float[O, pods], for one more unit delivered, by the usual mix of boroughs.
        use_income: float[O, pods], for one more unit used by the people each answers for.
        enrolled_income: float[O], for one more enrolled person-year on the lists each reaches.
        partners_delivered: float[O, pods], to partners in view.
        partners_used: float[O, pods], to partners in view.
        partners_enrolled: float[O], to partners in view.
        delivered: float[O, pods], units a year.
        used: float[O, pods], units a year used by the people each answers for.
        eligible: float[O], people.
        enrolled: float[O], people.
    """

    income: Floats
    use_income: Floats
    enrolled_income: Floats
    partners_delivered: Floats
    partners_used: Floats
    partners_enrolled: Floats
    delivered: Floats
    used: Floats
    eligible: Floats
    enrolled: Floats


def _share(part: Floats, whole: Floats) -> Floats:
    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)


class Pricing:
    """Prices what organisations do; what does not change over a run is laid out once.

    Args:
        place: the place.
        in_view: bool[O, O], whose margins each organisation has in view.
        unit_cost: float[O, pods], cost of one more unit within the horizon.
    """

    def __init__(self, place: Place, in_view: NDArray[np.bool_], unit_cost: Floats) -> None:
        self.place, self.unit_cost = place, unit_cost
        p = place.n_practices
        others = np.asarray(in_view, np.float64).copy()
        np.fill_diagonal(others, 0.0)
        self.alone = not others.any()
        self.sees, self.sees_practices = others[:, p:], others[:, :p]
        self.home = place.practice_borough
        self.in_borough = (self.home[None, :] == np.arange(place.n_boroughs)[:, None]).astype(np.float64)
        self.reach = np.zeros((len(place.organisations) - p, place.n_boroughs))
        for table in (
            place.community_of_borough,
            place.mental_health_of_borough,
            place.social_care_of_borough,
        ):
            self.reach[table - p, np.arange(place.n_boroughs)] = 1.0

    def price(self, year: Year, pounds: Incentives) -> Worth:
        """Lay out marginal pounds by who acts.

        Args:
            year: last year's activity.
            pounds: marginal pounds of the contracts.
        """
        p, b, n = self.place.n_practices, self.place.n_boroughs, len(self.place.organisations)
        bills = self._bills(pounds)
        answers = self._answering(pounds)
        lists = self._list_shares(pounds, year)
        charged = self._list_charges(pounds, lists)
        mix = _share(year.by_actor, year.by_actor.sum(axis=2, keepdims=True))
        served_by = _share(year.by_actor, year.by_actor.sum(axis=0, keepdims=True))
        # One more unit used by a borough's resident, whoever delivers it: what each actor gains.
        per_use = answers + served_by * (pounds.actor_income - self.unit_cost[p:, :, None])
        np.subtract.at(per_use, (bills.payer,), bills.pounds * served_by[bills.payee])
        in_reach = self.reach[:, None, :] * year.by_actor[:, :, :b].sum(axis=0)
        weight = _share(in_reach, in_reach.sum(axis=2, keepdims=True))
        partners = self._partners(pounds, year, mix, per_use, bills, answers, lists, charged, weight)
        delivered_income = ((pounds.actor_income + answers - charged) * mix).sum(axis=2)
        return Worth(
            income=np.concatenate([pounds.practice_income, delivered_income]),
            use_income=np.concatenate(
                [pounds.list_income, ((per_use - charged)[:, :, :b] * weight).sum(axis=2)]
            ),
            enrolled_income=np.concatenate([pounds.enrolled_income * MONTHS_PER_YEAR, np.zeros(n - p)]),
            partners_delivered=partners[0],
            partners_used=partners[1],
            partners_enrolled=partners[2],
            delivered=np.concatenate([year.by_practice, year.by_actor.sum(axis=2)]),
            used=np.concatenate([year.list_use, in_reach.sum(axis=2)]),
            eligible=np.concatenate([year.eligible, self.reach @ (self.in_borough @ year.eligible)]),
            enrolled=np.concatenate([year.enrolled, self.reach @ (self.in_borough @ year.enrolled)]),
        )

    def _bills(self, pounds: Incentives) -> "Bills":
        """Bills between actors that follow whoever delivers."""
        p, rows = self.place.n_practices, pounds.rows
        bill = (rows.payee >= p) & (rows.payer >= p) & rows.delivered.any(axis=1)
        amount = rows.delivered[bill][:, :, None] * rows.territory[bill][:, None, :]
        return Bills(rows.payer[bill] - p, rows.payee[bill] - p, amount)

    def _answering(self, pounds: Incentives) -> Floats:
        """What one more unit used brings those who answer for the resident, float[A, pods, B + 1].

        Those who pay them lose as much.
        """
        p, rows = self.place.n_practices, pounds.rows
        effect = pounds.actor_use_income.copy()
        pays = (rows.payee >= p) & (rows.payer >= p) & rows.used.any(axis=1)
        if pays.any():
            back = rows.used[pays][:, :, None] * rows.territory[pays][:, None, :]
            np.subtract.at(effect, (rows.payer[pays] - p,), back)
        return effect

    def _list_shares(self, pounds: Incentives, year: Year) -> Floats:
        """Pounds to practices when a borough uses one more unit, float[P, pods, B + 1].

        Each list has its share of the borough's use.
        """
        shape = (self.place.n_practices, _D, self.place.n_boroughs + 1)
        if not pounds.list_income.any():
            return np.zeros(shape)
        by_home = np.zeros(shape)
        by_home[:, :, :-1] = year.list_use[:, :, None] * self.in_borough.T[:, None, :]
        return _share(by_home, by_home.sum(axis=0)) * pounds.list_income[:, :, None]

    def _list_charges(self, pounds: Incentives, lists: Floats) -> Floats:
        """The same pounds from the side of the actors who pay them, float[A, pods, B + 1]."""
        p = self.place.n_practices
        charged = np.zeros((len(self.place.organisations) - p, _D, lists.shape[2]))
        paid = pounds.list_payer >= p
        if paid.any():
            np.add.at(charged, (pounds.list_payer[paid] - p,), lists[paid])
        return charged

    def _partners(
        self,
        pounds: Incentives,
        year: Year,
        mix: Floats,
        per_use: Floats,
        bills: "Bills",
        answers: Floats,
        lists: Floats,
        charged: Floats,
        weight: Floats,
    ) -> tuple[Floats, Floats, Floats]:
        """Pounds to partners in view for a unit delivered, a unit used, an enrolled person-year."""
        p, b, n = self.place.n_practices, self.place.n_boroughs, len(self.place.organisations)
        delivered, used, enrolled = np.zeros((n, _D)), np.zeros((n, _D)), np.zeros(n)
        if self.alone:
            return delivered, used, enrolled
        actors, practices = self.sees[p:], self.sees_practices[p:]
        seen = np.einsum("oa,adb->odb", actors, answers - charged) + np.einsum(
            "op,pdb->odb", practices, lists
        )
        for payer, payee, amount in zip(bills.payer, bills.payee, bills.pounds, strict=True):
            seen[payee] -= actors[payee, payer] * amount
        delivered[p:] = (seen * mix).sum(axis=2)
        by_borough = np.einsum("oa,adb->odb", actors, per_use - charged) + np.einsum(
            "op,pdb->odb", practices, lists
        )
        used[p:] = (by_borough[:, :, :b] * weight).sum(axis=2)
        # A practice's own list: actors as above, and whoever pays this practice's share.
        used[:p] = np.einsum("pa,adp->pd", self.sees[:p], per_use[:, :, self.home])
        used[:p] -= self._pays_and_seen(pounds.list_payer)[:, None] * pounds.list_income
        delivered[:p], fee_charges = self._practice_fees(pounds)
        charges = fee_charges + self._enrolled_charges(pounds)
        enrolled[:p] = -(self.sees[:p].T * self._enrolled_charges(pounds)).sum(axis=0) * MONTHS_PER_YEAR
        fees = charges.sum(axis=0)
        reached = (self.reach @ self.in_borough) * year.eligible
        lists_reached = _share(reached, reached.sum(axis=1, keepdims=True))
        net = (lists_reached * practices) @ fees - (lists_reached * (actors @ charges)).sum(axis=1)
        enrolled[p:] = net * MONTHS_PER_YEAR
        return delivered, used, enrolled

    def _practice_fees(self, pounds: Incentives) -> tuple[Floats, Floats]:
        """What fees to practices cost partners in view, and PREV fees by who pays them.

        Returns:
            float[P, pods], pounds to partners for one more unit delivered (negative); float[A, P],
            pounds paid for one more resident-month of proactive care.
        """
        p, rows = self.place.n_practices, pounds.rows
        fee = (rows.payee < p) & (rows.payer >= p) & rows.delivered.any(axis=1)
        payer, payee = rows.payer[fee] - p, rows.payee[fee]
        lost = np.zeros((p, _D))
        np.subtract.at(lost, payee, self.sees[payee, payer][:, None] * rows.delivered[fee])
        charges = np.zeros((len(self.place.organisations) - p, p))
        np.add.at(charges, (payer, payee), rows.delivered[fee][:, _PREV])
        return lost, charges

    def _enrolled_charges(self, pounds: Incentives) -> Floats:
        """Pounds for one more resident-month enrolled by who pays them, float[A, P]."""
        p = self.place.n_practices
        charges = np.zeros((len(self.place.organisations) - p, p))
        known = np.flatnonzero(pounds.enrolled_payer >= p)
        charges[pounds.enrolled_payer[known] - p, known] = pounds.enrolled_income[known]
        return charges

    def _pays_and_seen(self, payer: Ints) -> Floats:
        """1 where the payer of a practice's share is a partner in its view, float[P]."""
        p = self.place.n_practices
        known = np.flatnonzero(payer >= p)
        seen = np.zeros(p)
        seen[known] = self.sees[known, payer[known] - p]
        return seen


@dataclass(frozen=True, eq=False)
class Bills:
    """Who is billed when whom delivers, one row a contract pair.

    Attributes:
        payer: int[n], actor who pays.
        payee: int[n], actor who delivers.
        pounds: float[n, pods, B + 1], for one more unit to a borough's resident.
    """

    payer: Ints
    payee: Ints
    pounds: Floats
