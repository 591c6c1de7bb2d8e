"""A part of an element: what is paid while one regime hands over to another, or to one of several payees.

A part scales what is paid and nothing else: measures, plans and their renewal are those of the whole,
so that a phase changes pounds and not the terms that were agreed.

Example:
    >>> from abm.payment.fee_for_service import FeeForService
    >>> quarter = InPart(element=FeeForService(prices={"HC": 20.0}), share=0.25)
    >>> quarter.pay(np.array([[1_000.0]]), np.zeros((1, 0)), elapsed=1.0).tolist(), quarter.form
    ([250.0], 'fee_for_service')
"""

from dataclasses import replace
from typing import Final

import numpy as np
from pydantic import Field, InstanceOf, SerializeAsAny

from abm.payment.element import Basis, Element, Measure, Share
from abm.quantities import Floats

OWN: Final[tuple[Basis, ...]] = ("delivered", "recorded")
"""What each payee counts for itself; what several are paid for together is what their population uses."""


class Part(Element):
    """An element inside another: everything as the whole says, unless a subclass says otherwise.

    Attributes:
        element: the whole.
    """

    element: SerializeAsAny[InstanceOf[Element]]

    @property
    def form(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The form of the whole, by which bases of payment are told apart."""
        return self.element.form

    @property
    def identifiers(self) -> tuple[str, ...]:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The payment forms of the whole."""
        return self.element.identifiers

    @property
    def part_of_price(self) -> float:
        """The share of the price that the whole pays: to one payee, or to all who share it."""
        return self.element.part_of_price

    def measures(self) -> tuple[Measure, ...]:
        """The measures of the whole."""
        return self.element.measures()

    def plan(self, outturn: Floats) -> Floats:
        """The plan of the whole."""
        return self.element.plan(outturn)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """What the whole owes."""
        return self.element.pay(measured, plan, elapsed)

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """Next year's plan of the whole."""
        return self.element.replan(plan, outturn)

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """The plan of the whole, scaled by the payer."""
        return self.element.cut(plan, factor)


class InPart(Part):
    """A share of what an element owes, the same for every payee: a phase of a handover (T2, T5).

    Owed = share · what the whole owes. Source: consultation on payment development 2017, paragraph 4.6
    (no big bang); whole-system payment paper 2021 (transition).

    Attributes:
        share: of what the whole owes, 0 to 1.
    """

    share: Share = Field(description="share of what the whole owes that is paid")

    @property
    def part_of_price(self) -> float:
        """The share of the price that is paid while the rest is paid otherwise."""
        return self.share * self.element.part_of_price

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The share of what the whole owes."""
        return self.share * self.element.pay(measured, plan, elapsed)


class OfOneSum(Part):
    """What each of several payees is paid of one sum, settled on what their population uses.

    Owed to payee i = share_i · what the whole owes. Every payee reads the same population, so that the
    parts add up to the whole: deliveries are read as the use of the population, whoever delivered, and
    not as anybody coded them.
    Recorded outcomes stay each payee's own, and so does what is at stake on them.

    Attributes:
        shares: share of each pair of payer and payee, in the order in which a contract binds them.
    """

    shares: tuple[Share, ...]

    def measures(self) -> tuple[Measure, ...]:
        """The measures of the whole, with the population's use for a payee's deliveries."""
        return tuple(_together(measure) for measure in self.element.measures())

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Each payee's share of what the whole owes."""
        return np.array(self.shares) * self.element.pay(measured, plan, elapsed)


def whole(element: Element) -> Element:
    """An element without the parts it is wrapped in.

    Example:
        >>> from abm.payment.block import Block
        >>> whole(InPart(element=Block(pounds_per_year=6.0), share=0.5)).pounds_per_year
        6.0
    """
    return whole(element.element) if isinstance(element, Part) else element


def _together(measure: Measure) -> Measure:
    """A measure of deliveries as one of what the population uses."""
    return replace(measure, basis="population_use") if measure.basis in OWN else measure
