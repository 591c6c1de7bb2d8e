"""A comparison: differences with intervals, and the change in pounds split in two."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from abm.vocabulary import KINDS
from scenarios.errors import InputError, nearest
from scenarios.headlines import TOTAL, Key
from scenarios.interval import Interval, interval
from scenarios.manifest import manifest
from scenarios.pair_of_arms import ARMS, Paired
from scenarios.results_folder import refuse_others, write_results
from scenarios.scenario import Scenario

EFFECTS = ("E1", "E2", "E3")
NOT_KNOWN = (float("nan"), "")


@dataclass(frozen=True)
class Difference:
    """B less A for one measure.

    Attributes:
        measure: which, `E1` or `referrals` for example.
        scope: `total`, a kind or id of organisation, or a named part.
        unit: of all numbers.
        a: mean over seeds in A.
        b: mean over seeds in B.
        difference: B less A, paired by seed, with its interval.
    """

    measure: str
    scope: str
    unit: str
    a: float
    b: float
    difference: Interval


@dataclass(frozen=True)
class Split:
    """The change in pounds a year from one kind of payer to one kind of payee.

    Attributes:
        payer_kind: kind of payer, or `all`.
        payee_kind: kind of payee, or `all`.
        a: pounds a year in A, mean over seeds.
        mechanical: what B's rules would have paid on A's activity, less A.
        behavioural: the rest of the way to B.
        change: B less A, the sum of the two.
    """

    payer_kind: str
    payee_kind: str
    a: float
    mechanical: Interval
    behavioural: Interval
    change: Interval


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two scenarios, run with the same seeds.

    Attributes:
        a: the scenario compared with.
        b: the scenario compared.
        pairs: what each seed gave, in order.
        seconds: wall time it took.
    """

    a: Scenario
    b: Scenario
    pairs: tuple[Paired, ...]
    seconds: float

    @property
    def seeds(self) -> int:
        """Seeds lived."""
        return len(self.pairs)

    @property
    def keys(self) -> list[Key]:
        """Every measure and scope, in order."""
        return list(dict.fromkeys(key for p in self.pairs for _, key in p.values))

    def values(self, arm: str, key: Key) -> list[float]:
        """One measure of one arm, seed by seed; NaN where it does not apply."""
        return [p.values.get((arm, key), NOT_KNOWN)[0] for p in self.pairs]

    def unit(self, key: Key) -> str:
        """Unit of a measure."""
        return next(p.values[arm, key][1] for p in self.pairs for arm in ARMS if (arm, key) in p.values)

    def difference(self, measure: str, scope: str = TOTAL) -> Difference:
        """B less A for one measure, with its 95% interval.

        Raises:
            InputError: if there is no such measure or scope.
        """
        if (measure, scope) not in self.keys:
            known = [s for m, s in self.keys if m == measure]
            if not known:
                raise InputError(f"no measure '{measure}'", "difference", nearest(measure, self._measures()))
            raise InputError(f"'{measure}' has no scope '{scope}'", "difference", nearest(scope, known))
        a, b = (self.values(arm, (measure, scope)) for arm in ARMS)
        change = interval([y - x for x, y in zip(a, b, strict=True)])
        unit = self.unit((measure, scope))
        return Difference(measure, scope, unit, interval(a).mean, interval(b).mean, change)

    def _measures(self) -> list[str]:
        return list(dict.fromkeys(measure for measure, _ in self.keys))

    def table(self) -> pd.DataFrame:
        """Every measure: both arms, the difference and its interval, and seeds that count."""
        rows = [self.difference(*key) for key in self.keys]
        return pd.DataFrame(
            {
                "measure": [r.measure for r in rows],
                "scope": [r.scope for r in rows],
                "unit": [r.unit for r in rows],
                "a": [r.a for r in rows],
                "b": [r.b for r in rows],
                **_columns("difference", [r.difference for r in rows]),
                "seeds": [r.difference.n for r in rows],
            }
        )

    def split(self) -> list[Split]:
        """Pounds by kind of payer and payee, where any were paid, then by either alone.

        There is no sum over all: what a lead receives and pays on would be counted twice.
        """
        money = np.array([p.money for p in self.pairs])
        kinds = range(len(KINDS))
        cells = [(i, j) for i in kinds for j in kinds if money[:, :, i, j].any()]
        found = [_split(KINDS[i], KINDS[j], money[:, :, i, j]) for i, j in cells]
        payers, payees = sorted({i for i, _ in cells}), sorted({j for _, j in cells})
        found += [_split(KINDS[i], "all", money[:, :, i].sum(axis=2)) for i in payers]
        return found + [_split("all", KINDS[j], money[:, :, :, j].sum(axis=2)) for j in payees]

    def money(self) -> pd.DataFrame:
        """The split of pounds as a table, pounds a year."""
        rows = self.split()
        return pd.DataFrame(
            {
                "payer_kind": [r.payer_kind for r in rows],
                "payee_kind": [r.payee_kind for r in rows],
                "a": [r.a for r in rows],
                **_columns("mechanical", [r.mechanical for r in rows]),
                **_columns("behavioural", [r.behavioural for r in rows]),
                **_columns("change", [r.change for r in rows]),
            }
        )

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables by name: differences, the split of money, every seed, and effects by arm and seed."""
        rows = [(p.seed, arm, *key, *value) for p in self.pairs for (arm, key), value in p.values.items()]
        seeds = pd.DataFrame(rows, columns=["seed", "arm", "measure", "scope", "value", "unit"])
        told = [(None, *row[2:], row[1], row[0]) for row in rows if row[2] in EFFECTS]
        columns = ["month", "effect", "scope", "value", "unit", "arm", "seed"]
        effects = pd.DataFrame(told, columns=columns).astype({"month": "string"})
        return {"differences": self.table(), "money_split": self.money(), "seeds": seeds, "effects": effects}

    def save(self, folder: str | Path) -> Path:
        """Write tables and manifest to a folder; all of it or nothing.

        Raises:
            InputError: if the folder holds something other than earlier results.
            OSError: if it cannot be written; nothing is left then.
        """
        refuse_others(Path(folder))
        seeds = [p.seed for p in self.pairs]
        told = manifest("comparison", [self.a, self.b], seeds, self.seconds)
        return write_results(folder, self.frames(), told)


def _split(payer_kind: str, payee_kind: str, money: Any) -> Split:
    """One cell from float[seeds, 3]: A, B's shadow on A, B."""
    a, shadow, b = money.T
    parts = (interval(part.tolist()) for part in (shadow - a, b - shadow, b - a))
    return Split(payer_kind, payee_kind, float(a.mean()), *parts)


def _columns(name: str, intervals: Sequence[Interval]) -> dict[str, list[float]]:
    """A mean and both ends of its interval as columns."""
    return {
        name: [i.mean for i in intervals],
        f"{name}_low": [i.low for i in intervals],
        f"{name}_high": [i.high for i in intervals],
    }
