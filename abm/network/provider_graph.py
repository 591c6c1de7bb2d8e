"""The provider graph: who is registered where, who refers and discharges to whom, who pays whom.

Nodes are organisations and boroughs. Edges are keyed by relation and weigh people or pounds a year:

    registration   borough -> practice       residents on the list
    referral       practice -> trust         referrals
    discharge      trust -> community, social care   longer emergency spells of the boroughs they serve
    contract       payer -> payee            pounds
    partnership    member -> member          1, where each has the other's margin in view
"""

from collections.abc import Mapping
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from abm.place import Place
from abm.quantities import Floats

RELATIONS: Final = ("registration", "referral", "discharge", "contract", "partnership")


def provider_graph(
    place: Place,
    people: Floats,
    referrals: Floats,
    spells: Floats,
    pounds: Mapping[tuple[int, int], float],
    in_view: NDArray[np.bool_],
) -> "nx.MultiDiGraph[str]":
    """The graph of a year.

    Args:
        place: the place.
        people: float[P, B], residents on each list by borough.
        referrals: float[P, T], referrals to each trust of `place.trusts`.
        spells: float[T, B], longer emergency spells of each borough's residents.
        pounds: pounds by payer and payee, organisation indexes.
        in_view: bool[O, O], whose margins each organisation has in view.

    Returns:
        A directed multigraph, edges keyed by relation.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=place.title)
    ids = [o.id for o in place.organisations]
    _add_nodes(graph, place)
    p = place.n_practices
    for practice, borough in zip(*np.nonzero(people), strict=True):
        _link(graph, place.boroughs[borough], ids[practice], "registration", people[practice, borough])
    for practice, trust in zip(*np.nonzero(referrals), strict=True):
        _link(graph, ids[practice], ids[place.trusts[trust]], "referral", referrals[practice, trust])
    for table in (place.serving["community"], place.serving["social_care"]):
        for trust, borough in zip(*np.nonzero(spells), strict=True):
            _link(graph, ids[place.trusts[trust]], ids[table[borough]], "discharge", spells[trust, borough])
    for (payer, payee), amount in pounds.items():
        _link(graph, ids[payer], ids[payee], "contract", amount)
    # Practices of a sub-system are many; partnership is drawn between the other members.
    for one, other in zip(*np.nonzero(in_view[p:, p:]), strict=True):
        if one != other:
            _link(graph, ids[p + one], ids[p + other], "partnership", 1.0)
    return graph


def _add_nodes(graph: "nx.MultiDiGraph[str]", place: Place) -> None:
    for name, title in zip(place.boroughs, place.borough_names, strict=True):
        graph.add_node(name, name=title, kind="borough")
    for organisation in place.organisations:
        where = {"latitude": organisation.latitude, "longitude": organisation.longitude}
        known = {k: float(v) for k, v in where.items() if np.isfinite(v)}
        home = place.boroughs[organisation.borough] if organisation.borough >= 0 else ""
        graph.add_node(organisation.id, name=organisation.name, kind=organisation.kind, borough=home, **known)


def _link(graph: "nx.MultiDiGraph[str]", source: str, target: str, relation: str, weight: Any) -> None:
    """Add to an edge, or draw it."""
    if graph.has_edge(source, target, relation):
        graph[source][target][relation]["weight"] += float(weight)
    else:
        graph.add_edge(source, target, relation, relation=relation, weight=float(weight))
