"""What-ifs: the forecast year end, wrong by a little, with a little more or less of one measure.

Every group's what-ifs lie in one buffer that is filled in one compiled pass, so that each element is
asked once for both years and both sides. A question is one measure of one group.
"""

from typing import Final, NamedTuple

import numpy as np

from abm.compiled import maker, part
from abm.contracts.settlement import Group, Settlement
from abm.quantities import Floats, Ints

ERROR_POINTS: Final = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
ERROR_WEIGHTS: Final = np.exp(-(ERROR_POINTS**2) / 2) / np.exp(-(ERROR_POINTS**2) / 2).sum()
STEP: Final = 0.001
"""The change asked about, as a share of the forecast measure; large against rounding, small against
the distance between thresholds."""

NUDGED: Final = ("delivered", "recorded", "population_use", "outcome")
"""Bases of measures that somebody's conduct can move."""
_VARIANTS: Final = 4
"""More and less this year, at this year's plan; then plans reset from more and from less."""
_POINTS: Final = len(ERROR_POINTS)


class Questions(NamedTuple):
    """Which measure of which group each question is about, int[questions] each.

    Attributes:
        first: the group's first reading.
        pairs: n, its pairs.
        measures: m, its measures.
        asked: which of them is asked about.
        place: which of its group's questions it is.
        of: how many its group has.
        block: where the group's what-ifs begin, [4, 5, questions, n, m] end to end.
        reset: where the outturns begin from which its plan is reset, [2, questions, n, m].
        gain: where its answers begin, [4, 5, questions, n].
    """

    first: Ints
    pairs: Ints
    measures: Ints
    asked: Ints
    place: Ints
    of: Ints
    block: Ints
    reset: Ints
    gain: Ints


class WhatIf:
    """The what-ifs of a settlement, laid out once and filled whenever somebody asks.

    Args:
        settlement: the contracts; their plans are read afresh each time.
    """

    def __init__(self, settlement: Settlement) -> None:
        self._rows = settlement.meter.rows
        self._groups = [(g, asked) for g in settlement.groups if (asked := _asked(g))]
        sizes = np.array([len(asked) * g.pairs.n for g, asked in self._groups], np.int64)
        widths = np.array([len(g.element.measures()) for g, _ in self._groups], np.int64)
        gains, resets = (_starts(n) for n in (_VARIANTS * _POINTS * sizes, 2 * sizes * widths))
        blocks = _starts(_VARIANTS * _POINTS * sizes * widths)
        self._block, self._reset, self._gain = (np.zeros(at[-1]) for at in (blocks, resets, gains))
        self._questions = _questions(self._groups, blocks, resets, gains)
        self._shapes = [
            (len(asked), g.pairs.n, int(m)) for (g, asked), m in zip(self._groups, widths, strict=True)
        ]

    def slopes(self, readings: Floats, error: float, now: float, later: float, side: int = 0) -> Floats:
        """Pounds a year for one more unit of every measure, float[rows].

        Args:
            readings: float[rows], measures forecast for the year end.
            error: standard deviation of the forecast, as a share.
            now: weight of this year's pounds.
            later: weight of next year's, if plans are set afresh from this year's outturn.
            side: 0 for the central difference, 1 for one more alone, -1 for one fewer alone.
        """
        wrong = 1 + error * ERROR_POINTS
        nudge(readings, wrong, side, self._questions, self._block, self._reset)
        block, reset, gain = 0, 0, 0
        for (group, _), (q, n, m) in zip(self._groups, self._shapes, strict=True):
            size = q * n
            asked = self._block[block : (block := block + _VARIANTS * _POINTS * size * m)]
            outturn = self._reset[reset : (reset := reset + 2 * size * m)].reshape(2, q, n, m)
            answer = self._gain[gain : (gain := gain + _VARIANTS * _POINTS * size)]
            at = asked.reshape(_VARIANTS, _POINTS, q, n, m)
            _ask(group, at, outturn, answer.reshape(_VARIANTS, _POINTS, q, n), later)
        slopes = np.zeros(self._rows)
        weights = np.array([now * ERROR_WEIGHTS, later * ERROR_WEIGHTS])
        average(readings, wrong, side, self._questions, self._gain, weights, slopes)
        return slopes


def _asked(group: Group) -> list[int]:
    """The measures of a group that conduct can move."""
    return [j for j, measure in enumerate(group.element.measures()) if measure.basis in NUDGED]


def _starts(sizes: Ints) -> Ints:
    """Where each of several pieces laid end to end begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _questions(groups: list[tuple[Group, list[int]]], blocks: Ints, resets: Ints, gains: Ints) -> Questions:
    """Every measure asked about, group after group."""
    rows = [
        (g.rows.start, g.pairs.n, len(g.element.measures()), j, q, len(asked), blocks[i], resets[i], gains[i])
        for i, (g, asked) in enumerate(groups)
        for q, j in enumerate(asked)
    ]
    columns = np.array(rows, np.int64).reshape(-1, len(Questions._fields)).T
    return Questions._make(column.copy() for column in columns)


def _ask(group: Group, at: Floats, outturn: Floats, answer: Floats, later: float) -> None:
    """Ask an element what all its what-ifs are worth; next year only where it counts and has a plan."""
    element, k = group.element, group.plan.shape[-1]
    if not k or later == 0:
        answer[:2] = element.pay(at[:2], group.plan, 1.0)
        return
    plan = np.empty((_VARIANTS, 1, *outturn.shape[1:-1], k))
    plan[:2] = group.plan
    plan[2:, 0] = element.plan(outturn)
    answer[:] = element.pay(at, plan, 1.0)


@part
def _around(at: float, side: int) -> tuple[float, float]:
    """A measure and a little more, and a little less but not below nothing."""
    step = max(STEP * abs(at), 1.0)
    return (at + step if side >= 0 else at), (max(at - step, 0.0) if side <= 0 else at)


@maker
def nudge(
    readings: Floats, wrong: Floats, side: int, questions: Questions, block: Floats, reset: Floats
) -> None:
    """Fill the buffers with what-ifs; see `Questions` for how they lie.

    The error is on the measure that is asked about only: a common error would cancel in any ratio.

    Args:
        readings: float[rows], measures forecast for the year end.
        wrong: float[5], what the forecast may turn out to be, over what it is.
        side: see `WhatIf.slopes`.
        questions: what is asked.
        block: filled with readings to be paid for.
        reset: filled with outturns from which plans are reset.
    """
    for k in range(questions.first.size):
        n, m, j = questions.pairs[k], questions.measures[k], questions.asked[k]
        q, of = questions.place[k], questions.of[k]
        for i in range(n):
            row = questions.first[k] + i * m
            for t in range(wrong.size):
                reading = max(readings[row + j] * wrong[t], 0.0)
                more, less = _around(reading, side)
                for v in range(_VARIANTS):
                    at = questions.block[k] + (((v * wrong.size + t) * of + q) * n + i) * m
                    for other in range(m):
                        block[at + other] = max(readings[row + other], 0.0)
                    block[at + j] = more if v == 0 else less if v == 1 else reading
            up, down = _around(readings[row + j], 0)
            for v in range(2):
                at = questions.reset[k] + ((v * of + q) * n + i) * m
                for other in range(m):
                    reset[at + other] = readings[row + other]
                reset[at + j] = up if v == 0 else down


@maker
def average(
    readings: Floats,
    wrong: Floats,
    side: int,
    questions: Questions,
    gain: Floats,
    weights: Floats,
    slopes: Floats,
) -> None:
    """Average answers per unit of change over the forecast error.

    Args:
        readings: float[rows], measures forecast for the year end.
        wrong: float[5], what the forecast may turn out to be, over what it is.
        side: see `WhatIf.slopes`.
        questions: what was asked.
        gain: pounds of every what-if.
        weights: float[2, 5], weight of each in this year's pounds and in next year's.
        slopes: float[rows], filled.
    """
    for k in range(questions.first.size):
        n, q, of = questions.pairs[k], questions.place[k], questions.of[k]
        for i in range(n):
            row = questions.first[k] + i * questions.measures[k] + questions.asked[k]
            up, down = _around(readings[row], 0)
            for t in range(wrong.size):
                at, step = questions.gain[k] + (t * of + q) * n + i, wrong.size * of * n
                more, less = _around(max(readings[row] * wrong[t], 0.0), side)
                if more > less:
                    slopes[row] += weights[0, t] * (gain[at] - gain[at + step]) / (more - less)
                ahead = gain[at + 2 * step] - gain[at + 3 * step]
                slopes[row] += weights[1, t] * ahead / (up - down)
