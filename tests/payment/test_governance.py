"""Whose margins an organisation has in view, and what hangs together in a regime."""

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.settlement import Settlement
from abm.payment.block import Block
from abm.regimes import Regime
from abm.regimes.annual_round import annual_round
from abm.regimes.forms import FORMS
from abm.regimes.governance import MEMBER_KINDS, Governance
from abm.regimes.transition import Transition
from tests.payment.tiny_place import INDEX, NAMES, tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 5)
CORE = Contract(
    id="c", payer="commissioner", payees=("community",), elements={"b": Block(pounds_per_year=600)}
)


def partners(governance, name):
    return {NAMES[i][0] for i in np.flatnonzero(governance.in_view(PLACE)[INDEX[name]])}


def test_without_a_boundary_everybody_sees_itself_alone():
    assert np.array_equal(Governance().in_view(PLACE), np.eye(len(NAMES), dtype=bool))


def test_members_of_a_sub_system_see_one_another_and_nobody_else():
    led = Governance(
        form="G6",
        boundary="sub_system",
        members=("gp_practice", "acute_trust", "community"),
        partner_weight=0.5,
    )
    assert partners(led, "P1") == {"P1", "P2", "TRUST-A", "COMM"}
    assert partners(led, "P3") == {"P3", "TRUST-B", "COMM"}
    # a provider that serves both sub-systems is a partner in both
    assert partners(led, "COMM") == {"P1", "P2", "P3", "TRUST-A", "TRUST-B", "COMM"}
    assert partners(led, "MH") == {"MH"}


def test_a_commissioner_inside_the_boundary_is_a_partner():
    inside = Governance(
        form="G9", boundary="sub_system", members=("acute_trust", "commissioner"), partner_weight=1.0
    )
    assert partners(inside, "TRUST-B") == {"TRUST-B", "CCG-B"}
    assert inside.in_view(PLACE).T.tolist() == inside.in_view(PLACE).tolist()


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"form": "G11"}, "unknown form of governance 'G11'"),
        ({"form": "G5"}, "needs lead_kind"),
        ({"partner_weight": 0.3}, "need boundary"),
        ({"boundary": "sub_system"}, "needs members"),
        ({"boundary": "sub_system", "members": ("bank",)}, "unknown kind of organisation"),
        (
            {"boundary": "sub_system", "members": ("community",), "partner_weight": 1.2},
            "less than or equal to 1",
        ),
    ],
)
def test_terms_that_do_not_hang_together_are_refused(terms, words):
    with pytest.raises(ValueError, match=words):
        Governance.model_validate(terms)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_declared_and_weighs_as_it_says_unless_told_otherwise(form):
    lead = {"lead_kind": "acute_trust"} if form == "G5" else {}
    terms = {"form": form, "boundary": "sub_system", "members": MEMBER_KINDS, **lead}
    said = FORMS[form]
    assert said.low <= said.partner_weight <= said.high <= 1
    assert Governance.model_validate(terms).partner_weight == said.partner_weight
    assert Governance.model_validate({**terms, "partner_weight": 0.55}).partner_weight == 0.55
    assert Governance.model_validate({"form": form, **lead}).partner_weight == 0


def test_forms_are_in_the_order_of_how_much_is_decided_together():
    weight = {name: form.partner_weight for name, form in FORMS.items()}
    assert (
        weight["G1"] < weight["G2"] < weight["G4"] < weight["G3"] < weight["G6"] < weight["G7"] < weight["G9"]
    )


def test_a_prime_provider_is_one_that_pays_somebody():
    with pytest.raises(ValueError, match="G8 is a prime provider with subcontracts"):
        Regime(id="r", title="t", contracts=(CORE,), governance=Governance(form="G8"))
    onward = CORE.model_copy(update={"id": "on", "payer": "gp_federation"})
    both = Regime(id="r", title="t", contracts=(CORE, onward), governance=Governance(form="G8"))
    assert both.governance.lead_kind is None


def test_a_regime_that_names_a_lead_needs_one():
    led = CORE.model_copy(update={"payees": ("lead",)})
    with pytest.raises(ValueError, match="names a lead, so governance needs lead_kind"):
        Regime(id="r", title="t", contracts=(led,))


@pytest.mark.parametrize("month", [-12, 5, 1.5, True])
def test_a_regime_begins_in_an_april(month):
    with pytest.raises(ValueError, match="start_month"):
        Transition.model_validate({"start_month": month})


def test_a_big_bang_is_paid_from_its_april():
    assert [Transition(start_month=24).in_force(m) for m in (0, 23, 24, 60)] == [False, False, True, True]


def test_the_annual_round_uplifts_and_rebases_what_the_contracts_say():
    block = Block(unit_prices={"COMM": 40.0}, efficiency=0.02, rebase=0.5)
    contract = CORE.model_copy(update={"elements": {"b": block}})
    s = Settlement(PLACE, LINES, [contract], TOTAL)
    for month in MONTHS:
        s.settle(month.scaled(1.1))
    value = s.readings[0]
    found = annual_round(s)
    before = value / 1.1 * 0.98
    assert found.before[INDEX["CCG-A"]] == pytest.approx(before)
    assert found.after[INDEX["CCG-A"]] == pytest.approx(0.5 * before * 0.98 + 0.5 * value * 0.98)
    with pytest.raises(RuntimeError, match="only 0 months"):
        annual_round(s)
