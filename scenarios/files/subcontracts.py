"""Chains of subcontracts: money goes from who has an allocation to who gives care, never round.

A prime provider pays others out of what it is paid. One that pays only itself moves no money, and two that
pay each other move it for nothing; either is a slip of the pen, and is refused when the file is read.
"""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from abm.contracts.contract import LEAD, PRIMES, Contract
from scenarios.errors import InputError


def refuse_circles(contracts: Iterable[Contract], file: str) -> None:
    """See that no chain of subcontracts comes back to where it began.

    Args:
        contracts: of one regime or programme.
        file: name of the file, for messages.

    Raises:
        InputError: naming the first contract of the circle.
    """
    onward = [c for c in contracts if c.payer in (*PRIMES, LEAD)]
    for contract in onward:
        if set(contract.payees) == {contract.payer} and contract.split is None:
            where, what = f"{file}: contracts.{contract.id}.payees", f"'{contract.payer}' pays itself"
            raise InputError(what, where, "name whom it pays, or drop the contract")
    paid_by = {c.payer: set[str]() for c in onward}
    for contract in onward:
        paid_by[contract.payer] |= set(contract.payees) & paid_by.keys() - {contract.payer}
    try:
        TopologicalSorter(paid_by).prepare()
    except CycleError as circle:
        round_trip = list(reversed(circle.args[1]))
        first = next(c for c in onward if c.payer == round_trip[0] and round_trip[1] in c.payees)
        where, what = f"{file}: contracts.{first.id}", f"pays in a circle: {' → '.join(round_trip)}"
        raise InputError(what, where, "let one of them be paid by a commissioner or council") from None
