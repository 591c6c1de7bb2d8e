"""A comparison: differences with intervals, and the change in pounds split in two."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError, nearest
from scenarios.questions.interval import Interval, interval
from scenarios.questions.money_split import (
    MoneySplit,
    OrganisationSplit,
    as_table,
    by_kind,
    by_organisation,
    in_columns,
)
from scenarios.questions.pairs import ARMS, Pair, Paired
from scenarios.runs.folder import write_results
from scenarios.runs.headlines import TOTAL, HeadlineKey
from scenarios.runs.manifest import manifest
from scenarios.scenario import Scenario

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


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two scenarios, run with the same seeds.

    Attributes:
        arms: the arm compared with, and the arm that is compared with it.
        pairs: what each seed gave, in order.
        seconds: wall time it took.
    """

    arms: Pair
    pairs: tuple[Paired, ...]
    seconds: float = 0.0

    @property
    def a(self) -> Scenario:
        """The scenario compared with."""
        return self.arms[0].scenario

    @property
    def b(self) -> Scenario:
        """The scenario compared with it."""
        return self.arms[1].scenario

    @property
    def seeds(self) -> int:
        """Seeds lived."""
        return len(self.pairs)

    @property
    def keys(self) -> list[HeadlineKey]:
        """Every measure and scope, in order."""
        return list(dict.fromkeys(key for p in self.pairs for _, key in p.values))

    def values(self, arm: str, key: HeadlineKey) -> list[float]:
        """One measure of one arm, seed by seed; NaN where it does not apply."""
        return [p.values.get((arm, key), NOT_KNOWN)[0] for p in self.pairs]

    def unit(self, key: HeadlineKey) -> str:
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
                **in_columns("difference", [r.difference for r in rows]),
                "seeds": [r.difference.n for r in rows],
            }
        )

    def split(self) -> list[MoneySplit]:
        """Pounds by kind of payer and payee, where any were paid, then by either alone."""
        return by_kind([p.money for p in self.pairs])

    def split_by_organisation(self) -> list[OrganisationSplit]:
        """Pounds by organisation, what it pays and what it receives; practices are told as a kind only."""
        return by_organisation([p.money for p in self.pairs], self.arms[0].setup.place)

    def money(self) -> pd.DataFrame:
        """The split of pounds by kind as a table, pounds a year."""
        return as_table(self.split(), MoneySplit)

    def money_by_organisation(self) -> pd.DataFrame:
        """The split of pounds by organisation as a table, pounds a year."""
        return as_table(self.split_by_organisation(), OrganisationSplit)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables by name: differences, the splits of money, every seed, and effects by arm and seed."""
        rows = [(p.seed, arm, *key, *value) for p in self.pairs for (arm, key), value in p.values.items()]
        seeds = pd.DataFrame(rows, columns=["seed", "arm", "measure", "scope", "value", "unit"])
        effect_rows = [(None, *row[2:], row[1], row[0]) for row in rows if row[2] in EFFECTS]
        columns = ["month", "effect", "scope", "value", "unit", "arm", "seed"]
        effects = pd.DataFrame(effect_rows, columns=columns).astype({"month": "string"})
        return {
            "differences": self.table(),
            "money_split": self.money(),
            "money_by_organisation": self.money_by_organisation(),
            "seeds": seeds,
            "effects": effects,
        }

    def save(self, folder: str | Path, replace: bool = False, tables: str | None = None) -> Path:
        """Write tables and manifest to a folder; all of it or nothing.

        Args:
            folder: where to.
            replace: whether results of the same kind are replaced whatever they are of.
            tables: `csv` or `xlsx` to write them for a spreadsheet as well.

        Raises:
            InputError: if the folder holds something other than earlier results of the same scenarios.
            OSError: if it cannot be written; nothing is left then.
        """
        seeds = [p.seed for p in self.pairs]
        about = manifest("comparison", self.arms, seeds, self.seconds)
        return write_results(folder, self.frames(), about, replace=replace, tables=tables)
