"""E14, sector shift: where the money goes and where people are seen.

Answers "Whole system payment" 2021, on sector shift: how to move investment and activity out of acute
settings, towards prevention, mental health and community care.
"""

from typing import Final

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import History
from abm.effects.money import SECTORS, by_sector, kept, paid_last_year, shares
from abm.effects.yearly import by_line_of_residents
from abm.quantities import Floats
from abm.vocabulary import POD

CONTACTS: Final = ("AE", "NEL", "NELST", "OPFA", "OPFUP", "NF2F", "DC", "EL", "GP", "COMM", "MH", "HC", "VOL")
"""Points of delivery in which a person meets a service; an hour of home care counts as one."""


def contacts(record: History) -> Floats:
    """Contacts of residents by organisation in the last twelve months, float[O]."""
    counted = np.isin(record.lines.pod, [POD[pod] for pod in CONTACTS])
    units = np.where(counted, by_line_of_residents(record), 0.0)
    by_organisation = np.bincount(record.lines.organisation, units, len(record.place.organisations))
    return by_organisation.astype(np.float64)


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Shares of provider income, and of contacts, by sector over the last twelve months."""
    pounds = shares(by_sector(record, kept(record, paid_last_year(record))))
    seen = shares(by_sector(record, contacts(record)))
    return [
        EFFECT.of(TOTAL, pounds["acute"]),
        *(EFFECT.of(sector, pounds[sector], "% of provider income") for sector in SECTORS),
        *(EFFECT.of(f"{sector} contacts", seen[sector], "% of contacts") for sector in SECTORS),
    ]


EFFECT = Effect(
    identifier="E14",
    title="Sector shift",
    unit="% of provider income that acute trusts keep",
    formula="received for the place's people less paid on, acute / all providers, last twelve months",
    counterfactual="",
    source="W, sector shift: move investment and activity from acute care to prevention and community",
    plain="Share that hospitals keep",
    counts="of provider income",
    worse="more",
    reading=(
        "In %, by sector, with shares of residents' contacts beside it (`acute contacts` and so on). An "
        "hour of home care is a contact; bed days, weeks in a home and months of proactive care are not."
    ),
    cannot_tell=(
        "a shift from a change of prices: a sector's share may rise because it is paid more for the same. "
        "Contacts say which."
    ),
    measure=measure,
)
"""The effect."""
