"""What every payment element is: declared terms, the measures it reads, and pounds owed to date.

An element never sees an organisation, a month or a file. It names the *measures* it needs (weighted
sums of counted activity), is given them year to date, and answers with the pounds owed year to date.
The settlement pays the difference each month, so that caps, corridors and thresholds hold over the
contract year.

Example:
    >>> import numpy as np
    >>> from abm.payment.fee_for_service import FeeForService
    >>> fee = FeeForService(prices={"HC": 18.0})
    >>> fee.pay(np.array([[1_800.0]]), np.zeros((1, 0)), elapsed=0.5).tolist()
    [1800.0]
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from abm.quantities import Floats
from abm.vocabulary import MEMO_PODS, OUTCOMES, PODS, SEGMENTS

Basis = Literal[
    "delivered",
    "recorded",
    "bought",
    "set_aside",
    "population_use",
    "people",
    "outcome",
    "outcome_of",
    "figure",
]
"""What a measure counts, year to date.

`delivered`: units the payee delivered to residents of the contract's territory, but for what these
bought with budgets of their own. `recorded`: the same
as coded, a spell counting as the payee's recorded case mix. `bought`: units that residents of the
territory bought of the payee with personal budgets, `set_aside`: person-months of such budgets meant for it.
`population_use`: units the covered population used, whoever delivered them, as they were and not as coded,
but for what people bought with budgets of their own; advice is one unit, of the trust that gave it. The
covered population is a practice's own list when a practice is paid, and the residents of the territory
otherwise. Voluntary services' contacts are counted by borough, so the use of a list holds none of them.
`people`: person-months of the covered population. `outcome`, `outcome_of`: recorded successes of the
payee, and the chances it had of them, by the outcome's name. `figure`: a yearly figure of the payee,
by its name in the place.
"""

PRICED_PODS = tuple(pod for pod in PODS if pod not in MEMO_PODS)


def one_of(kind: str, words: Iterable[str]) -> AfterValidator:
    """A validator for a word of a list; its error carries the list, to name the nearest."""
    valid = tuple(words)

    def check(word: str) -> str:
        if word not in valid:
            found = {"kind": kind, "word": word, "valid": list(valid)}
            raise PydanticCustomError("unknown_word", "unknown {kind} '{word}'", found)
        return word

    return AfterValidator(check)


PodName = Annotated[str, one_of("point of delivery", PRICED_PODS)]
SegmentName = Annotated[str, one_of("segment", SEGMENTS)]
OutcomeName = Annotated[str, one_of("outcome", OUTCOMES)]
Pounds = Annotated[float, Field(strict=True, ge=0, le=1e11, allow_inf_nan=False)]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Rate = Annotated[float, Field(strict=True, ge=-0.5, le=0.5, allow_inf_nan=False)]
Weight = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
PartOfPlan = Annotated[float, Field(strict=True, ge=0, le=2, allow_inf_nan=False)]
Prices = Annotated[dict[PodName, Pounds], Field(min_length=1)]


@dataclass(frozen=True)
class Slider:
    """Marks a term that a room may move by hand; its bounds are those of its type, its words its description.

    Attributes:
        order: the smaller, the sooner it is offered; in tens, so that one can be put between two.
        label: what stands beside it, where that is not the term's description.
        unit: of what is moved. Pounds go from nought to three times what they are.
        seldom: whether it comes after all others, whichever contract it is in.

    Example:
        >>> from abm.payment.tariff import Tariff
        >>> slider_of(Tariff.model_fields["marginal_rate"]).label
        'Emergency marginal rate (MRET)'
    """

    order: int
    label: str = ""
    unit: Literal["share", "pounds", "times"] = "share"
    seldom: bool = False


def slider_of(field: FieldInfo) -> Slider | None:
    """The slider of a term, None where it is set in a regime's file only."""
    return next((mark for mark in field.metadata if isinstance(mark, Slider)), None)


MarketForces = Annotated[
    float,
    Field(strict=True, ge=0.5, le=2, allow_inf_nan=False),
    Slider(60, "Market forces factor", unit="times"),
]


@dataclass(frozen=True)
class Measure:
    """One number an element reads for every payee: a weighted sum of counts, year to date.

    Attributes:
        name: what it is, in words; for the basis `figure` the name of the figure, for `outcome` and
            `outcome_of` the name of the outcome.
        basis: what is counted, see `Basis`.
        weights: per point of delivery (`delivered`, `recorded`, `bought`, `set_aside`, `population_use`) or
            per segment (`people`, where segments not named weigh 1). Not used by the other bases.
    """

    name: str
    basis: Basis
    weights: Mapping[str, float] = field(default_factory=dict[str, float])


class Element(BaseModel, ABC):
    """A form of payment. Subclasses declare terms as fields and say what is owed in `pay`.

    All arrays broadcast over leading axes, usually payees, and nudges before payees. `m` is the
    number of measures and `k` the number of plan amounts of the element.

    Attributes:
        form: the name a regime file uses.
        identifiers: payment forms of the source documents (P) that it enacts, or is a part of.
        owed_in_words: what is owed year to date, as in the description of the model.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    form: ClassVar[str]
    identifiers: ClassVar[tuple[str, ...]]
    owed_in_words: ClassVar[str]

    @property
    def part_of_price(self) -> float:
        """The share it pays of the price of the deliveries it reads: 1, unless others pay the rest.

        It is 0 for what comes beside the price on purpose, such as a share of a saving or a top-up. Shares
        that add up to more than 1 pay twice, and to less leave a gap.
        """
        return 1.0

    @abstractmethod
    def measures(self) -> tuple[Measure, ...]:
        """The measures the element reads, in the order of the last axis of `measured`."""

    def plan(self, outturn: Floats) -> Floats:
        """Amounts fixed when the contract starts, from a year's outturn [..., m] to [..., k]."""
        return np.zeros((*outturn.shape[:-1], 0))

    @abstractmethod
    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Pounds owed year to date.

        Args:
            measured: [..., m] measures year to date.
            plan: [..., k] amounts fixed for the year.
            elapsed: share of the contract year gone, 1/12 to 1.

        Returns:
            [...] pounds; negative where the payee owes the payer.
        """

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """Next year's plan from this year's and from this year's outturn. Unchanged by default."""
        return plan

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """A plan [..., k] whose sum the payer scales by a factor [...]; as it is where no sum is fixed.

        A payer can set a block or a rate a head. What it pays by price, points or share it cannot.
        """
        return plan


class Beside(Element):
    """An element that comes beside the price of the deliveries it reads, which somebody else pays."""

    @property
    def part_of_price(self) -> float:
        """Nothing of the price itself."""
        return 0.0


class Uplifted(Element):
    """An element whose plan is renewed each April: uplifted, and rebased in part to the outturn.

    Next year's plan = (1 - rebase) · this year's · net uplift + rebase · plan set from the outturn,
    net uplift = (1 + cost_uplift) · (1 - efficiency) · (1 + growth). Source: the consultation on
    payment development 2017, paragraph 3.3 (efficiency, demographic growth, cost uplift).
    """

    cost_uplift: Rate = Field(default=0.0, description="rise of input prices, share a year")
    efficiency: Annotated[Share, Slider(300, seldom=True)] = Field(
        default=0.0, description="efficiency asked of the provider, share a year"
    )
    growth: Annotated[Rate, Slider(310, seldom=True)] = Field(
        default=0.0, description="growth of need, share a year"
    )
    rebase: Annotated[Share, Slider(180)] = Field(
        default=0.0, description="share of the gap to the outturn taken into next year's plan"
    )

    @property
    def net_uplift(self) -> float:
        """The three terms as one factor."""
        return (1 + self.cost_uplift) * (1 - self.efficiency) * (1 + self.growth)

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """Uplift the plan and move it by `rebase` of the way to one set from the outturn."""
        carried = plan * self.net_uplift
        return carried + self.rebase * (self.plan(outturn) - carried) if self.rebase else carried


def at_market_forces(prices: Mapping[str, float], factor: float) -> dict[str, float]:
    """Prices times the market forces factor: what the same unit is paid in a dearer place."""
    return {pod: price * factor for pod, price in prices.items()}


def ratio(top: Floats, bottom: Floats) -> Floats:
    """`top / bottom`, zero where there is nothing below the line."""
    return np.divide(top, bottom, out=np.zeros(np.broadcast(top, bottom).shape), where=bottom > 0)
