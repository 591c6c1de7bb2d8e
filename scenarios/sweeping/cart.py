"""CART: a small tree of yes-or-no questions that tells apart where what is looked for is the case.

Unlike PRIM it cuts everything into regions, so it also says where what is looked for is *not* the case. How
much the tree knows is told by cross-validation: the share it gets right of cases it has not seen, beside
the share that always saying the commoner answer gets right.

Source: Breiman and others 1984; scikit-learn's DecisionTreeClassifier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.sweeping.boxes import Box, Limit, boxed
from scenarios.sweeping.rows import Column, Rows

MOST_LEAVES: Final = 6
LEAST_LEAF: Final = 0.05
"""Share of cases in a region at least."""
FOLDS: Final = 5


@dataclass(frozen=True)
class Tree:
    """Regions that a tree found.

    Attributes:
        boxes: every region with its share of what is looked for, the densest first.
        right: share of unseen cases that it gets right; NaN where there are too few of a kind to tell.
        commoner: share that the commoner answer gets right.
    """

    boxes: tuple[Box, ...]
    right: float
    commoner: float


def tree(about: Rows, wanted: NDArray[np.bool_]) -> Tree:
    """Grow a tree.

    Args:
        about: cases, a column of numbers or words for everything varied.
        wanted: bool[cases], what is looked for.

    Example:
        >>> x = np.linspace(0, 1, 100)
        >>> [(box.words, box.density) for box in tree(pd.DataFrame({"x": x}), x > 0.75).boxes]
        [('x above 0.753', 1.0), ('x below 0.753', 0.0)]
    """
    from sklearn.model_selection import cross_val_score
    from sklearn.tree import DecisionTreeClassifier

    coded = _coded(about)
    grown = DecisionTreeClassifier(
        max_leaf_nodes=MOST_LEAVES, min_samples_leaf=max(int(LEAST_LEAF * len(about)), 1), random_state=0
    )
    commoner = max(wanted.mean(), 1 - wanted.mean())
    few = min(int(wanted.sum()), int((~wanted).sum())) < FOLDS
    right = np.nan if few else float(cross_val_score(grown, coded, wanted, cv=FOLDS).mean())
    grown.fit(coded, wanted)
    limits = _leaves(grown.tree_, list(coded.columns), about)
    boxes = [boxed(leaf, about, wanted, int(wanted.sum())) for leaf in limits]
    return Tree(tuple(sorted(boxes, key=lambda box: (-box.density, -box.inside))), right, float(commoner))


def _coded(about: Rows) -> Rows:
    """Numbers as they are; words as a column of yes or no for each, called by column and word."""
    columns: dict[tuple[str, str], Any] = {}
    for name in about.columns:
        if _numeric(about[name]):
            columns[name, ""] = about[name].to_numpy(np.float64)
        else:
            words = about[name].astype(str)
            columns |= {(name, word): (words == word).to_numpy(float) for word in sorted(words.unique())}
    return pd.DataFrame(columns).set_axis(range(len(columns)), axis=1).pipe(_named, list(columns))


def _named(coded: Rows, names: list[tuple[str, str]]) -> Rows:
    """Columns that remember which column and word they stand for, told as text for scikit-learn."""
    return coded.set_axis(["\0".join(name) for name in names], axis=1)


def _numeric(column: Column) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _leaves(grown: Any, names: list[str], about: Rows) -> Iterator[dict[str, Limit]]:
    """The limits that lead to every leaf."""
    pending: list[tuple[int, dict[str, Limit]]] = [(0, {})]
    while pending:
        node, limits = pending.pop()
        left, right = int(grown.children_left[node]), int(grown.children_right[node])
        if left < 0:
            yield limits
            continue
        name, _, word = names[int(grown.feature[node])].partition("\0")
        cut = float(grown.threshold[node])
        for child, above in ((left, False), (right, True)):
            limit = _narrowed(limits.get(name), about[name], word, cut, above)
            pending.append((child, {**limits, name: limit}))


def _narrowed(limit: Limit | None, column: Column, word: str, cut: float, above: bool) -> Limit:
    """A limit after one more question."""
    if not word:
        held = limit or Limit()
        return Limit(max(held.low, cut), held.high) if above else Limit(held.low, min(held.high, cut))
    words = limit.words if limit else tuple(sorted(column.astype(str).unique()))
    return Limit(words=(word,) if above else tuple(w for w in words if w != word))
