"""A history with a little of everything in it, for what must hold of all effects together."""

import numpy as np

from abm.vocabulary import OUTCOMES
from tests.effects.told import (
    COMMISSIONER,
    ORGANISATIONS,
    PLACE,
    TRUST,
    Told,
    month,
    of_organisations,
    paid,
    people,
)


def lived() -> Told:
    """Two months in which something of everything happened."""
    h, p, b, k = len(PLACE.sites), PLACE.n_practices, PLACE.n_boroughs, 4
    told = Told([month(REF=(0, 5, 0), NEL=(TRUST, 5, 1))] * 2)
    told.eligible = told.enrolled = [np.ones(p)] * 2
    sites = ("waiting_first", "waiting_treatment", "delayed_days", "emergency_bed_days", "emergency_spells")
    stock = {name: np.ones(h) for name in (*sites, "admitted", "admitted_at_norm")}
    stock |= {"referrals_at_norm": np.ones(p), "requests": np.ones(k), "severity": np.ones((h, 2))}
    told.stocks = [{**stock, "case_mix": np.ones(ORGANISATIONS)}] * 2
    outcome = {
        "waits": np.ones((h, 4)),
        "people": people(1000),
        "deaths": np.ones((b, 2)),
        "wishes": np.ones(b),
    }
    outcome |= {name: np.ones((b, 5)) for name in ("unmet", "avoidable", "people_by_need", "asked")}
    outcome |= {"accepted": np.ones((4, 2, 2)), "accepted_by_need": np.ones((4, 5, 2))}
    told.outcomes = [{**outcome, "measures": np.ones((ORGANISATIONS, len(OUTCOMES), 3))}] * 2
    told.payments, told.contracts = [paid((COMMISSIONER, TRUST, 10.0))] * 2, [(("acute",), ("tariff",))] * 2
    told.costs = [np.ones((ORGANISATIONS, 4), np.int64)] * 2
    told.funding = [np.ones(ORGANISATIONS, np.int64)] * 2
    told.reference = dict.fromkeys(("fixed", "stepped", "worth", "spend"), of_organisations(TGH=1.0))
    return told
