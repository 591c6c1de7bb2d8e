"""From a contract with a split to what each of its members is paid in a place.

The result is an ordinary contract whose elements are paid in parts, so that settlement, marginal pounds
and the annual round settle an alliance as they settle anything else.
"""

import numpy as np

from abm.cohorts import Cohort
from abm.contracts.contract import Contract
from abm.contracts.expand import Pairs, expand, leads
from abm.contracts.in_part import OfOneSum
from abm.contracts.split import Split, agreed, in_proportion, people_served, value_of_activity
from abm.contracts.whom import whom
from abm.flows import Flows, Lines
from abm.place import Place
from abm.quantities import Floats
from abm.vocabulary import PODS

SplitInputs = tuple[Place, Lines, Flows, str | None, tuple[Cohort, ...]]
"""Where, its activity lines, the year from which a contract is set, who leads, and who is told apart."""


def shared_out(
    contract: Contract,
    place: Place,
    lines: Lines,
    outturn: Flows,
    lead_kind: str | None,
    cohorts: tuple[Cohort, ...] = (),
) -> Contract:
    """A contract with its split worked out for a place; one without a split is returned as it is.

    A payer that is its own payee (a prime provider that does part of the work) keeps its share.

    Args:
        contract: as declared.
        place: the place.
        lines: its activity lines.
        outturn: the year from which the contract is set.
        lead_kind: who leads, see `abm.contracts.expand.expand`.
        cohorts: told apart by all contracts in force together, see `abm.contracts.whom.cohorts_of`.

    Raises:
        ValueError: if a share stands for nobody or for several, or a member lacks the figure.
    """
    if contract.split is None:
        return contract
    here = (place, lines, outturn, lead_kind, cohorts)
    everyone = expand(contract, place, lead_kind, internal=True)
    shares = np.zeros(everyone.n)
    for payer in np.unique(everyone.payer):
        mine = np.flatnonzero(everyone.payer == payer)
        pairs = Pairs(everyone.payer[mine], everyone.payee[mine], everyone.territory[mine])
        shares[mine] = _of_one_payer(contract, contract.split, pairs, here)
    paid = tuple(shares[everyone.payer != everyone.payee].tolist())
    elements = {name: OfOneSum(element=e, shares=paid) for name, e in contract.elements.items()}
    return contract.model_copy(update={"elements": elements, "split": None})


def _of_one_payer(contract: Contract, split: Split, pairs: Pairs, here: SplitInputs) -> Floats:
    """float[n], shares of the members that one payer pays; they add up to 1."""
    place, lead_kind = here[0], here[3]
    if (pairs.territory != pairs.territory[0]).any():
        raise ValueError(f"members of '{contract.id}' serve different boroughs; name boroughs in its scope")
    if split.by == "shares":
        return agreed(split, *_called(contract, place, lead_kind, pairs))
    if split.by == "activity":
        return in_proportion(_activity(split, contract, pairs, here))
    if split.by == "income":
        return in_proportion(_figures(split.figure or "", place, pairs))
    inside = pairs.territory[0, : place.n_boroughs].astype(np.float64)
    return in_proportion(np.array([people_served(place, i, inside) for i in pairs.payee.tolist()]))


def _called(
    contract: Contract, place: Place, lead_kind: str | None, pairs: Pairs
) -> tuple[list[str], list[str]]:
    """Ids and kinds of members; one that the contract calls the lead is called so."""
    payees = [place.organisations[i] for i in pairs.payee.tolist()]
    leading = set(leads(place, lead_kind)) if "lead" in contract.payees else set[int]()
    kinds = ["lead" if i in leading else o.kind for i, o in zip(pairs.payee.tolist(), payees, strict=True)]
    return [o.id for o in payees], kinds


def _activity(split: Split, contract: Contract, pairs: Pairs, here: SplitInputs) -> Floats:
    """float[n], pounds of what each member did in scope last year."""
    _, lines, outturn, _, cohorts = here
    done = (whom(contract.scope, cohorts).activity(outturn) * pairs.territory[0]).sum(axis=1)
    in_scope = np.array([contract.scope.pod_mask(pod) for pod in PODS])
    value: list[float] = []
    for payee in pairs.payee.tolist():
        by_pod = np.zeros(len(PODS))
        mine = lines.organisation == payee
        by_pod[lines.pod[mine]] = done[mine]
        value.append(value_of_activity(split.unit_prices or {}, by_pod * in_scope))
    return np.array(value)


def _figures(figure: str, place: Place, pairs: Pairs) -> Floats:
    """float[n], a figure of each member."""
    owners = [place.organisations[i] for i in pairs.payee.tolist()]
    for owner in owners:
        if figure not in owner.figures:
            raise ValueError(f"organisation '{owner.id}' has no figure '{figure}' to split by")
    return np.array([float(owner.figures[figure]) for owner in owners])
