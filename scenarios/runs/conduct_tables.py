"""Every move of every lever with the terms that add up to it, and every effect, as tidy tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from abm.behaviour.decision import TERMS
from abm.effects.effect import EffectValue
from abm.record import Record
from scenarios.questions.why import POUND_COLUMNS
from scenarios.runs.care_tables import ids, months_of, words

NUMBERS = ("value", *TERMS, *POUND_COLUMNS)


def decisions(record: Record) -> pd.DataFrame:
    """Month, organisation and lever, the value after the move, its terms, and the pounds behind them."""
    moves = [(path, month, d) for path in record.levers for month, d in path.decisions]
    levers = list(dict.fromkeys(path.lever for path in record.levers))
    sizes = [len(path.members) for path, _, _ in moves]
    members = [path.members for path, _, _ in moves] or [np.zeros(0, np.int64)]
    month = np.repeat([m for _, m, _ in moves], sizes).astype(np.int64)
    lever = np.repeat([levers.index(p.lever) for p, _, _ in moves], sizes).astype(np.int64)
    numbers = [np.vstack([d.value[None], d.terms, d.pounds]) for _, _, d in moves]
    stacked = np.hstack(numbers) if numbers else np.zeros((len(NUMBERS), 0))
    table = pd.DataFrame(
        {
            "month": months_of(record, month),
            "organisation": words(np.concatenate(members), ids(record)),
            "lever": words(lever, levers),
        }
    )
    return table.assign(**dict(zip(NUMBERS, stacked, strict=True)))


def effects(record: Record, values: Sequence[EffectValue]) -> pd.DataFrame:
    """Effects; a value of the run as a whole has no month."""
    labels = [record.clock.label(m) for m in range(record.months)]
    return pd.DataFrame(
        {
            "month": pd.Categorical([None if v.month is None else labels[v.month] for v in values], labels),
            "effect": pd.Categorical([v.effect for v in values]),
            "scope": pd.Categorical([v.scope for v in values]),
            "value": np.array([v.value for v in values], np.float64),
            "unit": pd.Categorical([v.unit for v in values]),
        }
    )
