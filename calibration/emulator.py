"""The emulator: what the summaries of a run are on average, learned from runs, and how far a run may be off.

Every summary is a quadratic in the parameters, fitted by ridge regression; where runs close to each other
are off in the same direction, a Gaussian process is tried and kept if it is clearly better. How far off is
measured out of fold: each fifth of the runs is predicted by what the other four taught. Judging the fit
by the runs that made it gives intervals that cover 71% where 90% was meant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from abm.quantities import Floats, Ints

FOLDS: Final = 5
CLEARLY: Final = 0.9
"""A Gaussian process is kept if its squared error out of fold is below this share of the quadratic's."""
STRUCTURED: Final = 0.2
"""Correlation of errors of near neighbours from which a quadratic is taken to miss something."""
MOST_FOR_SCALES: Final = 250
MOST_FOR_PROCESS: Final = 700
"""Runs that a Gaussian process learns its scales from, and is conditioned on."""
_AS_IT_IS: Final[Any] = None
"""Said of a kernel whose scales are not to be learned again."""
PENALTIES: Final = np.logspace(-3, 3, 13)

Mean = Callable[[Floats], Floats]
"""Summaries, float[N, K], expected at points of the unit cube, float[N, d]."""


@dataclass(frozen=True, eq=False)
class Emulator:
    """Means of summaries over a box of the unit cube.

    Attributes:
        mean: learned from all runs.
        folds: learned without each fold.
        fold_of: int[N], the fold of every run.
        points: float[N, d], of the runs.
        errors: float[N, K], summaries less what was expected out of fold.
        covariance: float[K, K], of those errors.
        explained: float[K], share of the variance of summaries that is expected out of fold.
    """

    mean: Mean
    folds: tuple[Mean, ...]
    fold_of: Ints
    points: Floats
    errors: Floats
    covariance: Floats
    explained: Floats


def learn(points: Floats, summaries: Floats, seed: int, folds: int = FOLDS) -> Emulator:
    """An emulator from runs, cross-fitted; on one thread, as matrices are small.

    Args:
        points: float[N, d], in the unit cube.
        summaries: float[N, K].
        seed: which runs are in which fold.
        folds: how many.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return _learned(points, summaries, seed, folds)


def _learned(points: Floats, summaries: Floats, seed: int, folds: int) -> Emulator:
    from sklearn.covariance import LedoitWolf

    fold_of = np.random.default_rng(seed).permutation(len(points)) % folds
    box = points.min(axis=0), points.max(axis=0)
    forms = _forms(points, summaries, fold_of, box)
    parts = tuple(_fitted(points[fold_of != f], summaries[fold_of != f], forms, box) for f in range(folds))
    errors = np.empty_like(summaries)
    for f, mean in enumerate(parts):
        errors[fold_of == f] = summaries[fold_of == f] - mean(points[fold_of == f])
    spread = summaries.std(axis=0) + 1e-12
    covariance = LedoitWolf(assume_centered=True).fit(errors / spread).covariance_ * np.outer(spread, spread)
    explained = 1 - (errors**2).mean(axis=0) / spread**2
    whole = _fitted(points, summaries, forms, box)
    return Emulator(whole, parts, fold_of, points, errors, covariance, explained)


Bounds = tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class _Forms:
    """Which summaries are Gaussian processes, each with the kernel it learned."""

    kernels: dict[int, Any]


def _forms(points: Floats, summaries: Floats, fold_of: Ints, box: Bounds) -> _Forms:
    """The form of every summary: a quadratic unless a process is clearly better on a fold not seen."""
    seen, unseen = fold_of != 0, fold_of == 0
    plain = _fitted(points[seen], summaries[seen], _Forms({}), box)
    errors = summaries[unseen] - plain(points[unseen])
    kernels: dict[int, Any] = {}
    for k in range(summaries.shape[1]):
        if _structured(errors[:, k], points[unseen]):
            process = _process(_in_box(points[seen], box), summaries[seen, k], None)
            off = summaries[unseen, k] - process.predict(_in_box(points[unseen], box))
            if (off**2).mean() < CLEARLY * (errors[:, k] ** 2).mean():
                kernels[k] = process.kernel_
    return _Forms(kernels)


def _structured(errors: Floats, points: Floats) -> bool:
    """Whether neighbours are off in the same direction."""
    from sklearn.neighbors import NearestNeighbors

    if errors.std() < 1e-12 or len(errors) < 10:
        return False
    near = NearestNeighbors(n_neighbors=2).fit(points).kneighbors(points, return_distance=False)[:, 1]
    return float(np.corrcoef(errors, errors[near])[0, 1]) > STRUCTURED


def _in_box(points: Floats, box: Bounds) -> Floats:
    """Points from −1 to 1 over the box that runs fill."""
    low, high = box
    return 2 * (points - low) / np.maximum(high - low, 1e-9) - 1


def _fitted(points: Floats, summaries: Floats, forms: _Forms, box: Bounds) -> Mean:
    """Means of all summaries from some runs."""
    from sklearn.linear_model import RidgeCV

    inside = _in_box(points, box)
    centre, spread = summaries.mean(axis=0), summaries.std(axis=0) + 1e-12
    ridge: Any = RidgeCV(alphas=PENALTIES, alpha_per_target=True).fit(
        quadratic(inside), (summaries - centre) / spread
    )
    weights, start = np.atleast_2d(ridge.coef_), np.atleast_1d(ridge.intercept_)
    processes = {k: _process(inside, summaries[:, k], kernel) for k, kernel in forms.kernels.items()}

    def mean(at: Floats) -> Floats:
        here = _in_box(at, box)
        means = (quadratic(here) @ weights.T + start) * spread + centre
        for k, process in processes.items():
            means[:, k] = process.predict(here)
        return means

    return mean


def quadratic(points: Floats) -> Floats:
    """Coordinates, and products of every two of them, float[N, d + d (d + 1) / 2].

    Example:
        >>> quadratic(np.array([[2.0, 3.0]])).tolist()
        [[2.0, 3.0, 4.0, 6.0, 9.0]]
    """
    first, second = _pairs(points.shape[1])
    return np.concatenate([points, points[:, first] * points[:, second]], axis=1)


@cache
def _pairs(d: int) -> tuple[Ints, Ints]:
    """Every two of d coordinates, each with itself too."""
    first, second = np.triu_indices(d)
    return first, second


def _process(points: Floats, values: Floats, kernel: Any) -> Any:
    """A Gaussian process with noise; its scales are learned from some of the runs unless given."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    some = slice(None, MOST_FOR_SCALES if kernel is None else MOST_FOR_PROCESS)
    if kernel is None:
        scales: Any = RBF([1.0] * points.shape[1], (0.1, 30.0))  # type: ignore[arg-type]
        start = ConstantKernel(1.0, (1e-2, 1e3)) * scales + WhiteKernel(0.1, (1e-6, 10.0))
        kernel = _quietly(
            GaussianProcessRegressor(start, normalize_y=True), points[some], values[some]
        ).kernel_
        some = slice(None, MOST_FOR_PROCESS)
    return _quietly(
        GaussianProcessRegressor(kernel, optimizer=_AS_IT_IS, normalize_y=True), points[some], values[some]
    )


def _quietly(process: Any, points: Floats, values: Floats) -> Any:
    """Fitted without remarks on scales at the ends of their ranges, where an idle parameter's belongs."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return process.fit(points, values)
