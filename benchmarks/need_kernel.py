"""What one resident-month of need costs in the compiled kernel."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.residents import Residents


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Nanoseconds a resident-month, the median of the months that were run."""
    residents = Residents(0.001 if small else 0.25)
    residents.step(0)
    seconds = median(residents.step(month) for month in range(1, 1 + max(4 * repeats, 8)))
    nanoseconds = seconds / residents.rows * 1e9
    return [Figure(f"need kernel, {residents.rows:,} residents", nanoseconds, "ns a resident-month")]
