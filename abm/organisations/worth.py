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
from abm.vocabulary import OUTCOME, OUTCOMES, POD, PODS

_PREV, _PROACTIVE = POD["PREV"], OUTCOME["proactive_care"]
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
        outcomes: float[O, outcomes, 2], recorded successes and chances.
        case_mix: float[A, pods], units recorded for one delivered.
    """

    by_actor: Floats
    by_practice: Floats
    list_use: Floats
    eligible: Floats
    enrolled: Floats
    outcomes: Floats
    case_mix: Floats


def lay_out(place: Place, lines: Lines, flows: Flows) -> Year:
    """A year of flows, by actor and by list."""
    p, b = place.n_practices, place.n_boroughs + 1
    delivered = flows.by_borough
    of_practice = lines.organisation < p
    actors = np.zeros((len(place.organisations) - p, _D, b))
    actors[lines.organisation[~of_practice] - p, lines.pod[~of_practice]] = delivered[~of_practice]
    practices = np.zeros((p, _D))
    practices[lines.organisation[of_practice], lines.pod[of_practice]] = delivered[of_practice].sum(axis=1)
    people = (flows.eligible / MONTHS_PER_YEAR, flows.enrolled / MONTHS_PER_YEAR)
    case_mix = _case_mix(lines, flows, p, len(actors))
    return Year(actors, practices, flows.list_use, *people, flows.outcomes, case_mix)


def _case_mix(lines: Lines, flows: Flows, practices: int, actors: int) -> Floats:
    """Units recorded for one delivered in the year, 1 where nothing was, float[A, pods]."""
    index = np.ones((actors, _D))
    if flows.coded is not None:
        done, coded = flows.by_borough.sum(axis=1), flows.coded.sum(axis=1)
        known = (done > 0) & (lines.organisation >= practices)
        index[lines.organisation[known] - practices, lines.pod[known]] = coded[known] / done[known]
    return index


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
        p, b = self.place.n_practices, self.place.n_boroughs
        bills = self._bills(pounds, year)
        earned = pounds.actor_income + pounds.actor_recorded * year.case_mix[:, :, None]
        answers = self._answering(pounds)
        lists = self._list_shares(pounds, year)
        charged = self._list_charges(pounds, lists)
        mix = _share(year.by_actor, year.by_actor.sum(axis=2, keepdims=True))
        served_by = _share(year.by_actor, year.by_actor.sum(axis=0, keepdims=True))
        # One more unit used by a borough's resident, whoever delivers it: what each actor gains.
        per_use = answers + served_by * (earned - self.unit_cost[p:, :, None])
        np.subtract.at(per_use, (bills.payer,), bills.pounds * served_by[bills.payee])
        in_reach = self.reach[:, None, :] * year.by_actor[:, :, :b].sum(axis=0)
        weight = _share(in_reach, in_reach.sum(axis=2, keepdims=True))
        partners = self._partners(pounds, year, mix, per_use, bills, answers, lists, charged, weight)
        delivered_income = ((earned + answers - charged) * mix).sum(axis=2)
        practice_income = pounds.practice_income + pounds.practice_recorded
        return Worth(
            income=np.concatenate([practice_income, delivered_income]),
            recorded_income=np.concatenate(
                [pounds.practice_recorded, (pounds.actor_recorded * mix).sum(axis=2)]
            ),
            use_income=np.concatenate(
                [pounds.list_income, ((per_use - charged)[:, :, :b] * weight).sum(axis=2)]
            ),
            outcome_income=pounds.outcome_income,
            partners_delivered=partners[0],
            partners_recorded=self._recorded_charges(pounds, mix),
            partners_used=partners[1],
            partners_outcome=self._outcome_charges(pounds) + partners[2],
            delivered=np.concatenate([year.by_practice, year.by_actor.sum(axis=2)]),
            used=np.concatenate([year.list_use, in_reach.sum(axis=2)]),
            eligible=np.concatenate([year.eligible, self.reach @ (self.in_borough @ year.eligible)]),
            enrolled=np.concatenate([year.enrolled, self.reach @ (self.in_borough @ year.enrolled)]),
            outcomes=year.outcomes,
        )

    def _bills(self, pounds: Incentives, year: Year) -> "Bills":
        """Bills between actors that follow whoever delivers, as usually coded."""
        p, rows = self.place.n_practices, pounds.rows
        bill = (rows.payee >= p) & (rows.payer >= p)
        bill &= rows.delivered.any(axis=1) | rows.recorded.any(axis=1)
        payee = rows.payee[bill] - p
        a_unit = rows.delivered[bill] + rows.recorded[bill] * year.case_mix[payee]
        return Bills(rows.payer[bill] - p, payee, a_unit[:, :, None] * rows.territory[bill][:, None, :])

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
        """Pounds to partners in view for a unit delivered, a unit used, a person enrolled on a list."""
        p, b, n = self.place.n_practices, self.place.n_boroughs, len(self.place.organisations)
        delivered, used, enrolled = np.zeros((n, _D)), np.zeros((n, _D)), np.zeros((n, len(OUTCOMES)))
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
        delivered[:p], charges = self._practice_fees(pounds)
        fees = charges.sum(axis=0)
        reached = (self.reach @ self.in_borough) * year.eligible
        lists_reached = _share(reached, reached.sum(axis=1, keepdims=True))
        net = (lists_reached * practices) @ fees - (lists_reached * (actors @ charges)).sum(axis=1)
        enrolled[p:, _PROACTIVE] = net
        return delivered, used, enrolled

    def _practice_fees(self, pounds: Incentives) -> tuple[Floats, Floats]:
        """What fees to practices cost partners in view, and proactive care by who pays for it.

        Returns:
            float[P, pods], pounds to partners for one more unit delivered (negative); float[A, P],
            pounds paid for one more resident-month of proactive care, by the unit and by the outcome.
        """
        p, rows = self.place.n_practices, pounds.rows
        fee = (rows.payee < p) & (rows.payer >= p)
        payer, payee = rows.payer[fee] - p, rows.payee[fee]
        a_unit = rows.delivered[fee] + rows.recorded[fee]
        lost = np.zeros((p, _D))
        np.subtract.at(lost, payee, self.sees[payee, payer][:, None] * a_unit)
        charges = np.zeros((len(self.place.organisations) - p, p))
        np.add.at(charges, (payer, payee), a_unit[:, _PREV] + rows.outcome[fee][:, _PROACTIVE])
        return lost, charges

    def _recorded_charges(self, pounds: Incentives, mix: Floats) -> Floats:
        """Pounds to partners in view, who pay, for one more unit merely recorded, float[O, pods]."""
        p, rows = self.place.n_practices, pounds.rows
        charges = np.zeros((len(self.place.organisations), _D))
        paid = (rows.payer >= p) & rows.recorded.any(axis=1)
        payee = rows.payee[paid]
        usual = np.ones((len(payee), _D))
        actor = payee >= p
        usual[actor] = (mix[payee[actor] - p] * rows.territory[paid][actor][:, None, :]).sum(axis=2)
        seen = self.sees[payee, rows.payer[paid] - p][:, None]
        np.subtract.at(charges, payee, seen * rows.recorded[paid] * usual)
        return charges

    def _outcome_charges(self, pounds: Incentives) -> Floats:
        """Pounds to partners in view, who pay, for one more recorded success, float[O, outcomes]."""
        p, rows = self.place.n_practices, pounds.rows
        charges = np.zeros((len(self.place.organisations), len(OUTCOMES)))
        paid = rows.payer >= p
        payee = rows.payee[paid]
        seen = self.sees[payee, rows.payer[paid] - p][:, None]
        np.subtract.at(charges, payee, seen * rows.outcome[paid])
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
