"""The inventory: every form of payment, governance, scope and pace by identifier, and what uses it.

Uses are read off the contracts themselves, not off what a file says of itself, so that an identifier
counts as used only where it would change what is paid or decided, in a scenario that a person can run.

Example:
    >>> sorted(used_by_regime(load_regime("hospitals-on-block")) & {"P1", "P8", "G1", "S1", "T1"})
    ['G1', 'P1', 'S1', 'T1']
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from abm.contracts.contract import PRIMES, Contract
from abm.contracts.in_part import OWN
from abm.contracts.scope import Scope
from abm.payment.fixed_payment import FixedPayment
from abm.regimes import Regime
from scenarios.files.programme_files import load_programme
from scenarios.files.regime_files import load_regime
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.files.toml_files import parsed
from scenarios.scenario import Scenario

FILE: Final = Path(__file__).parent / "inventory.toml"
TABLES: Final = ("payment", "governance", "scope", "pace")
_BY_PARTIES: Final = {"P16", "P17", "P18"}
"""Forms that who is paid together makes, and no element by itself."""


def inventory() -> Mapping[str, Mapping[str, str]]:
    """Tables `payment`, `governance`, `scope`, `pace`, `questions`, `how` and `not_yet`, by identifier."""
    return parsed(FILE, "inventory")


def identifiers() -> dict[str, str]:
    """Every identifier of a form, scope or pace with its title, table after table."""
    return {i: title for name in TABLES for i, title in inventory()[name].items()}


def used_by_regime(regime: Regime) -> set[str]:
    """Identifiers that a regime uses."""
    ids = {regime.governance.form, regime.transition.pace}
    ids |= {"P22"} if regime.savings else set()
    ids |= {"P24"} if regime.transition.phases else set()
    ids |= {"P20"} if regime.transition.pace == "T3" else set()
    ids |= {"S2"} if regime.transition.segments else set()
    for contract in regime.contracts:
        ids |= _by_contract(contract, regime.governance.form) | _by_scope(contract.scope)
    return ids


def used_by_scenario(scenario: Scenario) -> set[str]:
    """Identifiers that a scenario uses, by its regime, its programme and its shadows."""
    ids = used_by_regime(load_regime(scenario.regime))
    funded = scenario.programme is not None and load_programme(scenario.programme).contracts
    return ids | ({"P23"} if funded else set()) | ({"P20"} if scenario.shadows else set())


def used() -> set[str]:
    """Identifiers that some scenario of the library uses; sets are made of these."""
    return {i for name in scenario_names() for i in used_by_scenario(load_scenario(name))}


def _by_contract(contract: Contract, form: str) -> set[str]:
    """Forms of payment of a contract: those of its elements, and those that its parties make."""
    ids = {i for e in contract.elements.values() for i in e.identifiers} - _BY_PARTIES
    if any(isinstance(e, FixedPayment) and e.shifted for e in contract.elements.values()):
        ids.add("P23")
    if contract.payer in PRIMES or contract.scope.providers != "any":
        ids.add("P15")
    if contract.split is not None:
        ids.add("P17" if form == "G7" else "P16" if _pays_for_care(contract) else "P18")
    return ids


def _pays_for_care(contract: Contract) -> bool:
    """Whether a contract pays for what is delivered, and not only an incentive beside it."""
    elements = contract.elements.values()
    return any(e.part_of_price and m.basis in OWN for e in elements for m in e.measures())


def _by_scope(scope: Scope) -> set[str]:
    """What a scope is limited by; the whole population where it is by nothing."""
    ids = {"S2"} if scope.segments else set[str]()
    ids |= {"S3"} if scope.by_condition else set()
    ids |= {"S4"} if scope.pods else set()
    ids |= {"S5"} if scope.boroughs or scope.sub_systems or scope.providers != "any" else set()
    return ids or {"S1"}
