"""Who pays whom, for whose care: pairs, their boroughs, and the shares of members of one sum."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from abm.place import Place
from abm.vocabulary import CONDITIONS
from tests.oracle.counts import Covered, Pair, exact, track, value
from tests.oracle.somewhere import World

_SERVING = ("community", "mental_health", "social_care", "voluntary_sector")
_MEMBERS_BY_SYSTEM = {"gp_federation": "lead_federation", "acute_trust": "lead_trust"}


def pairs(contract: dict[str, Any], place: Place, lead_kind: str | None) -> list[Pair]:
    """Every pair of a contract, also of a payer with itself."""
    found = []
    for word in contract["payees"]:
        for payer, boroughs in _payers(contract["payer"], place, lead_kind):
            territory = boroughs & _in_scope(contract.get("scope", {}), place)
            if territory.any():
                found += [Pair(payer, *one) for one in _payees(word, territory, place, lead_kind)]
    providers = contract.get("scope", {}).get("providers", "any")
    return [pair for pair in found if providers in ("any", _where(pair.payee, place))]


def _boroughs(of: np.ndarray, organisation: int) -> np.ndarray:
    return np.append(of == organisation, False)


def _led(place: Place, kind: str) -> list[tuple[int, np.ndarray]]:
    """Who leads each sub-system, and its boroughs."""
    by = [getattr(system, _MEMBERS_BY_SYSTEM[kind]) for system in place.sub_systems]
    leads = np.array(by)[place.sub_system_of_borough]
    return [(o, _boroughs(leads, o)) for o in sorted(set(by))]


def _serving(place: Place, kind: str) -> list[tuple[int, np.ndarray]]:
    """Who serves which boroughs."""
    if kind in _MEMBERS_BY_SYSTEM:
        return _led(place, kind)
    return [(int(o), _boroughs(place.serving[kind], o)) for o in sorted(set(place.serving[kind]))]


def _payers(role: str, place: Place, lead_kind: str | None) -> list[tuple[int, np.ndarray]]:
    if role == "other_commissioners":
        return [(place.outside_payer, np.arange(place.n_boroughs + 1) == place.n_boroughs)]
    if role == "lead":
        return _led(place, lead_kind or "")
    return _serving(place, role)


def _in_scope(scope: dict[str, Any], place: Place) -> np.ndarray:
    """Boroughs covered; people from outside are, unless boroughs or sub-systems are named."""
    covered = np.ones(place.n_boroughs + 1, bool)
    if "boroughs" in scope:
        covered &= np.append([b in scope["boroughs"] for b in place.boroughs], False)
    if "sub_systems" in scope:
        of = [place.sub_systems[s].id for s in place.sub_system_of_borough]
        covered &= np.append([s in scope["sub_systems"] for s in of], False)
    return covered


def _payees(
    word: str, territory: np.ndarray, place: Place, lead_kind: str | None
) -> list[tuple[int, np.ndarray]]:
    """Those a word stands for, and the boroughs each is paid for: all its payer's, but a lead its own."""
    if word == "lead":
        return [(o, territory & b) for o, b in _led(place, lead_kind or "") if (territory & b).any()]
    return [
        (o, np.ones_like(territory) if o < place.n_practices else territory)
        for o in _called(word, territory, place)
        if o >= place.n_practices or territory[place.practice_borough[o]]
    ]


def _called(word: str, territory: np.ndarray, place: Place) -> list[int]:
    """By its id an organisation wherever it serves; by their kind those who serve some of a territory."""
    if word in _SERVING or word in _MEMBERS_BY_SYSTEM:
        if word == "acute_trust":
            return [int(t) for t in place.trusts]
        outside = not territory[:-1].any()
        return [o for o, served in _serving(place, word) if outside or (served & territory).any()]
    return [i for i, o in enumerate(place.organisations) if word in (o.id, o.kind)]


def _where(payee: int, place: Place) -> str:
    organisation = place.organisations[payee]
    home = organisation.borough >= 0 or organisation.sub_system >= 0
    return "away" if organisation.kind == "acute_trust" and not home else "local"


def covered(contract: dict[str, Any], regime: dict[str, dict[str, Any]]) -> Covered:
    """The people of a contract among all whom the contracts in force tell apart by condition."""
    scope = contract.get("scope", {})
    named = [tuple(c["scope"]["conditions"]) for c in regime.values() if "conditions" in c.get("scope", {})]
    left = [c["scope"]["conditions_out"] for c in regime.values() if "conditions_out" in c.get("scope", {})]
    beyond = [tuple(w for w in out if not any(w in one for one in named)) for out in left]
    cohorts = sorted(
        {_in_order(one) for one in (*named, *beyond) if one}, key=lambda cohort: CONDITIONS.index(cohort[0])
    )
    return Covered(
        tuple(scope.get("segments", ())),
        tuple(scope.get("pods", ())),
        tuple(cohorts),
        _in_order(scope["conditions"]) if "conditions" in scope else None,
        _in_order(scope["conditions_out"]) if "conditions_out" in scope else None,
    )


def _in_order(conditions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(conditions, key=CONDITIONS.index))


def members(
    contract: dict[str, Any], whom: Covered, place: Place, lead_kind: str | None, world: World
) -> list[Pair]:
    """Pairs that are paid: a split worked out among all members of each payer, who read one population."""
    found = pairs(contract, place, lead_kind)
    split = contract.get("split")
    if split is not None:
        found = [
            Pair(p.payer, p.payee, p.boroughs, _share(p, contract, whom, found, place, lead_kind, world))
            for p in found
        ]
    return [p for p in found if p.payer != p.payee]


def _share(
    pair: Pair,
    contract: dict[str, Any],
    whom: Covered,
    found: list[Pair],
    place: Place,
    lead_kind: str | None,
    world: World,
) -> Fraction:
    split = contract["split"]
    if split["by"] == "shares":
        return exact(split["shares"][_named(pair.payee, contract["payees"], place)])
    together = [p for p in found if p.payer == pair.payer]
    weights = [_weight(split, p, whom, place, world) for p in together]
    own = _weight(split, pair, whom, place, world)
    return own / sum(weights) if sum(weights) else Fraction(1, len(together))


def _named(payee: int, words: list[str], place: Place) -> str:
    organisation = place.organisations[payee]
    return next(w for w in (organisation.id, organisation.kind, "lead") if w in words)


def _weight(split: dict[str, Any], pair: Pair, whom: Covered, place: Place, world: World) -> Fraction:
    if split["by"] == "activity":
        return value(split["unit_prices"], track(world, place, pair, whom).last.delivered)
    if split["by"] == "income":
        return exact(place.organisations[pair.payee].figures[split["figure"]])
    residents = place.population.sum(axis=1) * pair.boroughs[:-1]
    kind = place.organisations[pair.payee].kind
    if kind == "acute_trust":
        shares = place.emergency_share[:, list(place.trusts).index(pair.payee)]
    else:
        shares = dict(_serving(place, kind))[pair.payee][:-1]
    return exact(float((residents * shares).sum()))
