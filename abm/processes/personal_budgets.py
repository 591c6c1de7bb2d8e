"""Personal budgets: what people with a home care package bought in a month, beside the hours they had.

Hours of home care are counted where they are delivered, in `abm.processes.community`. Contacts of other
support are whole ones, drawn for the people of a segment and borough together, as other contacts of
voluntary services are.
"""

from typing import Any

import numpy as np

from abm.behaviour.purse import Purchases
from abm.processes.setting import Setting
from abm.quantities import Floats, Ints
from abm.streams import uniforms
from abm.vocabulary import POD


def buy_other_support(
    setting: Setting, bought: Purchases, packages: Any, delivered: Any, month: int
) -> Floats | None:
    """Deliver what people bought of voluntary services, and say what was bought and set aside.

    Args:
        setting: what stays the same.
        bought: what a person with a package buys.
        packages: int32[S, B], sampled people with a home care package this month.
        delivered: int32[L, S, B], sampled counts, added to.
        month: of the run.

    Returns:
        What people bought and set aside, in real people, see `abm.flows.Flows.budgets`; None where nobody has
        a budget.
    """
    if not bought.part.any():
        return None
    contacts = _whole(setting, packages * bought.contacts, month)
    budgets = np.zeros((3, *delivered.shape[:2], setting.place.n_boroughs + 1))
    holders = packages * (bought.part > 0)
    whole_of = np.divide(contacts, bought.part, out=np.zeros(contacts.shape), where=bought.part > 0)
    boroughs = np.arange(setting.place.n_boroughs)
    home_care = _lines(setting, setting.place.serving["social_care"], "HC")
    voluntary = _lines(setting, setting.place.serving["voluntary_sector"], "VOL")
    delivered[voluntary, :, boroughs] += contacts.T
    budgets[0, voluntary, :, boroughs] += contacts.T
    budgets[1, voluntary, :, boroughs] += whole_of.T
    budgets[2, home_care, :, boroughs] += (holders * (1 - bought.other)).T
    budgets[2, voluntary, :, boroughs] += (holders * bought.other).T
    return budgets / setting.sample


def _whole(setting: Setting, wanted: Floats, month: int) -> Any:
    """Whole contacts, int32[S, B]; the part of one that is left over is a matter of chance."""
    u = uniforms(setting.seed, "personal_budgets.rounding", month, np.arange(wanted.size))
    return np.floor(wanted + u.reshape(wanted.shape)).astype(np.int32)


def _lines(setting: Setting, provider: Ints, pod: str) -> Ints:
    """int[B], the line of a point of delivery at each borough's provider."""
    return setting.lines.line[provider, POD[pod]]
