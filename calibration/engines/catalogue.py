"""Every engine there is, one line each, by the name a calibration file uses."""

from collections.abc import Mapping
from typing import Final

from calibration.engines import neural, populations, synthetic_likelihood
from calibration.engines.engine import Engine

ENGINES: Final[Mapping[str, Engine]] = {
    "synthetic_likelihood": synthetic_likelihood.engine,
    "neural": neural.engine,
    "populations": populations.engine,
}
"""Engines by name; the first is the default, the others need a library of their own."""
