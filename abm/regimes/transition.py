"""The pace of change: when a regime's contracts begin to be paid."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from abm.clock import is_april


def _an_april(month: int) -> int:
    """Plans are set for a contract year, so a regime begins in an April."""
    if not is_april(month):
        raise ValueError("start_month must be an April: 0, 12, 24 and so on")
    return month


class Transition(BaseModel):
    """All at once (T1), from the April of a given month of the run.

    Attributes:
        pace: T1, the one pace there is.
        start_month: month of the run from which the contracts are paid; a multiple of 12.

    Example:
        >>> Transition(start_month=12).in_force(11), Transition(start_month=12).in_force(12)
        (False, True)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    pace: Literal["T1"] = "T1"
    start_month: Annotated[int, Field(strict=True, ge=0, le=600), AfterValidator(_an_april)] = 0

    def in_force(self, month: int) -> bool:
        """Whether the regime is paid in this month."""
        return month >= self.start_month
