"""Why a lever moved, in figures: the terms of a move and the pounds behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why one organisation moved one lever, in one quarter or year.

    Attributes:
        organisation: its id.
        name: what people there call it.
        lever: which.
        month: the month at whose end it decided, YYYY-MM.
        value: where the lever stands after the move; 0 is the norm.
        move: by how much it moved, in the lever's unit; the sum of the terms, to the last digit.
        unit: of value, move and terms.
        terms: the parts of the move, by name.
        pounds: pounds a year for one unit of the lever: own money after costs and effort, partners as
            weighed, patients as valued, and the effort.
        weight_on_money: how many times over money counts; 0 where the theory did not count it.
        shortfall: pounds a year by which the margin missed what the organisation aims at.
        words: the same in plain words.
    """

    organisation: str
    name: str
    lever: str
    month: str
    value: float
    move: float
    unit: str
    terms: dict[str, float]
    pounds: dict[str, float]
    weight_on_money: float
    shortfall: float
    words: str = ""
