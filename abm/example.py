"""A hamlet and a plain way of paying: the smallest place there can be, for examples and first tries.

Example:
    >>> hamlet().residents, hamlet().n_practices, plain_regime().bases()
    (600.0, 2, ('block', 'fee_for_service'))
"""

from functools import cache
from typing import Final

import numpy as np

from abm.contracts.contract import Contract
from abm.payment.block import Block
from abm.payment.element import Element
from abm.payment.fee_for_service import FeeForService
from abm.place import Organisation, Place, Site, SubSystem
from abm.regimes.regime import Regime
from abm.vocabulary import KINDS

_PEOPLE: Final = 600
_PRICES: Final = {"AE": 150.0, "NEL": 2100.0, "OPFA": 165.0, "OPFUP": 75.0, "DC": 800.0, "EL": 3900.0}
"""Pounds a unit, near the national tariff of 2017-18."""


_SERVING: Final = ("commissioner", "council", "social_care", "community", "mental_health", "voluntary_sector")
"""Kinds of whoever serves or buys for a borough."""


@cache
def hamlet() -> Place:
    """Six hundred people with two practices, and one organisation of every other kind."""
    kinds = ("gp_practice", *KINDS)
    names = [f"{kind}_{i}" if kind == "gp_practice" else kind for i, kind in enumerate(kinds)]
    organisations = tuple(
        Organisation(name, name.replace("_", " ").capitalize(), kind, 0, 0, 51.5, 0.0)
        for name, kind in zip(names, kinds, strict=True)
    )
    at = {kind: np.array([kinds.index(kind)]) for kind in kinds}
    one, half = np.ones((1, 1)), _PEOPLE / 2
    return Place(
        id="hamlet",
        title="A hamlet",
        reference_year=2017,
        boroughs=("HAM",),
        borough_names=("Hamlet",),
        sub_systems=(SubSystem("SYS", "The system", int(at["acute_trust"][0]), int(at["gp_federation"][0])),),
        sub_system_of_borough=np.array([0]),
        serving={kind: at[kind] for kind in _SERVING},
        organisations=organisations,
        practice_borough=np.array([0, 0]),
        practice_figures={
            "registered_patients": np.full(2, half),
            "weighted_patients": np.full(2, half),
            "global_sum_pounds": np.full(2, half * 85),
            "qof_pounds": np.full(2, half * 9),
            "enhanced_pounds": np.full(2, half * 5),
            "other_pounds": np.full(2, half * 30),
        },
        list_by_age_sex=np.full((2, 2, 9), half / 18),
        registrations=np.full((2, 1, 5), half / 5),
        population=np.full((1, 91), _PEOPLE / 91),
        sites=(Site("HOSP", "The hospital", int(at["acute_trust"][0]), 51.5, 0.0, 5.0, True, True),),
        emergency_share=one,
        planned_share=one,
        trusts=at["acute_trust"],
        outside_share=np.zeros(1),
        outside_payer=int(at["outside_payer"][0]),
        seasonality=np.ones((12, 2)),
        fit={},
    )


@cache
def plain_regime() -> Regime:
    """Core sums for practices, fees for the hospital, and a block or a fee for everybody else."""
    paid: dict[str, tuple[str, Element]] = {
        "gp_practice": ("commissioner", Block(pounds_from="global_sum_pounds")),
        "acute_trust": ("commissioner", FeeForService(prices=_PRICES)),
        "community": ("commissioner", Block(unit_prices={"COMM": 45.0})),
        "mental_health": ("commissioner", Block(unit_prices={"MH": 150.0, "MHIP": 410.0})),
        "voluntary_sector": ("commissioner", Block(unit_prices={"VOL": 30.0})),
        "social_care": ("council", FeeForService(prices={"HC": 18.0, "RES": 654.0})),
    }
    return Regime(
        id="plain",
        title="Plain sums and fees",
        contracts=tuple(
            Contract(id=kind, payer=payer, payees=(kind,), elements={"pay": element})
            for kind, (payer, element) in paid.items()
        ),
    )
