"""Regimes: a set of contracts, a form of governance and a pace of change, declared as data."""

from abm.regimes.regime import Regime

__all__ = ["Regime"]
