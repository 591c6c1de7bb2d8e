"""The designer: its controls are the schema's, its file is one that is read back, nothing else gets in."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.payment.catalogue import ELEMENTS
from abm.vocabulary import SEGMENTS
from cli.main import main
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.files.regime_files import load_regime, regime_names
from viz.designer.draft import read_draft
from viz.designer.edit import as_toml, extended, put, table_in, with_contract, with_element
from viz.designer.fields import controls
from viz.designer.form import every_control, form, sound_value

TODAY = "east-london-today"
RATE = "contracts.acute.elements.tariff.marginal_rate"
TOWN = place_of("small_town").place


@pytest.fixture(scope="module")
def drawn():
    return form(extended(TODAY), TOWN, 2017)


@pytest.mark.parametrize("name", regime_names())
def test_every_regime_is_written_as_it_was_read(name):
    table = extended(name)
    for base in (TODAY, name, ""):
        written, began = table_in(as_toml(table, base))
        assert written == table
        assert began in (base, "")
    made = load_regime(name)
    assert read_draft(as_toml(table, TODAY)).contracts == made.contracts


def test_only_what_differs_is_written():
    text = as_toml(put(extended(TODAY), RATE, 0.5), TODAY)
    assert text.splitlines() == [
        f'extends = "{TODAY}"',
        "",
        "[contracts.acute.elements.tariff]",
        "marginal_rate = 0.5",
    ]
    without = put(extended(TODAY), "contracts.voluntary", None)
    assert 'drop = [\n    "voluntary",\n]' in as_toml(without, TODAY)


def test_a_price_taken_out_is_out_when_it_is_read_again():
    table = extended(TODAY)
    prices = dict(table["contracts"]["acute"]["elements"]["tariff"]["prices"])
    del prices["AE"]
    fewer = put(table, "contracts.acute.elements.tariff.prices", prices)
    element = read_draft(as_toml(fewer, TODAY)).contracts
    tariff = next(c for c in element if c.id == "acute").elements["tariff"]
    assert "AE" not in tariff.prices  # type: ignore[attr-defined]


@pytest.mark.parametrize("made", sorted(ELEMENTS))
def test_every_term_of_every_form_of_payment_has_one_control(made):
    found = controls(ELEMENTS[made], {}, "x")
    tops = {control.path.split(".")[1] for control in found}
    assert tops == set(ELEMENTS[made].model_fields)
    assert all(control.label for control in found)
    for control in found:
        if control.kind == "one" and control.key not in ("pounds_from", "figure"):
            assert control.options


def test_bounds_and_words_are_those_that_are_declared(drawn):
    known = every_control(drawn)
    assert (known[RATE]["low"], known[RATE]["high"]) == (0.0, 1.0)
    segments = known["contracts.acute.scope.segments"]
    assert tuple(word for word, _ in segments["options"]) == SEGMENTS
    boroughs = known["contracts.acute.scope.boroughs"]["options"]
    assert [word for word, _ in boroughs] == list(TOWN.boroughs)
    framing = next(c for c in controls(ELEMENTS["outcomes"], {}, "") if c.key == "framing")
    declared = get_args(ELEMENTS["outcomes"].model_fields["framing"].annotation)
    assert tuple(word for word, _ in framing.options) == declared


def test_a_term_of_national_policy_is_shown_with_its_number(drawn):
    rate = every_control(drawn)[RATE]
    assert rate["policy"] == "marginal_rate_emergency"
    assert rate["value"] == 0.7


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (RATE, "half"),
        (RATE, True),
        (RATE, [0.5]),
        ("contracts.acute.payer", "martians"),
        ("contracts.acute.payees", ["martians"]),
        ("contracts.acute.payees", "acute_trust"),
        ("contracts.acute.scope.boroughs", ["newham"]),
        ("contracts.acute.elements.tariff.prices", {"GOLD": 1.0}),
        ("contracts.acute.elements.tariff.prices", {"AE": "much"}),
        ("contracts.acute.discretionary", 1),
        ("title", "x" * 300),
        ("transition.segments", [["martians"]]),
        ("transition.segments", [3]),
        ("transition.start_month", float("inf")),
    ],
)
def test_what_no_control_can_hold_is_refused(drawn, path, value):
    with pytest.raises(InputError, match="not allowed here: "):
        sound_value(every_control(drawn)[path], value)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_is_edited_is_sound_or_a_fault_in_words(drawn, data):
    known = every_control(drawn)
    control = known[data.draw(st.sampled_from(sorted(known)))]
    told = data.draw(st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=9)))
    faults = []
    try:
        value = sound_value(control, told)
        made = read_draft(as_toml(put(extended(TODAY), control["path"], value), TODAY))
    except InputError as fault:
        made, faults = None, [fault.what]
    assert all(faults)
    assert bool(faults) == (made is None)


def test_every_form_of_payment_can_be_added_and_what_it_lacks_is_said():
    for made in ELEMENTS:
        table = with_element(extended(TODAY), "acute", made)
        names = list(table["contracts"]["acute"]["elements"])
        assert len(names) == 2
        assert names[1].startswith(made)
        said = ""
        try:
            read_draft(as_toml(table, TODAY))
        except InputError as fault:
            said = str(fault)
        assert not said or f"contracts.acute.elements.{names[1]}" in said


def test_a_contract_made_here_is_one_that_check_accepts(tmp_path, capsys):
    table = with_contract(extended(TODAY), "commissioner", "community", "fee_for_service")
    file = tmp_path / "mine.toml"
    file.write_text(as_toml(table, TODAY), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["check", str(file)])
    assert left.value.code in (0, None), capsys.readouterr().err


def test_a_contract_by_condition_says_whom_it_covers_and_can_be_changed():
    name = "southwark-breathlessness"
    groups = {group["path"]: group for group in form(extended(name), TOWN, 2017)}
    assert groups["contracts.breathless"]["note"].endswith(", for people with COPD or heart failure")
    assert groups["contracts.community"]["note"].endswith(", but for people with COPD or heart failure")
    assert "people with" not in groups["contracts.mental_health"]["note"]
    path = "contracts.breathless_practices.scope.conditions"
    control = every_control(list(groups.values()))[path]
    assert control["value"] == ["copd", "heart_failure"]
    assert ["copd", "COPD"] in control["options"]
    wider = extended(name)
    for contract, terms in extended(name)["contracts"].items():
        for key in ("conditions", "conditions_out"):
            if terms.get("scope", {}).get(key):
                chosen = sound_value(control, ["copd", "heart_failure", "cvd"])
                wider = put(wider, f"contracts.{contract}.scope.{key}", chosen)
    regime = read_draft(as_toml(wider, name))
    scopes = {contract.id: contract.scope for contract in regime.contracts}
    assert scopes["breathless_practices"].conditions == ("copd", "heart_failure", "cvd")
    with pytest.raises(InputError, match="share 'copd'"):
        read_draft(as_toml(put(extended(name), path, ["copd"]), name))
