"""What one resident-month of need costs in the compiled kernel."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.residents import Residents

SAMPLE = 0.25


def measure(repeats: int) -> list[Figure]:
    """Nanoseconds a resident-month, the median month of those lived."""
    residents = Residents(SAMPLE)
    residents.live(0)
    seconds = median(residents.live(month) for month in range(1, 1 + max(4 * repeats, 8)))
    nanoseconds = seconds / residents.rows * 1e9
    return [Figure(f"need kernel, {residents.rows:,} residents", nanoseconds, "ns a resident-month")]
