"""Comparisons that share people and chance and differ in one thing, in one table: a theory, a scenario.

A set holds every scenario against its first; a question of conduct is asked under every theory. Both
are comparisons by name, and are shown and saved alike, with a column in front for what differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pandas as pd

from scenarios.questions.comparison import Comparison
from scenarios.runs.folder import write_results
from scenarios.runs.headlines import HeadlineKey
from scenarios.runs.manifest import manifest
from scenarios.runs.resolver import Arm

TABLES = ("differences", "money_split", "money_by_organisation", "seeds")
"""Tables of a comparison that a family has too."""


@dataclass(frozen=True, eq=False)
class Family:
    """Comparisons by the name of what differs between them, all with the same seeds.

    Attributes:
        each: a comparison by name, in order.
        differs: the column that names what differs; each kind of family has its own.
        kind: the word by which a manifest knows it.
    """

    each: Mapping[str, Comparison]
    differs: ClassVar[str]
    kind: ClassVar[str]

    @property
    def example(self) -> Comparison:
        """Any of the comparisons, for what all share: the first scenario, seeds, months."""
        return next(iter(self.each.values()))

    @property
    def arms(self) -> list[Arm]:
        """Everything that was run, each once, the first first."""
        every = [arm for pair in self.each.values() for arm in pair.arms]
        return list({(arm.scenario.id, arm.setup.hash): arm for arm in every}.values())

    @property
    def keys(self) -> list[HeadlineKey]:
        """Every measure and scope, in order."""
        return list(dict.fromkeys(key for pair in self.each.values() for key in pair.keys))

    def money(self) -> pd.DataFrame:
        """The split of pounds by kind, of each."""
        return self.stacked({name: pair.money() for name, pair in self.each.items()})

    def money_by_organisation(self) -> pd.DataFrame:
        """The split of pounds by organisation, of each."""
        return self.stacked({name: pair.money_by_organisation() for name, pair in self.each.items()})

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables by name: those of a comparison, with a column for what differs in front."""
        of_each = {name: pair.frames() for name, pair in self.each.items()}
        return {table: self.stacked({name: f[table] for name, f in of_each.items()}) for table in TABLES}

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
        seeds = [p.seed for p in self.example.pairs]
        about = manifest(self.kind, self.arms, seeds, self.example.seconds)
        return write_results(folder, self.frames(), about, replace=replace, tables=tables)

    def stacked(self, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        """Tables under one another, what differs first."""
        named = [table.assign(**{self.differs: name}) for name, table in tables.items()]
        whole = pd.concat(named, ignore_index=True)
        return whole.reindex(columns=[self.differs, *(column for column in whole if column != self.differs)])
