"""A contract with one sum and several payees: how its members share what it comes to (P16 to P18).

    owed to member i = share_i · what the contract owes for its whole population,   Σ_i share_i = 1

Shares are agreed (`shares`), or follow the value of what each did in the year the contract is set from
(`activity`), or a figure of each such as its income (`income`), or the people each serves (`people`).
They stand until the contract is set afresh. Every element of the contract is shared alike: the sum,
a tolerance on growth, a risk pool; a member's recorded outcomes are its own, with its share at stake.
Members who agree to share outcomes differently do so in a second contract.

Source: consultation on payment development 2017, paragraph 3.14 (Newham's MSK collaborative: "the
providers will decide how resources are distributed between them"; Tower Hamlets' alliance).

Example:
    >>> Split(by="shares", shares={"acute_trust": 0.6, "community": 0.4}).by
    'shares'
"""

from typing import Final, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.contracts.territory import served
from abm.payment.element import Prices, Share
from abm.place import Place
from abm.quantities import Floats
from abm.vocabulary import POD

_NEEDS: Final = {"shares": "shares", "activity": "unit_prices", "income": "figure", "people": None}
_SUM: Final = 1e-9


class Split(BaseModel):
    """How members share one sum.

    Attributes:
        by: `shares` as agreed, or in proportion to `activity`, `income` or `people`.
        shares: agreed share of each payee the contract names; they add up to 1.
        unit_prices: pounds a unit at which last year's activity is valued.
        figure: the organisation's figure that shares follow, such as `operating_income_pounds`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    by: Literal["shares", "activity", "income", "people"]
    shares: dict[str, Share] = Field(default_factory=dict[str, float])
    unit_prices: Prices | None = None
    figure: str | None = None

    @model_validator(mode="after")
    def _what_it_goes_by(self) -> Self:
        """Each way of sharing has its own term, and only that."""
        needed = _NEEDS[self.by]
        given = [name for name in ("shares", "unit_prices", "figure") if getattr(self, name)]
        if given != [needed] * bool(needed):
            named = " and ".join(given) or "nothing"
            raise ValueError(f"a split by {self.by} needs {needed or 'nothing else'}, and was given {named}")
        if self.shares and abs(sum(self.shares.values()) - 1) > _SUM:
            raise ValueError(f"shares add up to {sum(self.shares.values()):g}, not to 1")
        return self


def agreed(split: Split, members: list[str], kinds: list[str]) -> Floats:
    """Agreed shares of one payer's members, float[n].

    Args:
        split: by `shares`.
        members: their ids.
        kinds: their kinds, or `lead`, by which the split may name them instead.

    Raises:
        ValueError: if a share stands for nobody here, or for several.

    Example:
        >>> split = Split(by="shares", shares={"acute_trust": 0.75, "VOL": 0.25})
        >>> agreed(split, ["R1H", "VOL"], ["acute_trust", "voluntary_sector"]).tolist()
        [0.75, 0.25]
    """
    words = [one if one in split.shares else kind for one, kind in zip(members, kinds, strict=True)]
    for word in split.shares:
        if words.count(word) != 1:
            whom = f"{words.count(word)} organisations" if word in words else "nobody"
            raise ValueError(f"the share of '{word}' stands for {whom} here; name members by id, or drop it")
    return np.array([split.shares[word] for word in words])


def in_proportion(weights: Floats) -> Floats:
    """Shares in proportion to weights, equal where all are nil.

    Example:
        >>> in_proportion(np.array([3.0, 1.0])).tolist(), in_proportion(np.zeros(2)).tolist()
        ([0.75, 0.25], [0.5, 0.5])
    """
    total = weights.sum()
    return weights / total if total > 0 else np.full(len(weights), 1 / len(weights))


def value_of_activity(prices: Prices, by_pod: Floats) -> float:
    """Pounds of a member's activity by point of delivery, float[pods], at stated prices."""
    return float(sum(price * by_pod[POD[pod]] for pod, price in prices.items()))


def people_served(place: Place, organisation: int, territory: Floats) -> float:
    """Residents of a territory, float[B], whom an organisation serves.

    For a trust, those whose emergencies would come to it; for others, those of its boroughs.
    """
    residents = place.population.sum(axis=1) * territory
    trust = np.flatnonzero(place.trusts == organisation)
    if trust.size:
        return float(residents @ place.emergency_share[:, trust[0]])
    return float(residents @ served(organisation, place))
