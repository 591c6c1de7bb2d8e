"""Residents as Mesa agents: a view of one row, and the set of them, both without copying anything."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from numpy.typing import NDArray

from abm.patients.columns import ALIVE, ENROLLED, FRAILTY_SHIFT, IDENTIFIED, Columns
from abm.vocabulary import CONDITIONS, DEPRIVATION_QUINTILES, SEGMENTS, SEXES

if TYPE_CHECKING:
    from abm.patients.reference import ResidentMonth


class Patient(mesa.Agent):
    """One resident, looked at: a view of a row. It is not registered with the model.

    Args:
        patients: the set it belongs to.
        row: its row.
    """

    def __init__(self, patients: "Patients", row: int) -> None:  # no super: a view costs nothing
        self._patients, self.row = patients, row
        self.model = patients.model
        self.unique_id = int(patients.columns.identity[row])

    def __getattr__(self, name: str) -> Any:
        """Any column of the population, for this row."""
        if name.startswith("_") or name not in Columns._fields:
            raise AttributeError(f"a patient has no '{name}'; columns: {', '.join(Columns._fields)}")
        return getattr(self._patients.columns, name)[self.row]

    @property
    def age(self) -> int:
        """Years of age."""
        return int(self._patients.month - self.birth) // 12

    @property
    def sex(self) -> str:
        """Male or female."""
        return SEXES[int(self.demography) // DEPRIVATION_QUINTILES]

    @property
    def quintile(self) -> int:
        """Deprivation quintile, 1 the most deprived."""
        return int(self.demography) % DEPRIVATION_QUINTILES + 1

    @property
    def conditions(self) -> tuple[str, ...]:
        """Long-term conditions the resident has, by name."""
        return tuple(c for k, c in enumerate(CONDITIONS) if int(self.health) >> k & 1)

    @property
    def frailty(self) -> int:
        """0 fit, 1 mild, 2 moderate, 3 severe."""
        return int(self.health) >> FRAILTY_SHIFT

    @property
    def segment_name(self) -> str:
        """Population segment the resident is in."""
        return SEGMENTS[int(self.segment)]

    @property
    def is_enrolled(self) -> bool:
        """Whether in proactive care."""
        return bool(self.flags & ENROLLED)

    @property
    def is_identified(self) -> bool:
        """Whether identified as near the end of life."""
        return bool(self.flags & IDENTIFIED)

    def step(self) -> "ResidentMonth":  # pyright: ignore[reportIncompatibleMethodOverride]
        """What the coming month would do to this resident, by the plainly written reference."""
        return self._patients.reference_step(self.row)

    def __repr__(self) -> str:
        """One line that says who this is."""
        return f"Patient({self.unique_id}, {self.sex} of {self.age}, {self.segment_name})"


class Patients:
    """Everyone alive, or a selection of them: rows over the columns, vectorised.

    Args:
        model: the model.
        columns: the population.
        month: the month it is looked at.
        rows: rows of the selection; everyone alive by default.
        reference_step: what `Patient.step` answers with.
    """

    def __init__(
        self,
        model: Any,
        columns: Columns,
        month: int,
        rows: NDArray[np.int64] | None = None,
        reference_step: Callable[[int], "ResidentMonth"] | None = None,
    ) -> None:
        self.model, self.columns, self.month = model, columns, month
        self.rows = np.flatnonzero(columns.flags & ALIVE) if rows is None else rows
        self._step = reference_step

    def __len__(self) -> int:
        """How many."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Patient]:
        """Views, one after another."""
        return (Patient(self, int(row)) for row in self.rows)

    def __getitem__(self, position: int) -> Patient:
        """The view at a position."""
        return Patient(self, int(self.rows[position]))

    def get(self, name: str) -> NDArray[Any]:
        """A column for the selection.

        Raises:
            AttributeError: if there is no such column.
        """
        if name not in Columns._fields:
            raise AttributeError(f"no column '{name}'; columns: {', '.join(Columns._fields)}")
        return getattr(self.columns, name)[self.rows]

    def select(self, chosen: Callable[["Patients"], NDArray[np.bool_]]) -> "Patients":
        """Those for whom a vectorised condition holds.

        Example:
            `patients.select(lambda p: p.get("health") > 0)`
        """
        return self._of(self.rows[chosen(self)])

    def agg(self, name: str, function: Callable[[NDArray[Any]], Any]) -> Any:
        """A function of one column over the selection, for example `numpy.mean`."""
        return function(self.get(name))

    def groupby(self, name: str) -> dict[int, "Patients"]:
        """Selections by the value of a column."""
        values = self.get(name)
        return {int(v): self._of(self.rows[values == v]) for v in np.unique(values)}

    def sort(self, name: str, ascending: bool = True) -> "Patients":
        """The selection in the order of a column, ties by permanent number."""
        order = np.lexsort((self.get("identity"), self.get(name)))
        return self._of(self.rows[order if ascending else order[::-1]])

    def reference_step(self, row: int) -> "ResidentMonth":
        """The coming month of one row by the reference.

        Raises:
            RuntimeError: if the set was made without a model that can step.
        """
        if self._step is None:
            raise RuntimeError("these patients are only looked at; take them from a model to step them")
        return self._step(row)

    def _of(self, rows: NDArray[np.int64]) -> "Patients":
        return Patients(self.model, self.columns, self.month, rows, self._step)
