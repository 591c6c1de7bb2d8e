"""Choice: where emergencies go and where a referred resident chooses to be treated.

A multinomial logit whose constants reproduce the observed flows from boroughs to trusts, and in
which a nearer site, or one with a shorter wait than usual, is chosen more. With habit H (the
observed share of the borough), distance d in kilometres and wait w against its usual level:

    share is proportional to H x beds-weighted site share x exp(b (d - mean d)) x (w / usual w)^e
"""

import numpy as np

from abm.parameter import Values
from abm.parameters.planned import SPECIALTIES
from abm.place import Place
from abm.quantities import Floats

_EARTH_KM = 6371.0
_NEAREST_EMERGENCY = 1.5
"""Distance counts for more in an emergency than in a planned choice (assumed)."""


def kilometres(
    latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats
) -> Floats:
    """Great-circle distances in kilometres between each of the first and each of the second."""
    lat1, lat2 = np.radians(latitude)[:, None], np.radians(other_latitude)[None, :]
    dlon = np.radians(longitude)[:, None] - np.radians(other_longitude)[None, :]
    a = np.sin((lat1 - lat2) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(dlon / 2) ** 2
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(a))


def distances(place: Place) -> Floats:
    """Kilometres from every practice to every hospital site, [P, H]."""
    practices = place.organisations[: place.n_practices]
    latitude = np.array([o.latitude for o in practices])
    longitude = np.array([o.longitude for o in practices])
    return kilometres(
        latitude,
        longitude,
        np.array([s.latitude for s in place.sites]),
        np.array([s.longitude for s in place.sites]),
    )


def usual_shares(place: Place, values: Values, emergency: bool) -> Floats:
    """Share of each practice's patients going to each site at usual waits, [P, H]; rows sum to 1.

    Within a trust, sites attract by their beds and by distance; between trusts, the borough's
    observed flows rule, tilted by how near each practice is against its borough's mean.
    """
    km = distances(place)
    pull = values["planned.distance_disutility"] * (_NEAREST_EMERGENCY if emergency else 1.0)
    attraction = np.array([place.fit.get(f"pull_{place.organisations[t].id}", 1.0) for t in place.trusts])
    opens = np.array([s.has_ae if emergency else s.has_planned for s in place.sites])
    beds = np.array([max(s.beds, 1.0) for s in place.sites]) * opens
    of_trust = np.array([[s.trust == t for s in place.sites] for t in place.trusts])
    flows = place.emergency_share * attraction if emergency else place.planned_share
    within = beds * np.exp(pull * km)
    total = within @ of_trust.T
    site_share = np.divide(
        within, (total @ of_trust), out=np.zeros_like(within), where=(total @ of_trust) > 0
    )
    trust_km = (site_share * km) @ of_trust.T
    mean_km = np.array(
        [
            trust_km[place.practice_borough == b].mean(axis=0)
            if (place.practice_borough == b).any()
            else trust_km.mean(axis=0)
            for b in range(place.n_boroughs)
        ]
    )
    tilt = np.exp(pull * (trust_km - mean_km[place.practice_borough]))
    trust_share = flows[place.practice_borough] * tilt * (total > 0)
    share = (trust_share @ of_trust) * site_share
    return share / share.sum(axis=1, keepdims=True)


def by_wait(usual: Floats, wait_ratio: Floats, elasticity: float) -> Floats:
    """Running shares by practice and specialty once waits differ from usual, [P, specialties, H].

    Args:
        usual: [P, H], shares at usual waits.
        wait_ratio: [H, specialties], wait over its usual level.
        elasticity: change of demand per 1% of wait, in per cent.
    """
    share = usual[:, None, :] * (wait_ratio.T[None, :, :] ** elasticity)
    running = np.cumsum(share, axis=2)
    return np.ascontiguousarray(running / running[:, :, -1:])


def at_usual_waits(usual: Floats) -> Floats:
    """Running shares by practice and specialty at usual waits, [P, specialties, H]."""
    sites = usual.shape[1]
    return by_wait(usual, np.ones((sites, len(SPECIALTIES))), 0.0)
