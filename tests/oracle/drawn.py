"""Ways of paying drawn at random: contracts as tables, as in a regime's file."""

from collections.abc import Callable
from typing import Any

import numpy as np

from abm.vocabulary import MEMO_PODS, OUTCOMES, PODS, SEGMENTS

Table = dict[str, Any]
PRICED = [pod for pod in PODS if pod not in MEMO_PODS]
KINDS = ("gp_practice", "acute_trust", "community", "mental_health", "social_care", "voluntary_sector")
GIVES = {
    "gp_practice": ["GP", "PREV", "AG", "ENH"],
    "acute_trust": ["AE", "NEL", "NELST", "XBD", "OPFA", "OPFUP", "NF2F", "AG", "DC", "EL"],
    "community": ["COMM", "PREV", "AE"],
    "mental_health": ["MH", "MHIP"],
    "social_care": ["HC", "RES"],
    "voluntary_sector": ["VOL"],
}
USE = ("bundle", "capitation", "control_total", "gain_share", "risk_pool")
"""Forms that read what a population used."""


class Draw:
    """Terms over their whole allowed range; the ends come often.

    Between the ends they are anywhere, so that no amount is half a penny by its very terms: which side of it
    floating-point numbers see is not a matter of payment.
    """

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def often(self, chance: float = 0.5) -> bool:
        return bool(self.rng.random() < chance)

    def of(self, words: Any) -> Any:
        return words[int(self.rng.integers(len(words)))]

    def some(self, words: Any, least: int = 1, most: int = 99) -> list[Any]:
        n = int(self.rng.integers(least, min(most, len(words)) + 1))
        return [words[i] for i in self.rng.permutation(len(words))[:n]]

    def between(self, low: float, high: float) -> float:
        if self.often(0.1):
            return float(self.of((low, high)))
        return float(self.rng.uniform(low, high))

    def share(self) -> float:
        return self.between(0.0, 1.0)

    def pounds(self) -> float:
        return self.between(0.0, float(self.of((10.0, 500.0, 9_000.0))))

    def sum(self) -> float:
        return self.between(0.0, 1e7)

    def prices(self, pods: list[str]) -> dict[str, float]:
        """Some of what the payees give, and now and then something else."""
        words = dict.fromkeys(self.some(pods) + (self.some(PRICED, most=2) if self.often(0.2) else []))
        return {pod: self.pounds() for pod in words}

    def maybe(self, **terms: Callable[[], Any]) -> Table:
        """Each of these terms with an even chance."""
        return {name: draw() for name, draw in terms.items() if self.often()}

    def uplift(self, rebased: bool = True) -> Table:
        rate = lambda: self.between(-0.5, 0.5)  # noqa: E731
        terms = self.maybe(cost_uplift=rate, efficiency=self.share, growth=rate, rebase=self.share)
        return terms if rebased else {k: v for k, v in terms.items() if k != "rebase"}

    def factor(self) -> Table:
        return self.maybe(market_forces_factor=lambda: self.between(0.5, 2.0))


def element(d: Draw, form: str, pods: list[str], figure: str | None) -> Table:
    """Terms of a form for payees who give such care; `figure` is one that they all have."""
    return {"form": form} | _FORMS[form](d, pods, figure)


def _apart(d: Draw, pods: list[str]) -> tuple[list[str], list[str]]:
    words = list(dict.fromkeys(d.some(pods) + d.some(PRICED, 2, 4)))
    if len(words) < 2:
        words = PRICED[:2]
    cut = int(d.rng.integers(1, len(words)))
    return words[:cut], words[cut:]


def _best_practice(d: Draw, pods: list[str], figure: str | None) -> Table:
    best, other = _apart(d, pods)
    return {"best": best, "other": other, "premium": d.pounds()} | d.maybe(target=d.share)


def _block(d: Draw, pods: list[str], figure: str | None) -> Table:
    way = d.of(["pounds", "prices", "prices"] + ["figure"] * (figure is not None))
    if way == "pounds":
        return {"pounds_per_year": d.sum()} | d.uplift(rebased=False)
    if way == "figure":
        return {"pounds_from": figure} | d.maybe(share=d.share) | d.uplift(rebased=False)
    return {"unit_prices": d.prices(pods)} | d.uplift()


def _bundle(d: Draw, pods: list[str], figure: str | None) -> Table:
    starts, covers = _apart(d, pods)
    terms = {"starts": starts, "covers": {pod: d.pounds() for pod in covers}, "share": d.share()}
    return terms | d.maybe(discount=d.share, limit=lambda: d.between(0.001, 1.0)) | d.uplift()


def _capitation(d: Draw, pods: list[str], figure: str | None) -> Table:
    weights = lambda: {s: d.between(0.0, 100.0) for s in d.some(SEGMENTS, most=4)}  # noqa: E731
    if d.often():
        terms = {"pounds_per_person_year": d.pounds()} | d.uplift(rebased=False)
    else:
        terms = {"unit_prices": d.prices(pods)} | d.uplift()
    return terms | d.maybe(segment_weights=weights)


def _control_total(d: Draw, pods: list[str], figure: str | None) -> Table:
    return {"unit_prices": d.prices(pods), "share": d.share(), "taper": d.between(0.001, 1.0)} | d.uplift()


def _cost_and_volume(d: Draw, pods: list[str], figure: str | None) -> Table:
    threshold = d.between(1.0, d.of((1.1, 1.9)))
    terms = {"prices": d.prices(pods), "above": d.share(), "threshold": threshold}
    optional = d.maybe(
        planned=lambda: d.between(0.0, 2.0), below=d.share, collar=d.share,
        ceiling=lambda: float(min(2.0, threshold + d.between(0.01, 1.0))), cap=lambda: d.between(1.0, 2.0),
    )  # fmt: skip
    return terms | optional | d.factor() | d.uplift()


def _episode(d: Draw, pods: list[str], figure: str | None) -> Table:
    starts, covers = _apart(d, pods)
    return {"starts": {pod: d.pounds() for pod in starts}, "covers": covers} | d.factor()


def _fee(d: Draw, pods: list[str], figure: str | None) -> Table:
    return {"prices": d.prices(pods)} | d.maybe(cap_pounds_per_year=d.sum)


def _fixed_payment(d: Draw, pods: list[str], figure: str | None) -> Table:
    """What is shifted is worth no more than the sum, and whatever has a cost has a price."""
    rate = lambda: d.between(-0.5, 0.5)  # noqa: E731
    prices, growth = d.prices(pods), rate()
    costs = {"patient_level_costs": {pod: price * d.share() for pod, price in prices.items()}}
    optional = d.maybe(
        cost_uplift=rate, tariff_efficiency=d.share, absorbed=d.share, need=rate, rebase=d.share,
        shifted=lambda: d.between(0.0, 0.999 + min(growth, 0.0)),
    )  # fmt: skip
    return {"unit_prices": prices, "activity_growth": growth} | (costs if d.often(0.7) else {}) | optional


def _gain_share(d: Draw, pods: list[str], figure: str | None) -> Table:
    optional = d.maybe(
        loss_share=d.share, corridor=lambda: d.between(0.001, 1.0), stop_loss=d.share,
        hurdle=lambda: d.between(0.0, d.of((0.05, 1.0))),
        basis=lambda: d.of(["delivered", "population_use"]),
    )  # fmt: skip
    return {"unit_prices": d.prices(pods), "gain_share": d.share()} | optional | d.uplift()


def _global_sum(d: Draw, pods: list[str], figure: str | None) -> Table:
    return {"pounds_per_weighted_patient": d.pounds()} | d.uplift()


def _income_floor(d: Draw, pods: list[str], figure: str | None) -> Table:
    terms = {"before": d.prices(pods), "guarantee": d.share()}
    relief = [d.share() for _ in range(int(d.of((1, 2, 3, 10))))]
    return terms | {"relief": relief} | d.maybe(now=lambda: d.prices(pods)) | d.factor()


def _target(d: Draw) -> Table:
    lower = d.between(0.0, 0.9)
    return {"lower": lower, "upper": float(min(1.0, lower + d.between(0.01, 1.0)))}


def _outcomes(d: Draw, pods: list[str], figure: str | None) -> Table:
    way = d.of(["pounds", "prices"] + ["figure"] * (figure is not None))
    terms: Table = {"targets": {name: _target(d) for name in d.some(OUTCOMES)}}
    terms |= d.maybe(framing=lambda: d.of(["reward", "penalty"]))
    if way == "pounds":
        return terms | {"pounds_per_year": d.sum()}
    stake = {"pounds_from": figure} if way == "figure" else {"unit_prices": d.prices(pods)}
    return terms | stake | d.maybe(share=d.share)


def _personal_budget(d: Draw, pods: list[str], figure: str | None) -> Table:
    prices = {"pounds_per_hour": d.between(0.01, 60.0), "pounds_per_contact": d.between(0.01, 200.0)}
    return prices | {"pounds_per_week": d.between(0.0, 10_000.0)} | d.maybe(clawback=d.share)


def _points(d: Draw, pods: list[str], figure: str | None) -> Table:
    size = {"average_list": d.between(1.0, 20_000.0)}
    return {"points": d.between(0.0, 600.0), "pounds_per_point": d.pounds()} | size | _target(d)


def _pooled_budget(d: Draw, pods: list[str], figure: str | None) -> Table:
    shares = {"contribution": d.share(), "share": d.share()}
    return {"prices": d.prices(pods)} | shares | d.factor() | d.uplift()


def _risk_pool(d: Draw, pods: list[str], figure: str | None) -> Table:
    optional = d.maybe(
        tolerance=lambda: d.between(0.0, d.of((0.05, 1.0))), draw=d.share, left=d.share, paid_in=d.share,
        basis=lambda: d.of(["delivered", "population_use"]),
    )  # fmt: skip
    return {"unit_prices": d.prices(pods), "pool": d.share()} | optional | d.uplift()


def _tariff(d: Draw, pods: list[str], figure: str | None) -> Table:
    prices = d.prices(pods)
    terms = {"prices": prices} | d.maybe(marginal_baseline=lambda: d.between(0.0, 2.0), rebase=d.share)
    if "NEL" in prices or "NELST" in prices:
        terms |= d.maybe(marginal_rate=d.share)
    if "XBD" in prices:
        terms |= d.maybe(trim_days=lambda: d.between(0.0, d.of((2.0, 30.0))))
    return terms | d.factor()


_FORMS: dict[str, Callable[[Draw, list[str], str | None], Table]] = {
    "best_practice": _best_practice,
    "block": _block,
    "bundle": _bundle,
    "capitation": _capitation,
    "control_total": _control_total,
    "cost_and_volume": _cost_and_volume,
    "episode": _episode,
    "fee_for_service": _fee,
    "fixed_payment": _fixed_payment,
    "gain_share": _gain_share,
    "global_sum": _global_sum,
    "income_floor": _income_floor,
    "outcomes": _outcomes,
    "personal_budget": _personal_budget,
    "points": _points,
    "pooled_budget": _pooled_budget,
    "risk_pool": _risk_pool,
    "tariff": _tariff,
}
FORMS = tuple(_FORMS)
