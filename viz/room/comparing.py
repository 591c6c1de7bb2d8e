"""What more luck says of a choice: both arms compared pair by pair, with the change in money split in two."""

from dataclasses import dataclass

from scenarios.questions.comparison import Comparison
from scenarios.questions.gains_and_losses import Net, kept_by_kind
from viz.report.findings import Finding, findings
from viz.room.arms_chosen import arms
from viz.room.lines import FEWEST
from viz.room.notebook import Tried
from viz.room.session import Shown


@dataclass(frozen=True, eq=False)
class Compared:
    """A comparison as it is shown.

    Attributes:
        found: effects and flows with their intervals.
        money: what each kind of provider is paid less what it pays on, pounds a year, in two parts; largest
            change first.
    """

    found: list[Finding]
    money: list[Net]


def compared(shown: Shown | Tried) -> Compared | None:
    """Both arms compared; None with too little luck.

    Args:
        shown: what was lived, or tried before.
    """
    if len(shown.pairs) < FEWEST:
        return None
    a, b = (arm.resolved() for arm in arms(shown.choice))
    pair = Comparison((a, b), tuple(p.paired for p in shown.pairs))
    each = kept_by_kind(pair)[:-1]
    return Compared(findings(pair.table(), {}), sorted(each, key=lambda net: -abs(net.change.mean)))
