"""Every payment element there is, by the name a regime file uses.

Example:
    >>> sorted(ELEMENTS)[:4]
    ['best_practice', 'block', 'bundle', 'capitation']
    >>> [form for form, element in ELEMENTS.items() if "P10" in element.identifiers]
    ['bundle', 'capitation', 'episode']
"""

from abm.payment.best_practice import BestPractice
from abm.payment.block import Block
from abm.payment.bundle import Bundle
from abm.payment.capitation import Capitation
from abm.payment.control_total import ControlTotal
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.element import Element
from abm.payment.episode import Episode
from abm.payment.fee_for_service import FeeForService
from abm.payment.fixed_payment import FixedPayment
from abm.payment.gain_share import GainShare
from abm.payment.global_sum import GlobalSum
from abm.payment.income_floor import IncomeFloor
from abm.payment.outcomes import Outcomes
from abm.payment.personal_budget import PersonalBudget
from abm.payment.points import Points
from abm.payment.pooled_budget import PooledBudget
from abm.payment.risk_pool import RiskPool
from abm.payment.tariff import Tariff

_ALL: tuple[type[Element], ...] = (
    BestPractice,
    Block,
    Bundle,
    Capitation,
    ControlTotal,
    CostAndVolume,
    Episode,
    FeeForService,
    FixedPayment,
    GainShare,
    GlobalSum,
    IncomeFloor,
    Outcomes,
    PersonalBudget,
    Points,
    PooledBudget,
    RiskPool,
    Tariff,
)

ELEMENTS: dict[str, type[Element]] = {element.form: element for element in _ALL}
"""Element classes by form."""
