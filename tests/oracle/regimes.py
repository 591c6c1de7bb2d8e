"""Several drawn contracts at once: who pays whom, scopes, members of one sum, primes and leads."""

from dataclasses import dataclass

from abm.vocabulary import SEGMENTS
from tests.oracle.april import Means
from tests.oracle.drawn import FORMS, GIVES, KINDS, PRICED, USE, Draw, Table, element
from tests.oracle.somewhere import COHORTS, FIGURES, KIND_OF, NAMES

LEADS = (None, "acute_trust", "gp_federation")
PRIMES = ("gp_federation", "community", "mental_health")
PAYERS = ("commissioner", "council", "other_commissioners", "lead")
OF_PRACTICES = ("points", "global_sum")
BOROUGHS, SYSTEMS = ("A", "B", "C"), ("SA", "SB")


@dataclass(frozen=True)
class Drawn:
    """A regime as drawn: its contracts, who leads, and what happens in its Aprils."""

    contracts: Table
    lead_kind: str | None
    by_condition: bool
    aprils: int
    savings: float
    means: Means | None


@dataclass(frozen=True)
class Handover:
    """Half way from one regime to another: contracts of both, of the old, of the new, and the new share."""

    both: Table
    old: Table
    new: Table
    lead_kind: str | None
    share: float


def regime(seed: int) -> Drawn:
    """A regime; the first contract of every eighteenth in turn is of the same form."""
    d = Draw(seed)
    lead_kind = d.of(LEADS)
    by_condition = d.often(0.3)
    contracts = _contracts(d, "c", seed, lead_kind, _conditions(d) if by_condition else [])
    if lead_kind and d.often():
        contracts |= _of_a_lead(d)
    means = Means(
        {name: d.between(0.0, float(d.of((1e5, 1e7, 1e9)))) for name in NAMES},
        d.share(), d.share(), d.between(0.0, 0.1),
    )  # fmt: skip
    return Drawn(
        contracts, lead_kind, by_condition, _aprils(d, seed),
        d.share() if d.often() else 0.0, means if d.often(0.6) else None,
    )  # fmt: skip


def _aprils(d: Draw, seed: int) -> int:
    """How many; what a fixed payment takes from one plan to the next shows in the second."""
    return 2 if FORMS[seed % len(FORMS)] == "fixed_payment" else int(d.of((0, 0, 0, 1, 2)))


def handover(seed: int) -> Handover:
    """A share of a new regime paid beside the rest of an old one (T2)."""
    d = Draw(seed)
    lead_kind = d.of(LEADS)
    both, old, new = (
        _contracts(d, name, seed + i, lead_kind, []) for i, name in enumerate(("both", "c", "c"))
    )
    return Handover(both, old, new, lead_kind, d.between(0.01, 0.99))


def _contracts(d: Draw, name: str, first: int, lead_kind: str | None, conditions: list[Table]) -> Table:
    """Two or three contracts, the first of a given form."""
    forms = [FORMS[first % len(FORMS)], *d.some(FORMS, most=2)]
    return {f"{name}{i}": _contract(d, form, lead_kind, conditions) for i, form in enumerate(forms)}


def _of_a_lead(d: Draw) -> Table:
    """A sum to each lead, and one that it passes on: what it can afford follows from the first."""
    pods = d.some(PRICED, 8)
    return {
        "sum": {
            "payer": "commissioner",
            "payees": ["lead"],
            "discretionary": d.often(),
            "elements": {"a_head": element(d, "capitation", pods, None)},
        },
        "passed_on": {
            "payer": "lead",
            "payees": ["acute_trust", "mental_health"],
            "discretionary": True,
            "elements": {"block": element(d, "block", pods, None)},
        },
    }


def _conditions(d: Draw) -> list[Table]:
    """Scopes by condition whose lists are the same or have nothing in common."""
    out = d.of([*COHORTS, ("cancer", "diabetes")])
    return [{"conditions": list(c)} for c in COHORTS] + [{"conditions_out": list(out)}]


def _contract(d: Draw, form: str, lead_kind: str | None, conditions: list[Table]) -> Table:
    payer, payees = _sides(d, form, lead_kind)
    scope = _scope(d, form, payees, conditions)
    contract: Table = {"payer": payer, "payees": payees, "scope": scope}
    kinds = {_kind(word, lead_kind) for word in payees}
    if form != "personal_budget" and "gp_practice" not in kinds and d.often(0.3):
        contract["split"] = _split(d, contract)
    if payer not in PRIMES and d.often():
        contract["discretionary"] = True
    pods = sorted({pod for kind in kinds for pod in GIVES.get(kind, ())}) or list(PRICED)
    if "split" in contract or form in USE:
        pods = d.some(PRICED, 3, 8)
    forms = [form, *[f for f in d.some(FORMS, 1, 2) if d.often() and _fits(f, contract, kinds)]]
    figure = None if "split" in contract else _figure(d, kinds)
    contract["elements"] = {f"e{i}": element(d, f, pods, figure) for i, f in enumerate(forms)}
    if _by_condition(scope):
        for terms in contract["elements"].values():
            terms.pop("segment_weights", None)
    return contract


def _kind(word: str, lead_kind: str | None) -> str:
    return (lead_kind or "") if word == "lead" else KIND_OF.get(word, word)


def _figure(d: Draw, kinds: set[str]) -> str | None:
    if kinds == {"gp_practice"}:
        return d.of(("global_sum_pounds", "qof_pounds"))
    return d.of(sorted(FIGURES)) if "gp_practice" not in kinds else None


def _sides(d: Draw, form: str, lead_kind: str | None) -> tuple[str, list[str]]:
    """Who pays whom; a prime pays no prime that comes before it, so that nobody pays in a circle."""
    payer, words = _any_sides(d, form, lead_kind)
    before = PRIMES[: PRIMES.index(payer) + 1] if payer in PRIMES else ()
    return payer, [w for w in words if KIND_OF.get(w, w) not in before] or ["social_care"]


def _any_sides(d: Draw, form: str, lead_kind: str | None) -> tuple[str, list[str]]:
    payers = PAYERS if lead_kind else PAYERS[:-1]
    payer = d.of(PRIMES) if d.often(0.15) else "commissioner" if d.often() else d.of(payers)
    if form in OF_PRACTICES:
        return payer, ["gp_practice"]
    if form == "personal_budget":
        return payer, d.some(("social_care", "voluntary_sector"))
    if d.often(0.15):
        return payer, d.some([n for n in NAMES if KIND_OF[n] in (*KINDS, "gp_federation")], 1, 4)
    if lead_kind and payer in ("commissioner", "council") and d.often(0.2):
        return payer, ["lead"]
    words = KINDS if payer == "other_commissioners" else (*KINDS, "gp_federation")
    return payer, [d.of(words)] if d.often(0.6) else d.some(words, 2, 4)


def _by_condition(scope: Table) -> bool:
    return "conditions" in scope or "conditions_out" in scope


def _scope(d: Draw, form: str, payees: list[str], conditions: list[Table]) -> Table:
    scope: Table = {}
    if d.often(0.4):
        scope |= d.of([{"boroughs": d.some(BOROUGHS)}, {"sub_systems": d.some(SYSTEMS)}])
    if d.often(0.25):
        scope["pods"] = d.some(PRICED, 5, 19)
    if d.often(0.15):
        scope["providers"] = d.of(("local", "away"))
    practices = any(KIND_OF.get(word, word) == "gp_practice" for word in payees)
    if form in ("points", "outcomes", "personal_budget") or (form in USE and practices):
        return scope
    if conditions and d.often(0.7):
        return scope | d.of(conditions)
    return scope | ({"segments": d.some(SEGMENTS)} if d.often(0.25) else {})


def _fits(form: str, contract: Table, kinds: set[str]) -> bool:
    """Whether another element may stand in a contract."""
    people = "segments" in contract["scope"] or _by_condition(contract["scope"])
    if form in OF_PRACTICES and kinds != {"gp_practice"}:
        return False
    if form in ("points", "outcomes") and people:
        return False
    if form == "personal_budget" and ("split" in contract or _by_condition(contract["scope"])):
        return False
    return not (form in USE and people and "gp_practice" in kinds)


def _split(d: Draw, contract: Table) -> Table:
    by = d.of(("shares", "activity", "income", "people"))
    if "lead" in contract["payees"]:
        _in_one_borough(contract)
    if by == "activity":
        return {"by": by, "unit_prices": {pod: d.pounds() for pod in d.some(PRICED, 2, 10)}}
    if by == "income":
        return {"by": by, "figure": d.of(sorted(FIGURES))}
    if by == "people":
        return {"by": by}
    _in_one_borough(contract)
    contract["payees"] = _members(d, contract["payer"])
    return {
        "by": by,
        "shares": dict(zip(contract["payees"], _parts(d, len(contract["payees"])), strict=True)),
    }


def _members(d: Draw, payer: str) -> list[str]:
    """Members who stand for one organisation each; a prime may be one of its own."""
    before = PRIMES[: PRIMES.index(payer)] if payer in PRIMES else ()
    words = ["TRUST-A", "TRUST-B", "TRUST-X", "voluntary_sector", *PRIMES]
    return d.some([word for word in words if word not in before], 2, 5)


def _in_one_borough(contract: Table) -> None:
    """Where each kind stands for one member, and all members serve the same people."""
    contract["scope"].pop("sub_systems", None)
    contract["scope"] |= {"boroughs": ["A"], "providers": "any"}


def _parts(d: Draw, n: int) -> list[float]:
    """Shares that add up to one: in 64ths, or anyhow."""
    if d.often():
        cuts = sorted(d.rng.integers(0, 65, n - 1) / 64)
        return [float(b - a) for a, b in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    weights = d.rng.random(n) + 0.01
    return [float(w) for w in weights / weights.sum()]
