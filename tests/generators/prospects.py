"""What organisations may face: levers that bring and cost any likely number of pounds, at any margin."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from abm.behaviour.decision import Prospect, Temperament
from abm.behaviour.moving import inside, on_grid
from abm.parameters import values

BOUNDS = (0.3, 0.5, 0.6, 2.5)


def prospect(levers: int, organisations: int, draw: int = 0, **changes: Any) -> Prospect:
    """K levers of n organisations, with pounds, margins and places drawn from `draw`."""
    rng = np.random.default_rng(draw)
    shape = levers, organisations
    highest = rng.choice(BOUNDS, (levers, 1))
    turnover = 10 ** rng.uniform(5, 9, organisations)

    def place() -> np.ndarray:
        return on_grid(inside(highest) * rng.uniform(-1, 1, shape))

    drawn = {
        "values": values(),
        "own": turnover * rng.normal(0, 0.2, shape) * rng.choice([0, 1e-6, 1], shape),
        "partners": turnover * rng.normal(0, 0.1, shape),
        "benefit": turnover * rng.normal(0, 0.1, shape),
        "effort": turnover * rng.uniform(0, 0.01, shape),
        "stiffness": turnover * 10 ** rng.uniform(-2, 1, shape),
        "value": place(),
        "norm": place(),
        "peers": place(),
        "best": place(),
        "shock": rng.normal(0, rng.choice([0, 0.01, 1]), shape),
        "lowest": -highest,
        "highest": highest,
        "months": rng.choice([0.0, 3.0, 12.0], (levers, 1)),
        "margin": rng.normal(-0.02, 0.05, organisations),
        "usual_margin": rng.normal(0, 0.02, organisations),
        "turnover": turnover,
    }
    return Prospect(**{**drawn, **changes})


def temperament(organisations: int, draw: int = 0) -> Temperament:
    """How each of n organisations decides, drawn from `draw`."""
    rng = np.random.default_rng(draw)
    ranges = ((0, 0.95), (0.3, 1), (0, 35), (0.01, 0.3), (0.05, 0.4))
    return Temperament(*(rng.uniform(low, high, organisations) for low, high in ranges))


SIZES = st.tuples(st.integers(1, 9), st.integers(1, 6), st.integers(0, 2**31))
"""How many levers, how many organisations, and what the rest is drawn from."""
