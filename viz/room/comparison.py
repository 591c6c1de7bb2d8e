"""What the pairs of runs of a choice say: both options compared, with the change in money split in two."""

from dataclasses import dataclass

from scenarios.questions.comparison import Comparison
from scenarios.questions.gains_and_losses import Net, kept_by_kind
from viz.report.findings import Finding, findings
from viz.room.arms_chosen import arms
from viz.room.lines import FEWEST
from viz.room.session import Shown
from viz.room.tried import Tried


@dataclass(frozen=True, eq=False)
class ComparisonView:
    """A comparison as it is shown.

    Attributes:
        findings: effects and flows with their intervals.
        money: what each kind of provider is paid minus what it pays on, pounds a year, in two parts; largest
            change first.
    """

    findings: list[Finding]
    money: list[Net]


def comparison_of(shown: Shown | Tried) -> ComparisonView | None:
    """Both options compared; None with too few pairs of runs.

    Args:
        shown: the runs on the screen, or tried before.
    """
    if len(shown.pairs) < FEWEST:
        return None
    a, b = (arm.resolved() for arm in arms(shown.choice))
    pair = Comparison((a, b), tuple(p.paired for p in shown.pairs))
    each = kept_by_kind(pair)[:-1]
    return ComparisonView(findings(pair.table(), {}), sorted(each, key=lambda net: -abs(net.change.mean)))
