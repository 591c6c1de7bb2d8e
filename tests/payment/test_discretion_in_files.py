"""What regime files say of the commissioner's year: what can be cut, and a savings programme."""

import numpy as np
import pytest

from abm.organisations.contracts_in_force import ContractsInForce
from abm.parameters import values
from abm.regimes.affordability import allocated, means_of
from abm.regimes.budgets import by_payer
from scenarios.errors import InputError
from scenarios.files.regime_files import load_regime, regime_names
from tests.payment.tiny_place import INDEX, tiny, year

TODAY = "east-london-today"
PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 3)
FUNDED = [i for name, i in INDEX.items() if name.startswith(("CCG", "COUNCIL", "OTHER"))]


def of(regime):
    return {c.id for c in load_regime(regime).contracts if c.discretionary}


def test_local_blocks_and_enhanced_services_are_at_discretion_and_nothing_else():
    assert of(TODAY) == {"community", "mental_health", "voluntary", "local_primary_care"}


@pytest.mark.parametrize("name", ["capitation-trust-led", "capitation-practice-led"])
def test_a_lead_can_set_its_members_blocks_and_a_commissioner_the_rate(name):
    members = {"members_community", "members_mental_health", "members_voluntary"}
    assert of(name) == members | {"whole_population", "local_primary_care"}


@pytest.mark.parametrize("name", regime_names())
def test_national_prices_and_the_outside_payers_contracts_are_nobodys_to_set(name):
    for contract in load_regime(name).contracts:
        if contract.discretionary:
            assert contract.payer in {"commissioner", "lead", "council"}
            assert "tariff" not in {element.form for element in contract.elements.values()}


def test_a_savings_programme_is_a_key_of_the_regime_and_none_by_default(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Savings"\nextends = "{TODAY}"\nsavings = 0.02\n')
    assert load_regime(file).savings == 0.02
    assert load_regime(TODAY).savings == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("savings = 2\n", "savings: 2 is too large; at most 0.2 is allowed"),
        ("savings = -0.01\n", "savings: -0.01 is too small"),
        ("[contracts.community]\ndiscretionary = 1\n", "contracts.community.discretionary"),
        ("[contracts.community]\ndiscretion = true\n", "did you mean 'discretionary'?"),
    ],
)
def test_a_fault_is_one_line_that_names_the_key(tmp_path, text, said):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Mine"\nextends = "{TODAY}"\n{text}')
    with pytest.raises(InputError) as fault:
        load_regime(file)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def april(finance, pay, look, **changes):
    """A year paid for `pay` and looked at as `look`, then its April on the allocation of its opening."""
    for real, expected in zip(pay, look, strict=True):
        finance.settle(real, expected)
    spend = np.zeros(len(PLACE.organisations))
    spend[FUNDED] = by_payer(finance.settlement, finance.opening)[FUNDED]
    return finance.close_year(means_of(values(changes), allocated(spend, growth=0.01, years=1)))


def opened(name=TODAY):
    return ContractsInForce(PLACE, LINES, load_regime(name), (), TOTAL, TOTAL)


def test_a_year_like_the_last_leaves_no_gap_but_growth():
    done = april(opened(), MONTHS, MONTHS)
    ccg = INDEX["CCG-A"]
    # Blocks grow by 1% as the allocation does; what is paid by activity did not grow.
    assert 0 <= done.gap[ccg] <= 0.01 * done.before[ccg]
    assert done.corrected[ccg] <= done.gap[ccg] / 3


def test_hospital_growth_is_found_in_community_mental_health_voluntary_and_local_primary_care():
    grown = [month.scaled(1.0) for month in MONTHS]
    for month in grown:
        month.delivered[np.isin(LINES.organisation, PLACE.trusts)] *= 1.2
    calm, pressed = april(opened(), MONTHS, MONTHS), april(opened(), grown, grown)
    for name in ("COMM", "MH", "VOL", "P1", "P2", "P3"):
        assert pressed.given[INDEX[name]] < min(calm.given[INDEX[name]], 0)
    for name in ("TRUST-A", "TRUST-B", "CARE-A"):
        assert pressed.given[INDEX[name]] == 0
    assert pressed.gap[INDEX["CCG-A"]] < pressed.corrected[INDEX["CCG-A"]] < 0


def test_the_luck_of_a_small_sample_is_not_corrected():
    lucky = [month.scaled(1.3) for month in MONTHS]
    calm, thrown = april(opened(), MONTHS, MONTHS), april(opened(), lucky, MONTHS)
    assert np.array_equal(calm.corrected, thrown.corrected)


def test_with_no_correction_nobody_gains_or_loses():
    done = april(opened(), MONTHS, MONTHS, **{"commissioning.correction": 0.0})
    assert not done.given.any()
    assert done.gap.any()
