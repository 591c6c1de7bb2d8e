"""Priors: what is believed of a number before any local data, with the reason.

A prior lies within the plausible range of its parameter. Where a value was found in a source it is a normal
about that value, cut at the ends of the range, which are taken as two standard deviations apart from it on
average; where a number is assumed, every value of the range is as likely. Designs and chains work in the
unit cube, where every prior is uniform: a part u of the way stands for the u-quantile.

Providers share parameters; what differs between them beyond the model is in the targets' gaps `b`, which are
drawn from one distribution for all providers of a target, whose width is learned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from abm.parameters import BY_NAME
from abm.quantities import Floats
from scenarios.errors import InputError, nearest

PLAUSIBLE: Final = "plausible"
KEYS: Final = ("low", "high", "mean", "sd", "reason")
RANGE_IN_SDS: Final = 4.0
"""Standard deviations between the ends of a plausible range: two on either side."""


@dataclass(frozen=True)
class Prior:
    """What is believed of one parameter.

    Attributes:
        name: of the parameter.
        low: lowest value.
        high: highest value.
        mean: centre of a normal cut at `low` and `high`; None where all values are as likely.
        sd: its standard deviation before it is cut.
        reason: why.
    """

    name: str
    low: float
    high: float
    mean: float | None
    sd: float
    reason: str

    def quantile(self, part: Floats) -> Floats:
        """Values at parts of the way, 0 to 1.

        Example:
            >>> Prior("x", 2.0, 4.0, None, 0.0, "").quantile(np.array([0.0, 0.25])).tolist()
            [2.0, 2.5]
        """
        if self.mean is None:
            return self.low + (self.high - self.low) * part
        return np.clip(self._normal().ppf(part), self.low, self.high)

    def part(self, value: Floats) -> Floats:
        """Parts of the way at which values stand: the inverse of `quantile`."""
        if self.mean is None:
            return (value - self.low) / (self.high - self.low)
        return self._normal().cdf(value)

    def _normal(self) -> Any:
        from scipy.stats import truncnorm

        mean = 0.0 if self.mean is None else self.mean
        low, high = ((end - mean) / self.sd for end in (self.low, self.high))
        return truncnorm(low, high, loc=mean, scale=self.sd)


@dataclass(frozen=True)
class Priors:
    """Priors of several parameters, in order.

    Attributes:
        each: one a parameter.
    """

    each: tuple[Prior, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""
        return tuple(prior.name for prior in self.each)

    def values(self, parts: Floats) -> Floats:
        """Values, float[N, d], at points of the unit cube, float[N, d]."""
        return np.column_stack([prior.quantile(parts[:, i]) for i, prior in enumerate(self.each)])

    def parts(self, values: Floats) -> Floats:
        """Points of the unit cube at which values stand, float[N, d]."""
        return np.column_stack([prior.part(values[:, i]) for i, prior in enumerate(self.each)])

    def only(self, kept: Sequence[int]) -> "Priors":
        """Some of them."""
        return Priors(tuple(self.each[i] for i in kept))


def read_priors(given: Mapping[str, Any], where: str) -> Priors:
    """The priors that a table of a calibration file names.

    Args:
        given: by parameter, `"plausible"` or a table with any of `KEYS`.
        where: file and key, for messages.

    Raises:
        InputError: at the first that is no parameter, or no prior within its plausible range.
    """
    if not given:
        raise InputError("no parameters to learn", where, 'write "urgent.attendance_rate" = "plausible"')
    return Priors(tuple(_read(name, said, f"{where}.{name}") for name, said in given.items()))


def _read(name: str, said: Any, where: str) -> Prior:
    known = BY_NAME.get(name)
    if known is None:
        raise InputError(f"unknown parameter '{name}'", where, nearest(name, BY_NAME))
    if not known.low < known.high:
        raise InputError("its plausible range has no width, so nothing can be learned", where, "leave it out")
    source = f"{known.source} ({known.confidence})"
    if said == PLAUSIBLE:
        mean = None if known.confidence == "assumed" else known.value
        return Prior(name, known.low, known.high, mean, (known.high - known.low) / RANGE_IN_SDS, source)
    if not isinstance(said, Mapping):
        raise InputError(
            f"{said!r} is no prior", where, 'write "plausible", or { mean = …, sd = …, reason = "…" }'
        )
    for key in said:
        if key not in KEYS:
            raise InputError(f"unknown key '{key}'", where, nearest(key, KEYS))
    return _from_table(name, said, where)


def _from_table(name: str, said: Mapping[str, Any], where: str) -> Prior:
    """A prior in the file's own numbers."""
    known = BY_NAME[name]
    low, high = (
        _number(said, key, where, default) for key, default in (("low", known.low), ("high", known.high))
    )
    if not known.low <= low < high <= known.high:
        span = f"{known.low:g} to {known.high:g} ({known.unit})"
        raise InputError(f"{low:g} to {high:g} is no range within the plausible one", where, f"it is {span}")
    reason = said.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise InputError("no reason", where, 'say why: reason = "…"')
    if "mean" not in said and "sd" not in said:
        return Prior(name, low, high, None, 0.0, reason)
    mean, sd = (_number(said, key, where, None) for key in ("mean", "sd"))
    if not low <= mean <= high or not sd > 0:
        raise InputError(
            f"mean {mean:g} and sd {sd:g}", where, f"a mean from {low:g} to {high:g}, an sd above 0"
        )
    return Prior(name, low, high, mean, sd, reason)


def _number(said: Mapping[str, Any], key: str, where: str, default: float | None) -> float:
    value = said.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise InputError(f"{key} is missing or not a number", where, "write an ordinary number")
    return float(value)
