"""What a sweep gave, as tidy tables: read from its folder by DuckDB, in memory.

Views that `Swept.query` can name, one line each:
    plan         arm, future, seed, key
    arms         arm, name, scenario, and a column for every lever
    futures      future, and a column for every uncertainty
    runs         key, status, seconds, memory_mb, worker, attempts, error
    results      key, measure, scope, value, unit
    months       key, month, and a column for every flow and effect told by month
    outcomes     arm, future, seed, measure, scope, value, unit
    differences  the same, with `yardstick` (the first arm, same future and seed) and `difference`
"""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scenarios.errors import InputError, nearest
from scenarios.questions.interval import half_of
from scenarios.sweeping.rows import Column, Rows
from scenarios.sweeping.store import TABLES, read_manifest, whole_batches

_AGAIN = "start the sweep again with the same --out: it writes its plan anew, and makes runs that are missing"
_OUTCOMES = """
create view outcomes as
select a.name as arm, p.future, p.seed, r.measure, r.scope, r.value, r.unit
from plan p join arms a using (arm) join results r using (key)
"""
_DIFFERENCES = """
create view differences as
select a.name as arm, p.future, p.seed, r.measure, r.scope, r.value,
       y.value as yardstick, r.value - y.value as difference, r.unit
from plan p join arms a using (arm) join results r using (key)
join plan q on q.arm = 0 and q.future = p.future and q.seed = p.seed
join results y on y.key = q.key and y.measure = r.measure and y.scope = r.scope
where p.arm > 0
"""
_SUMMARY = """
with cells as (
    select arm, measure, scope, unit, future, count({what}) as n, avg(value order by seed) as level,
           avg({what} order by seed) as mean, var_samp({what} order by seed) as spread
    from {view} group by all
)
select arm, measure, scope, any_value(unit) as unit, avg(level order by future) as level,
       avg(mean order by future) as mean,
       quantile_cont(mean, 0.05) as lower, quantile_cont(mean, 0.95) as upper,
       sqrt(sum(spread / n order by future)) / count(mean) as error, sum(n) - count(mean) as freedom,
       count(mean) as futures, sum(n) as runs
from cells where n > 0 {where} group by arm, measure, scope order by arm, measure, scope
"""
"""Sums are taken in the order of seeds and futures, so that their last digits hang on nothing else."""


class Swept:
    """A sweep's folder, read.

    Args:
        folder: that `payscape sweep --out` or `scenarios.sweep` wrote.

    Attributes:
        folder: where it is.
        manifest: what was run.

    Raises:
        InputError: if it is not the folder of a sweep.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.manifest = read_manifest(self.folder)
        self._connection = _connected(self.folder)

    def query(self, sql: str, given: dict[str, Any] | None = None) -> Rows:
        """The answer to a question in SQL over the views named at the head of this file.

        Args:
            sql: the question.
            given: values for `$name` in it.
        """
        import duckdb

        try:
            return self._connection.execute(sql, given or {}).df()
        except (duckdb.IOException, duckdb.SerializationException, duckdb.InvalidInputException) as fault:
            what = f"a table cannot be read ({str(fault).splitlines()[0]})"
            raise InputError(what, str(self.folder), _AGAIN) from None

    def arms(self) -> pd.DataFrame:
        """Arms by number, the yardstick first, with their levers."""
        return self.query("select * from arms order by arm")

    def futures(self) -> pd.DataFrame:
        """Futures by number with the value of every uncertainty."""
        return self.query("select * from futures order by future")

    def runs(self) -> pd.DataFrame:
        """Every run lived: where it belongs, its state, time, memory and fault."""
        return self.query(
            "select a.name as arm, p.future, p.seed, r.* from plan p join arms a using (arm) "
            "join runs r using (key) order by p.arm, p.future, p.seed"
        )

    def outcomes(self, measure: str | None = None, scope: str = "total") -> pd.DataFrame:
        """Values by arm, future and seed; of one measure and scope, or of all.

        Raises:
            InputError: if there is no such measure or scope.
        """
        return self._rows("outcomes", measure, scope)

    def differences(self, measure: str | None = None, scope: str = "total") -> pd.DataFrame:
        """The same less the yardstick's with the same future and seed, for all other arms.

        Raises:
            InputError: if there is no such measure or scope.
        """
        return self._rows("differences", measure, scope)

    def months(self) -> pd.DataFrame:
        """Flows and effects of every month by arm, future and seed."""
        return self.query(
            "select a.name as arm, p.future, p.seed, m.* exclude (key) from plan p join arms a using (arm) "
            "join months m using (key) order by p.arm, p.future, p.seed, m.month"
        )

    def summary(self, scope: str | None = "total") -> pd.DataFrame:
        """Every arm and measure, over all futures and seeds.

        Columns: arm, measure, scope, unit, level (its mean), mean (of its difference to the yardstick, or
        of its level where there is one arm only), half (of the 95% interval of that mean, which is chance;
        NaN where seeds are too few for one),
        lower and upper (the 5th and 95th of a hundred futures, which is what nobody knows), futures, runs.
        """
        paired = len(self.arms()) > 1
        view, what = ("differences", "difference") if paired else ("outcomes", "value")
        where = "and scope = $scope" if scope else ""
        found = self.query(
            _SUMMARY.format(view=view, what=what, where=where), {"scope": scope} if scope else None
        )
        spread = zip(found["mean"], found.pop("error"), found.pop("freedom"), strict=True)
        half = [half_of(float(mean), float(error), int(freedom)) for mean, error, freedom in spread]
        found.insert(6, "half", [each if math.isfinite(each) else math.nan for each in half])
        return found

    def refuse_unknown(self, measure: str, scope: str) -> None:
        """Complain about a measure or scope that no run told.

        Raises:
            InputError: naming the nearest that there is.
        """
        known = self.query("select distinct measure, scope from results")
        scopes = known[known["measure"] == measure]["scope"]
        if scopes.empty:
            raise InputError(
                f"no measure '{measure}'", "--measure", nearest(measure, known["measure"].unique())
            )
        if scope not in set(scopes):
            raise InputError(f"'{measure}' has no scope '{scope}'", "--scope", nearest(scope, scopes))

    def by_cell(self, measure: str, scope: str = "total") -> dict[tuple[int, int], list[float]]:
        """Values by number of arm and future, seed by seed: differences, or levels where there is one arm.

        NaN stands for a value that does not apply.
        """
        paired = len(self.arms()) > 1
        view, what = ("differences", "difference") if paired else ("outcomes", "value")
        rows = self.query(
            f"select a.arm, v.future, v.{what} as value from {view} v join arms a on a.name = v.arm "
            "where measure = $measure and scope = $scope order by a.arm, v.future, v.seed",
            {"measure": measure, "scope": scope},
        )
        cells: Rows = rows.groupby(["arm", "future"])["value"]
        return {cell: list(each) for cell, each in cells}

    def _rows(self, view: str, measure: str | None, scope: str) -> Rows:
        order = "order by arm, future, seed, measure, scope"
        if measure is None:
            return self.query(f"select * from {view} {order}")
        self.refuse_unknown(measure, scope)
        where = "where measure = $measure and scope = $scope"
        return self.query(f"select * from {view} {where} {order}", {"measure": measure, "scope": scope})

    def by_future(self, arm: str, measure: str, scope: str = "total", paired: bool = True) -> Column:
        """One number for every future: the mean over seeds of an arm's difference, or of its level.

        Args:
            arm: its name.
            measure: which.
            scope: which part of it.
            paired: whether the yardstick is taken off.

        Returns:
            By future, NaN where no run gave a number.

        Raises:
            InputError: if there is no such arm, measure or scope.
        """
        names = list(self.arms()["name"])
        if arm not in names:
            raise InputError(f"no arm '{arm}'", "--arm", nearest(arm, names))
        paired = paired and arm != names[0]
        view, what = ("differences", "difference") if paired else ("outcomes", "value")
        rows = self._rows(view, measure, scope)
        mean = rows[rows["arm"] == arm].groupby("future")[what].mean()
        return mean.reindex(self.futures()["future"]).astype(np.float64)


def _connected(folder: Path) -> Any:
    """An in-memory database with a view for every table of the folder."""
    import duckdb

    connection = duckdb.connect(":memory:")
    for name in ("plan", "arms", "futures"):
        _view(connection, name, [str(folder / f"{name}.parquet")])
    batches = whole_batches(folder)
    for name, schema in TABLES.items():
        files = [str(batch / f"{name}.parquet") for batch in batches]
        if files:
            _view(connection, {"values": "results", "runs": "tries"}.get(name, name), files)
        else:
            empty = {"values": "results", "runs": "tries"}.get(name, name)
            connection.register(empty, schema.empty_table())
    order = "filename" if batches else "key"
    leave_out = "n, filename" if batches else "n"
    connection.execute(
        f"create view runs as select * exclude ({leave_out}) from (select *, row_number() over "
        f"(partition by key order by {order} desc) as n from tries) where n = 1"
    )
    connection.execute(_OUTCOMES)
    connection.execute(_DIFFERENCES)
    return connection


def _view(connection: Any, name: str, files: list[str]) -> None:
    named = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    options = ", filename = true" if name == "tries" else ""
    try:
        connection.execute(f"create view {name} as select * from read_parquet([{named}]{options})")
    except Exception as fault:  # duckdb's own, whatever its kind
        said = str(fault).splitlines()[0]
        raise InputError(f"cannot be read ({said})", f"{name}.parquet", _AGAIN) from None
