"""Every payment element there is, by the name a regime file uses.

Example:
    >>> sorted(ELEMENTS)
    ['block', 'capitation', 'fee_for_service', 'gain_share', 'outcomes', 'points', 'tariff']
"""

from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.element import Element
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.outcomes import Outcomes
from abm.payment.points import Points
from abm.payment.tariff import Tariff

_ALL: tuple[type[Element], ...] = (Block, Capitation, FeeForService, GainShare, Outcomes, Points, Tariff)

ELEMENTS: dict[str, type[Element]] = {element.form: element for element in _ALL}
"""Element classes by form."""
