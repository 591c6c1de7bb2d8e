"""What came of one benchmark: its figures, or in one line why there are none."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.catalogue import Benchmark
from benchmarks.figure import Figure


@dataclass(frozen=True)
class BenchmarkReport:
    """One benchmark.

    Attributes:
        name: of the benchmark.
        figures: what was measured.
        fault: why nothing was, or nothing.
    """

    name: str
    figures: tuple[Figure, ...]
    fault: str = ""

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Name, what, median with its unit, budget, and whether it is met: a row a figure."""
        if self.fault:
            yield self.name, f"not measured: {self.fault}", "", "", ""
        for f in self.figures:
            budget = "" if f.budget is None else f"{f.sense} {f.budget:g}"
            met = {None: "", True: "met", False: "not met"}[f.met]
            yield self.name, f.what, f"{f.value:,.2f} {f.unit}", budget, met

    def lines(self) -> list[str]:
        """The rows as lines to print."""
        return ["\t".join(row).rstrip() for row in self.rows()]


def measured(name: str, measure: Benchmark, repeats: int, small: bool) -> BenchmarkReport:
    """Measure; whatever goes wrong in one benchmark is its own and stops no other."""
    try:
        return BenchmarkReport(name, tuple(measure(repeats, small)))
    except Exception as fault:
        return BenchmarkReport(
            name, (), f"{type(fault).__name__}: {' '.join(str(fault).split()) or 'no reason given'}"
        )
