"""A term changed by path: what is touched is new, the rest is shared, and a slip is met with the nearest."""

from copy import deepcopy

import pytest

from scenarios.errors import InputError
from scenarios.files.changes import all_changed, changed
from scenarios.files.regime_files import REGIME, load_regime

RATE = "contracts.acute.elements.tariff.marginal_rate"
TODAY = REGIME.table("east-london-today")


def test_a_changed_term_is_what_the_regime_is_built_with() -> None:
    table = all_changed(TODAY, {RATE: 0.25, "savings": 0.02, "contracts.acute.elements.tariff.above": (0.5,)})
    assert table["contracts"]["acute"]["elements"]["tariff"]["above"] == [0.5]
    regime = REGIME.build(changed(TODAY, RATE, 0.25), REGIME.find("east-london-today"), 2017)
    assert regime.contracts[0].elements["tariff"].marginal_rate == 0.25  # type: ignore[attr-defined]


def test_the_table_as_read_stays_as_it_is() -> None:
    before = deepcopy(TODAY)
    table = changed(TODAY, RATE, 0.25)
    assert before == TODAY
    assert table["contracts"]["primary_care"] is TODAY["contracts"]["primary_care"]
    assert load_regime("east-london-today").contracts[0].elements["tariff"].marginal_rate == 0.7  # type: ignore[attr-defined]


def test_a_term_of_policy_is_replaced_whole() -> None:
    table = {"tariff": {"marginal_rate": {"policy": "marginal_rate_emergency", "year": 2012}}}
    assert changed(table, "tariff.marginal_rate", 0.5) == {"tariff": {"marginal_rate": 0.5}}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("contract.acute.payer", "my.toml: contract: no such part; did you mean 'contracts'?"),
        ("contracts.acut.payer", "my.toml: contracts.acut: no such part; did you mean 'acute'?"),
        (f"{RATE}.more", "my.toml: contracts.acute.elements.tariff.marginal_rate: no such part"),
    ],
)
def test_a_path_that_leads_nowhere_is_one_line(path: str, said: str) -> None:
    table = changed(TODAY, RATE, 0.5)
    with pytest.raises(InputError) as fault:
        changed(table, path, 0.5, "my.toml")
    assert str(fault.value).startswith(said)
    assert "\n" not in str(fault.value)


def test_a_part_that_is_not_there_is_begun_where_that_is_wanted_and_goes_when_it_is_left_empty() -> None:
    begun = changed(TODAY, "contracts.acute.scope.boroughs", ["newham"], begin=True)
    assert begun["contracts"]["acute"]["scope"] == {"boroughs": ["newham"]}
    assert changed(begun, "contracts.acute.scope.boroughs", None) == TODAY
    assert changed(TODAY, "contracts.acute.scope.boroughs", None, begin=True) == TODAY
