"""Runs of generated places: short, small, and compared to the last bit."""

import hashlib
from typing import Any

import numpy as np
from hypothesis import Phase, settings

from abm.model import Model
from abm.place import Place
from abm.record import Record
from abm.regimes.regime import Regime
from abm.setup import Setup
from scenarios.files.regime_files import load_regime


def examples(most: int) -> settings:
    """That many examples, not shrunk: places are small as they are, and a failure is seen sooner."""
    return settings(max_examples=most, phases=(Phase.explicit, Phase.generate))


TODAY = load_regime("east-london-today")


def opened(place: Place, regime: Regime = TODAY, seed: int = 1, **how: Any) -> Model:
    """A model about to live its first month; everybody of the place lives in it unless told otherwise."""
    return Model(Setup(place, regime, TODAY, **{"sample": 1.0, "months": 15, **how}), rng=seed)


def run(place: Place, regime: Regime = TODAY, seed: int = 1, **how: Any) -> Record:
    return opened(place, regime, seed, **how).run()


def levers(record: Record) -> np.ndarray:
    """All levers over the run, [months, levers of all organisations]."""
    return np.concatenate([np.array(path.value) for path in record.levers], axis=1)


def pence(record: Record) -> np.ndarray:
    """What was paid, [months, entries]; one regime throughout."""
    return np.array([p.pence for p in record.payments])


def same_life(one: Record, other: Record) -> bool:
    """Whether two runs delivered the same, to the same people, with the same waits and outcomes."""
    stocks = all(
        np.array_equal(a[name], b[name])
        for pair in ((one.stocks, other.stocks), (one.outcomes, other.outcomes))
        for a, b in zip(*pair, strict=True)
        for name in a
    )
    counts = all(np.array_equal(a, b) for a, b in zip(one.delivered, other.delivered, strict=True))
    return stocks and counts and np.array_equal(one.people, other.people)


def fingerprint(record: Record) -> str:
    """A hash of all that was done, paid and decided, to the last bit."""
    digest = hashlib.sha256()
    for month in record.delivered:
        digest.update(month.tobytes())
    for array in (pence(record), np.array(record.costs), np.array(record.margin), levers(record)):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
