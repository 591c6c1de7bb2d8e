"""Scenario discovery: under which conditions arms are worse than the yardstick, by boxes and by a tree."""

from dataclasses import dataclass

from scenarios.sweeping.boxes import Box
from scenarios.sweeping.cart import Tree, tree
from scenarios.sweeping.cases import Cases, cases
from scenarios.sweeping.prim import prim
from scenarios.sweeping.regret import regret_table, regrets
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.worse import Direction


@dataclass(frozen=True, eq=False)
class Discovery:
    """What was found.

    Attributes:
        cases: what was learnt from.
        prim: boxes, in the order in which they were found.
        tree: regions of a tree; None where every case, or none, is worse.
        regret: every arm's regret, see `scenarios.sweeping.regret.regret_table`.
        regrets: regret by future and arm.
    """

    cases: Cases
    prim: tuple[Box, ...]
    tree: Tree | None
    regret: Rows
    regrets: Rows


def discover(
    swept: Swept,
    measure: str,
    scope: str = "total",
    arm: str | None = None,
    direction: Direction | None = None,
    beyond: float = 0.0,
) -> Discovery:
    """Look for conditions under which arms are worse than the yardstick, and for regret.

    Args:
        swept: a sweep with at least two arms, and something varied.
        measure: an effect or flow.
        scope: which part of it.
        arm: B by name; all arms but the yardstick together unless given.
        direction: which way is worse, where it is not judged in `scenarios.sweeping.worse`.
        beyond: how much worse counts, in the measure's unit.

    Raises:
        InputError: if there is nothing to learn from.
    """
    found = cases(swept, measure, scope, arm, direction, beyond)
    mixed = found.worse.any() and not found.worse.all()
    regret = regrets(swept, measure, scope, found.direction)
    boxes = tuple(prim(found.about, found.worse)) if mixed else ()
    grown = tree(found.about, found.worse) if mixed else None
    return Discovery(found, boxes, grown, regret_table(regret), regret)
