"""Queues: how many people wait for what each provider does."""

import numpy as np

from abm.processes import month_state
from abm.processes.life import Life
from abm.processes.setting import Setting
from abm.quantities import Floats


def waiting_for_support(setting: Setting, life: Life) -> Floats:
    """Sampled people waiting for each support service, float[K]."""
    n = int(life.requests.used[0])
    borough = life.columns.borough[life.requests.row[:n]]
    slot = setting.geography.slot[life.requests.service[:n], borough]
    return np.bincount(slot, minlength=len(life.capacity.places)).astype(np.float64)


def waiting_at_sites(life: Life) -> tuple[Floats, Floats]:
    """Sampled people waiting for a first attendance, and for treatment, at each site, float[H] each."""
    sites = life.capacity.slots.shape[0]
    cut = month_state.first_lists(sites)
    lists = life.waiting.length.astype(np.float64)
    return lists[:cut].reshape(sites, -1).sum(axis=1), lists[cut:].reshape(sites, -1).sum(axis=1)


def waiting_by_organisation(setting: Setting, life: Life) -> Floats:
    """Real people waiting for what each organisation does, float[O]."""
    n, geography = len(setting.place.organisations), setting.geography
    first, treatment = waiting_at_sites(life)
    waiting = np.bincount(geography.organisation_of_site, first + treatment, n)
    waiting += np.bincount(geography.organisation_of_slot, waiting_for_support(setting, life), n)
    return waiting / setting.sample
