"""How the futures of a sweep are picked: points in the unit cube, one axis for each uncertainty.

grid              every combination of every value
one_at_a_time     nothing changed; then each uncertainty alone, at each of its values
latin_hypercube   `points` points, evenly spread along every axis (scipy)
sobol             `points` points of a scrambled Sobol' sequence, evenly spread in the cube (scipy)
saltelli          for Sobol' indices: points · (axes + 2) points (SALib)
morris            for screening: points · (axes + 1) points along `points` paths (SALib)
"""

import math
from itertools import product
from typing import Annotated, Any, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.quantities import Floats
from scenarios.sweeping.dimension import Dimension, Value

DesignKind = Literal["grid", "one_at_a_time", "latin_hypercube", "sobol", "saltelli", "morris"]
KINDS: Final = ("grid", "one_at_a_time", "latin_hypercube", "sobol", "saltelli", "morris")
SAMPLED: Final = ("latin_hypercube", "sobol", "saltelli", "morris")
"""Designs that need at least one uncertainty."""
POWERS_OF_TWO: Final = ("sobol", "saltelli")
MOST_POINTS: Final = 1_000_000


class Design(BaseModel):
    """How futures are picked.

    Attributes:
        kind: one of `KINDS`.
        points: how many (see the head of this file for what of); not used by a grid or one at a time.
        seed: of the sample.
        levels: of Morris: values an axis takes, an even number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: DesignKind = "grid"
    points: Annotated[int, Field(strict=True, ge=1, le=MOST_POINTS)] = 64
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**32)] = 1
    levels: Annotated[int, Field(strict=True, ge=4, le=100)] = 4

    @model_validator(mode="after")
    def _balanced(self) -> "Design":
        """A Sobol' sequence is even only after 2, 4, 8, … points; Morris steps over half its levels."""
        if self.kind in POWERS_OF_TWO and self.points & (self.points - 1):
            near = 2 ** round(math.log2(self.points))
            raise ValueError(f"a {self.kind} design takes a power of two points, such as {near}")
        if self.levels % 2:
            raise ValueError(f"levels is even, such as {self.levels + 1}")
        return self

    @property
    def sampled(self) -> bool:
        """Whether it draws a sample of uncertainties."""
        return self.kind in SAMPLED


def problem(dimensions: tuple[Dimension, ...]) -> dict[str, Any]:
    """The unit cube of some dimensions as SALib wants it told."""
    names = [dimension.name for dimension in dimensions]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def points(design: Design, dimensions: tuple[Dimension, ...]) -> Floats:
    """Points of a design in the unit cube, float[N, dimensions]; NaN leaves a dimension as it is.

    Example:
        >>> theory = Dimension("theory", ("theory",), ("weigh_up", "imitate"))
        >>> points(Design(), (theory, Dimension("x", ("x",)))).tolist()
        [[0.25, 0.0], [0.25, 0.5], [0.25, 1.0], [0.75, 0.0], [0.75, 0.5], [0.75, 1.0]]
    """
    if design.kind == "grid":
        return np.array(list(product(*(d.parts() for d in dimensions))), np.float64)
    if design.kind == "one_at_a_time":
        return _one_at_a_time(dimensions)
    return np.clip(_sample(design, dimensions), 0.0, 1.0)


def _one_at_a_time(dimensions: tuple[Dimension, ...]) -> Floats:
    rows = [np.full(len(dimensions), np.nan)]
    for axis, dimension in enumerate(dimensions):
        for part in dimension.parts():
            rows.append(np.full(len(dimensions), np.nan))
            rows[-1][axis] = part
    return np.array(rows)


def _sample(design: Design, dimensions: tuple[Dimension, ...]) -> Floats:
    from scipy.stats import qmc

    if design.kind == "latin_hypercube":
        return qmc.LatinHypercube(len(dimensions), rng=design.seed).random(design.points)
    if design.kind == "sobol":
        return qmc.Sobol(len(dimensions), rng=design.seed).random(design.points)
    from SALib.sample import morris, sobol

    if design.kind == "saltelli":
        return sobol.sample(problem(dimensions), design.points, calc_second_order=False, seed=design.seed)
    return morris.sample(problem(dimensions), design.points, num_levels=design.levels, seed=design.seed)


def futures(design: Design, dimensions: tuple[Dimension, ...]) -> list[dict[str, Value]]:
    """The futures of a design: for each, the value of every dimension by name; left out where it stays.

    Example:
        >>> futures(Design(kind="one_at_a_time"), (Dimension("x", ("x",), (1, 2)),))
        [{}, {'x': 1}, {'x': 2}]
    """
    return [
        {d.name: d.at(float(part)) for d, part in zip(dimensions, row, strict=True) if not math.isnan(part)}
        for row in points(design, dimensions)
    ]
