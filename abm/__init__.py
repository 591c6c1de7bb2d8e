"""The model: people, providers, payment and conduct. No files, screens, clusters or data frames."""

from abm import compiled as compiled  # first: it decides where compiled code is kept

__all__ = ["compiled"]
