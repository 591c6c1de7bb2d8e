"""Several payees of one sum, chains of subcontracts, and patients who choose providers elsewhere."""

from dataclasses import replace

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.expand import expand
from abm.contracts.gaps import paid_twice, penniless, unpaid
from abm.contracts.marginal import this_year
from abm.contracts.members import shared_out
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.contracts.split import Split
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.gain_share import GainShare
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.tariff import Tariff
from abm.vocabulary import POD
from tests.payment.tiny_place import INDEX, NAMES, tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 3)
PRICES = {"NEL": 2000.0, "COMM": 40.0}
AGREED = Split(by="shares", shares={"TRUST-A": 0.5, "community": 0.3, "gp_federation": 0.2})
IN_A = Scope(boroughs=("A",))


def alliance(split=AGREED, payees=("TRUST-A", "community", "gp_federation"), **terms):
    elements = terms.pop("elements", {"sum": Block(unit_prices=PRICES)})
    given = {"id": "alliance", "payer": "commissioner", "scope": IN_A, **terms}
    return Contract(payees=payees, split=split, elements=elements, **given)


def settled(*contracts, lead=None):
    shared = [shared_out(c, PLACE, LINES, TOTAL, lead) for c in contracts]
    return Settlement(PLACE, LINES, shared, TOTAL, lead)


def by_payee(settlement, pounds):
    found = {}
    for group in settlement.groups:
        for payee, due in zip(group.pairs.payee, pounds[group.due], strict=True):
            name = NAMES[payee][0]
            found[name] = found.get(name, 0.0) + due
    return found


def used(pods, borough):
    lines = np.isin(LINES.pod, [POD[p] for p in pods])
    return TOTAL.delivered[lines][:, :, borough].sum()


def test_members_share_one_sum_as_agreed_and_the_parts_add_up_to_it():
    s = settled(alliance())
    found = by_payee(s, s.owed(s.outturn, 1.0))
    total = used(["NEL"], 0) * 2000.0 + used(["COMM"], 0) * 40.0
    assert found == pytest.approx({"TRUST-A": 0.5 * total, "COMM": 0.3 * total, "FED-A": 0.2 * total})


@pytest.mark.parametrize(
    ("split", "weights"),
    [
        (Split(by="activity", unit_prices=PRICES), None),
        (Split(by="people"), None),
        (Split(by="income", figure="income"), (30.0, 15.0, 5.0)),
    ],
)
def test_shares_follow_what_they_are_said_to_and_add_up_to_one(split, weights):
    figures = dict(zip(("TRUST-A", "COMM", "FED-A"), weights or (0, 0, 0), strict=True))
    place = replace(
        PLACE,
        organisations=tuple(
            replace(o, figures={"income": figures[o.id]}) if o.id in figures else o
            for o in PLACE.organisations
        ),
    )
    out = shared_out(alliance(split), place, LINES, TOTAL, None)
    shares = out.elements["sum"].shares
    assert sum(shares) == pytest.approx(1)
    if split.by == "activity":
        trust = TOTAL.delivered[(LINES.organisation == INDEX["TRUST-A"]) & (LINES.pod == POD["NEL"])]
        comm = TOTAL.delivered[(LINES.organisation == INDEX["COMM"]) & (LINES.pod == POD["COMM"])]
        a, b = trust[:, :, 0].sum() * 2000.0, comm[:, :, 0].sum() * 40.0
        assert shares == pytest.approx((a / (a + b), b / (a + b), 0.0))
    elif split.by == "income":
        assert shares == pytest.approx((0.6, 0.3, 0.1))
    else:
        # trust A has 80% of the borough's emergencies, the others serve all of it
        assert shares == pytest.approx((0.8 / 2.8, 1 / 2.8, 1 / 2.8))


def test_a_shared_gain_is_one_gain_and_moves_with_what_the_population_uses():
    gain = GainShare(unit_prices={"NEL": 2000.0}, gain_share=0.5, loss_share=0.5)
    s = settled(alliance(elements={"pool": gain}))
    less = TOTAL.scaled(1.0)
    less.delivered = less.delivered * 1.0
    less.delivered[LINES.pod == POD["NEL"]] *= 0.9
    found = by_payee(s, s.owed(s.meter.read(less), 1.0))
    saving = 0.1 * used(["NEL"], 0) * 2000.0
    assert sum(found.values()) == pytest.approx(0.5 * saving)
    assert found["TRUST-A"] == pytest.approx(0.25 * saving)
    pounds = this_year(s, s.outturn, 0.0).use_income
    one_more = [pounds[INDEX[o], POD["NEL"], 0] for o in ("TRUST-A", "COMM", "FED-A")]
    assert one_more == pytest.approx([-500.0, -300.0, -200.0], rel=1e-3)


def test_outcomes_stay_each_members_own_with_its_share_at_stake():
    stake = Outcomes(
        pounds_per_year=1000.0, targets={"timely_discharge": OutcomeTarget(lower=0.0, upper=0.0001)}
    )
    s = settled(alliance(elements={"stake": stake}))
    found = by_payee(s, s.owed(s.outturn, 1.0))
    assert found == pytest.approx({"TRUST-A": 500.0, "COMM": 300.0, "FED-A": 200.0})


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"by": "shares"}, "needs shares, and was given nothing"),
        ({"by": "people", "figure": "x"}, "needs nothing else"),
        ({"by": "activity", "shares": {"a": 1.0}}, "needs unit_prices"),
        ({"by": "shares", "shares": {"a": 0.5, "b": 0.4}}, "add up to 0.9"),
        ({"by": "votes"}, "'shares', 'activity', 'income' or 'people'"),
    ],
)
def test_a_split_that_does_not_hang_together_is_refused(terms, words):
    with pytest.raises(ValueError, match=words):
        Split.model_validate(terms)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"payees": ("gp_practice", "community")}, "name gp_federation"),
        ({"payees": ("TRUST-A", "community")}, "must name the payees, TRUST-A, community"),
        ({"elements": {"b": Block(pounds_from="income")}}, "each payee's own"),
        ({"payer": "community", "discretionary": True}, "'community' has none"),
    ],
)
def test_a_contract_whose_split_cannot_be_one_sum_is_refused(terms, words):
    with pytest.raises(ValueError, match=words):
        alliance(**terms)


def test_a_share_for_several_or_for_nobody_here_is_refused():
    several = Split(by="shares", shares={"acute_trust": 0.5, "community": 0.5})
    with pytest.raises(ValueError, match="'acute_trust' stands for 2 organisations here"):
        settled(alliance(several, ("acute_trust", "community")))
    with pytest.raises(ValueError, match="no figure 'income' to split by"):
        settled(alliance(Split(by="income", figure="income")))


def test_a_prime_provider_pays_its_members_and_keeps_its_own_part():
    prime = Contract(
        id="prime", payer="commissioner", payees=("community",), scope=IN_A,
        elements={"rate": Capitation(unit_prices=PRICES)},
    )  # fmt: skip
    members = alliance(
        Split(by="shares", shares={"TRUST-A": 0.4, "community": 0.6}),
        ("TRUST-A", "community"), id="members", payer="community",
    )  # fmt: skip
    s = settled(prime, members)
    owed = s.owed(s.outturn, 1.0)
    total = used(["NEL"], 0) * 2000.0 + used(["COMM"], 0) * 40.0
    chain = {
        (s.contracts[g.contract].id, NAMES[a][0], NAMES[b][0]): pounds
        for g in s.groups
        for a, b, pounds in zip(g.pairs.payer, g.pairs.payee, owed[g.due], strict=True)
    }
    assert chain == pytest.approx(
        {("prime", "CCG-A", "COMM"): total, ("members", "COMM", "TRUST-A"): 0.4 * total}
    )
    assert penniless(s) == []
    assert penniless(settled(members)) == ["COMM"]


def test_a_federation_pays_for_the_boroughs_of_its_sub_system():
    onward = Contract(
        id="on", payer="gp_federation", payees=("gp_practice",), elements={"b": Block(pounds_per_year=1.0)}
    )
    pairs = expand(onward, PLACE, None)
    assert [(NAMES[a][0], NAMES[b][0]) for a, b in zip(pairs.payer, pairs.payee, strict=True)] == [
        ("FED-A", "P1"), ("FED-A", "P2"), ("FED-B", "P3"),
    ]  # fmt: skip


def test_care_chosen_elsewhere_is_carved_out_and_paid_once():
    away = [replace(o, borough=-1, sub_system=-1) if o.id == "TRUST-B" else o for o in PLACE.organisations]
    place = replace(PLACE, organisations=tuple(away))
    tariff = {"t": Tariff(prices={"NEL": 2000.0})}
    near, far = (
        Contract(
            id=where, payer="commissioner", payees=("acute_trust",), scope=Scope(providers=where),
            elements=tariff,
        )
        for where in ("local", "away")
    )  # fmt: skip
    paid = [{NAMES[i][0] for i in expand(c, place, None).payee} for c in (near, far)]
    assert paid == [{"TRUST-A"}, {"TRUST-B"}]
    both = Settlement(place, LINES, (near, far), TOTAL)
    assert paid_twice(both) == []
    spells = TOTAL.scaled(1.0)
    spells.delivered = spells.delivered * (LINES.pod == POD["NEL"])[:, None, None]
    spells.delivered[:, :, -1] = 0
    assert unpaid(both, spells) == []
    assert {g.organisation for g in unpaid(Settlement(place, LINES, (near,), TOTAL), spells)} == {"TRUST-B"}


def test_an_alliance_beside_the_tariff_it_replaces_is_paid_twice():
    tariff = Contract(
        id="acute", payer="commissioner", payees=("acute_trust",), elements={"t": Tariff(prices=PRICES)}
    )
    found = paid_twice(settled(alliance(), tariff))
    assert [(g.first, g.second, g.organisation, g.pods) for g in found] == [
        ("alliance.sum", "acute.t", "TRUST-A", ("NEL",))
    ]
