"""The eighteen forms of payment as their documentation states them, in exact fractions of a pound.

A form is what it fixes in April of its first year (`plan`), what is owed year to date (`owed`), how the plan
is renewed (`renew`) and what of it a payer can scale (`cut`). Plans are tuples of fractions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.counts import Counts, exact, number, value

ZERO, ONE = Fraction(0), Fraction(1)
WEEKS_PER_MONTH = Fraction("365.25") / 12 / 7
ABSENT = {
    "cost_uplift": 0, "efficiency": 0, "growth": 0, "rebase": 0, "share": 1, "discount": 0, "limit": 1,
    "market_forces_factor": 1, "planned": 1, "below": 0, "threshold": 1, "collar": 0, "loss_share": 0,
    "corridor": 1, "hurdle": 0, "stop_loss": 1, "clawback": 1, "tolerance": 0, "draw": 1, "left": 0,
    "paid_in": 0, "marginal_rate": 1, "marginal_baseline": 1, "trim_days": 0, "tariff_efficiency": 0,
    "activity_growth": 0, "absorbed": 0, "shifted": 0, "need": 0,
}  # fmt: skip
"""What a term is where a contract does not state it."""

Plan = tuple[Fraction, ...]


class Terms(dict[str, Any]):
    """Declared terms; `terms("growth")` is the number, as stated or as documented where it is not."""

    def __init__(self, stated: dict[str, Any]) -> None:
        super().__init__(ABSENT | stated)
        self._exact: dict[str, Fraction] = {}

    def __call__(self, name: str) -> Fraction:
        if name not in self._exact:
            self._exact[name] = exact(self[name])
        return self._exact[name]

    @property
    def net_uplift(self) -> Fraction:
        """(1 + cost uplift) · (1 - efficiency) · (1 + growth)."""
        return (1 + self("cost_uplift")) * (1 - self("efficiency")) * (1 + self("growth"))


@dataclass(frozen=True)
class Seen:
    """What a form is shown of a period: counts, and the payee's yearly figures."""

    counts: Counts
    figures: dict[str, float]


def ratio(top: Fraction, bottom: Fraction) -> Fraction:
    """Nothing where there is nothing below the line."""
    return top / bottom if bottom else ZERO


def held(x: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """A number held between two others."""
    return max(low, min(x, high))


def no_plan(t: Terms, last: Seen) -> Plan:
    return ()


def as_it_is(t: Terms, plan: Plan, outturn: Seen) -> Plan:
    return plan


def uncut(plan: Plan, factor: Fraction) -> Plan:
    return plan


def first_cut(plan: Plan, factor: Fraction) -> Plan:
    return (plan[0] * factor, *plan[1:])


def blend(before: Fraction, after: Fraction, rebase: Fraction) -> Fraction:
    return (1 - rebase) * before + rebase * after


@dataclass(frozen=True)
class Form:
    """One form of payment."""

    owed: Callable[[Terms, Seen, Plan, Fraction], Fraction]
    plan: Callable[[Terms, Seen], Plan] = no_plan
    renew: Callable[[Terms, Plan, Seen], Plan] = as_it_is
    cut: Callable[[Plan, Fraction], Plan] = uncut


def uplifted(plan: Callable[[Terms, Seen], Plan]) -> Callable[[Terms, Plan, Seen], Plan]:
    """(1 - rebase) · this year's plan · net uplift + rebase · the plan set from the outturn."""

    def renew(t: Terms, this: Plan, outturn: Seen) -> Plan:
        return tuple(
            blend(a * t.net_uplift, b, t("rebase")) for a, b in zip(this, plan(t, outturn), strict=True)
        )

    return renew


# Paid for what is done ------------------------------------------------------------------------------


def tariff_parts(t: Terms, seen: Seen) -> tuple[Fraction, Fraction, Fraction]:
    """Value of planned care, of emergencies, and of excess bed days beyond the trim."""
    mff, units = t("market_forces_factor"), seen.counts.recorded
    emergency = {p: x for p, x in t["prices"].items() if p in ("NEL", "NELST")}
    planned = {p: x for p, x in t["prices"].items() if p not in (*emergency, "XBD")}
    days = exact(t["prices"].get("XBD", 0))
    spells = number(seen.counts.delivered, ("NEL", "EL"))
    excess = max(number(units, ["XBD"]) - t("trim_days") * spells, ZERO) * days
    return mff * value(planned, units), mff * value(emergency, units), mff * excess


def tariff_plan(t: Terms, last: Seen) -> Plan:
    return (t("marginal_baseline") * tariff_parts(t, last)[1],)


def tariff_renew(t: Terms, plan: Plan, outturn: Seen) -> Plan:
    return (blend(plan[0], tariff_plan(t, outturn)[0], t("rebase")),)


def tariff(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    planned, emergency, excess = tariff_parts(t, year)
    baseline = plan[0] * elapsed
    above = max(emergency - baseline, ZERO)
    return planned + min(emergency, baseline) + t("marginal_rate") * above + excess


def recorded_value(t: Terms, seen: Seen) -> Fraction:
    return t("market_forces_factor") * value(t["prices"], seen.counts.recorded)


def cost_and_volume_plan(t: Terms, last: Seen) -> Plan:
    return (recorded_value(t, last) * t("planned") * t.net_uplift,)


def cost_and_volume(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    planned, did = plan[0] * elapsed, recorded_value(t, year)
    top = min(did, exact(t["ceiling"]) * planned) if "ceiling" in t else did
    more = t("above") * max(top - t("threshold") * planned, ZERO)
    less = t("below") * max(planned - did, ZERO)
    owed = max(planned + more - less, t("collar") * planned)
    return min(owed, exact(t["cap"]) * planned) if "cap" in t else owed


def fee_for_service(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    owed = value(t["prices"], year.counts.delivered)
    return min(owed, exact(t["cap_pounds_per_year"])) if "cap_pounds_per_year" in t else owed


def episode(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    return t("market_forces_factor") * value(t["starts"], year.counts.recorded)


def best_practice_counts(t: Terms, seen: Seen) -> tuple[Fraction, Fraction]:
    best = number(seen.counts.delivered, t["best"])
    return best, best + number(seen.counts.delivered, t["other"])


def best_practice_plan(t: Terms, last: Seen) -> Plan:
    return (exact(t["target"]) if "target" in t else ratio(*best_practice_counts(t, last)),)


def best_practice(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    best, every = best_practice_counts(t, year)
    return t("premium") * max(best - plan[0] * every, ZERO)


def pooled_budget_plan(t: Terms, last: Seen) -> Plan:
    return (recorded_value(t, last) * t.net_uplift,)


def pooled_budget(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    budget = plan[0] * elapsed
    return t("contribution") * budget + t("share") * (recorded_value(t, year) - budget)


def income_floor_plan(t: Terms, last: Seen) -> Plan:
    worth = t("market_forces_factor") * value(t["before"], last.counts.recorded)
    return (t("guarantee") * worth, ZERO)


def income_floor(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    guaranteed, gone = plan
    relief = exact(t["relief"][int(gone)]) if gone < len(t["relief"]) else ZERO
    income = t("market_forces_factor") * value(t.get("now", t["before"]), year.counts.recorded)
    return relief * max(guaranteed * elapsed - income, ZERO)


def a_year_on(t: Terms, plan: Plan, outturn: Seen) -> Plan:
    return (plan[0], plan[1] + 1)


def personal_budget(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    hours = t("pounds_per_hour") * number(year.counts.delivered, ["HC"])
    support = t("pounds_per_contact") * number(year.counts.bought, ["VOL"])
    months = number(year.counts.set_aside, ("HC", "VOL"))
    aside, spent = t("pounds_per_week") * WEEKS_PER_MONTH * months, hours + support
    return spent + (1 - t("clawback")) * max(aside - spent, ZERO)


# Sums -----------------------------------------------------------------------------------------------


def block_plan(t: Terms, last: Seen) -> Plan:
    if "pounds_per_year" in t:
        return (t("pounds_per_year"),)
    if "pounds_from" in t:
        return (exact(last.figures[t["pounds_from"]]) * t("share"),)
    return (value(t["unit_prices"], last.counts.delivered) * t.net_uplift,)


def twelfths(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    return plan[0] * elapsed


def fixed_sum(t: Terms, base: Fraction, cost: Fraction) -> Fraction:
    """Six steps, from a base in pounds; growth and shift are reckoned at `cost` for each pound of it."""
    net = (1 + t("cost_uplift")) * (1 - t("tariff_efficiency"))
    uplift = base * (net - 1)
    growth = t("activity_growth") * cost * base * net
    five = base + uplift + growth - t("absorbed") * growth - t("shifted") * cost * base * net
    return max(five + t("need") * five, ZERO)


def fixed_payment_plan(t: Terms, last: Seen) -> Plan:
    base = value(t["unit_prices"], last.counts.delivered)
    costs = t.get("patient_level_costs")
    cost = ratio(value(costs, last.counts.delivered), base) if costs else ONE
    return fixed_sum(t, base, cost), cost


def fixed_payment_renew(t: Terms, plan: Plan, outturn: Seen) -> Plan:
    again = (fixed_sum(t, *plan), plan[1])
    afresh = fixed_payment_plan(t, outturn)
    return tuple(blend(a, b, t("rebase")) for a, b in zip(again, afresh, strict=True))


def global_sum_plan(t: Terms, last: Seen) -> Plan:
    """Pounds for a person-month on this list."""
    weight = ratio(exact(last.figures["weighted_patients"]), last.counts.person_months() / 12)
    return (t("pounds_per_weighted_patient") * weight / 12,)


def global_sum(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    return plan[0] * year.counts.person_months()


def capitation_plan(t: Terms, last: Seen) -> Plan:
    if "pounds_per_person_year" in t:
        return (t("pounds_per_person_year"),)
    people = last.counts.person_months(t.get("segment_weights")) / 12
    return (ratio(value(t["unit_prices"], last.counts.used), people) * t.net_uplift,)


def capitation(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    return plan[0] * year.counts.person_months(t.get("segment_weights")) / 12


def achieved(successes: Fraction, chances: Fraction, lower: Fraction, upper: Fraction) -> Fraction:
    return held((ratio(successes, chances) - lower) / (upper - lower), ZERO, ONE)


def points(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    reached = achieved(*year.counts.outcome("proactive_care"), t("lower"), t("upper"))
    size = exact(year.figures["registered_patients"]) / t("average_list")
    return t("points") * t("pounds_per_point") * size * reached * elapsed


# Shares of a saving, pools and stakes ---------------------------------------------------------------


def outcomes_plan(t: Terms, last: Seen) -> Plan:
    if "pounds_per_year" in t:
        return (t("pounds_per_year"),)
    if "pounds_from" in t:
        return (exact(last.figures[t["pounds_from"]]) * t("share"),)
    return (value(t["unit_prices"], last.counts.delivered) * t("share"),)


def outcomes(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    found = ZERO
    for name, target in t["targets"].items():
        successes, chances = year.counts.outcome(name)
        reached = achieved(successes, chances, exact(target["lower"]), exact(target["upper"]))
        if chances:
            found += reached if t.get("framing", "reward") == "reward" else reached - 1
    return plan[0] * elapsed * found / len(t["targets"])


def valued(t: Terms, seen: Seen) -> Fraction:
    """Of what the population used, or of what the payee delivered to it."""
    delivered = t.get("basis", "population_use") == "delivered"
    return value(t["unit_prices"], seen.counts.delivered if delivered else seen.counts.used)


def per_head_plan(t: Terms, last: Seen) -> Plan:
    """Expected cost, pounds for a person-month."""
    return (ratio(valued(t, last), last.counts.person_months()) * t.net_uplift,)


def gain_share(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    expected = plan[0] * year.counts.person_months()
    most = t("corridor") * expected
    saving = held(expected - valued(t, year), -most, most)
    beyond = max(abs(saving) - t("hurdle") * expected, ZERO)
    if saving > 0:
        return t("gain_share") * beyond
    return -min(t("loss_share") * beyond, t("stop_loss") * expected)


def risk_pool(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    expected = plan[0] * year.counts.person_months()
    pool = t("pool") * expected
    beyond = max(valued(t, year) - (1 + t("tolerance")) * expected, ZERO)
    drawn = min(t("draw") * beyond, pool)
    return drawn + t("left") * (pool - drawn) - t("paid_in") * pool


def bundle_counts(t: Terms, seen: Seen) -> tuple[Fraction, Fraction]:
    return number(seen.counts.used, t["starts"]), value(t["covers"], seen.counts.used)


def bundle_plan(t: Terms, last: Seen) -> Plan:
    starts, followed = bundle_counts(t, last)
    return (ratio(followed, starts) * t.net_uplift * (1 - t("discount")),)


def bundle(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    starts, followed = bundle_counts(t, year)
    target = starts * plan[0]
    return t("share") * held(target - followed, -t("limit") * target, t("limit") * target)


def control_total_plan(t: Terms, last: Seen) -> Plan:
    used, gave = (value(t["unit_prices"], u) for u in (last.counts.used, last.counts.delivered))
    return used * t.net_uplift, t("share") * gave


def control_total_renew(t: Terms, plan: Plan, outturn: Seen) -> Plan:
    return (blend(plan[0] * t.net_uplift, control_total_plan(t, outturn)[0], t("rebase")), plan[1])


def control_total(t: Terms, year: Seen, plan: Plan, elapsed: Fraction) -> Fraction:
    total, sum_ = plan
    overspend = ratio(value(t["unit_prices"], year.counts.used), total * elapsed) - 1
    return sum_ * elapsed * held(1 - overspend / t("taper"), ZERO, ONE)


FORMS = {
    "best_practice": Form(best_practice, best_practice_plan),
    "block": Form(twelfths, block_plan, uplifted(block_plan), first_cut),
    "bundle": Form(bundle, bundle_plan, uplifted(bundle_plan)),
    "capitation": Form(capitation, capitation_plan, uplifted(capitation_plan), first_cut),
    "control_total": Form(control_total, control_total_plan, control_total_renew),
    "cost_and_volume": Form(cost_and_volume, cost_and_volume_plan, uplifted(cost_and_volume_plan)),
    "episode": Form(episode),
    "fee_for_service": Form(fee_for_service),
    "fixed_payment": Form(twelfths, fixed_payment_plan, fixed_payment_renew, first_cut),
    "gain_share": Form(gain_share, per_head_plan, uplifted(per_head_plan)),
    "global_sum": Form(global_sum, global_sum_plan, uplifted(global_sum_plan), first_cut),
    "income_floor": Form(income_floor, income_floor_plan, a_year_on),
    "outcomes": Form(outcomes, outcomes_plan),
    "personal_budget": Form(personal_budget),
    "points": Form(points),
    "pooled_budget": Form(pooled_budget, pooled_budget_plan, uplifted(pooled_budget_plan)),
    "risk_pool": Form(risk_pool, per_head_plan, uplifted(per_head_plan)),
    "tariff": Form(tariff, tariff_plan, tariff_renew),
}
