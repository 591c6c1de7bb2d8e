"""How much a calibration may cost: runs and steps, by what they are for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Effort(BaseModel):
    """How many runs go into what.

    Attributes:
        seed: of designs, chains and runs.
        screen: paths of the Morris screen; 0 for none. Each takes one run more than there are parameters.
        wave: runs of each wave.
        waves: waves; each looks closer at where the one before found the data likely.
        draws: posterior draws that are kept.
        steps: steps of every chain.
        check: runs at posterior draws, for checks against the data and for predictions.
        check_sample: residents simulated in those runs for each one there is; by default the fit's own share.
        truths: planted truths for simulation-based calibration; 0 for none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = 1
    screen: Annotated[int, Field(strict=True, ge=0, le=200)] = 10
    wave: Annotated[int, Field(strict=True, ge=40, le=100_000)] = 500
    waves: Annotated[int, Field(strict=True, ge=1, le=4)] = 2
    draws: Annotated[int, Field(strict=True, ge=50, le=20_000)] = 400
    steps: Annotated[int, Field(strict=True, ge=200, le=100_000)] = 1500
    check: Annotated[int, Field(strict=True, ge=20, le=2_000)] = 60
    check_sample: Annotated[float, Field(strict=True, gt=0, le=1)] | None = None
    truths: Annotated[int, Field(strict=True, ge=0, le=1_000)] = 40
