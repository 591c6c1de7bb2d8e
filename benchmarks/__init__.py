"""How fast and how large a run is, against stated budgets: `python -m benchmarks`."""
