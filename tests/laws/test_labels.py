"""Law 7: what things are called, and in which order contracts are written down, changes nothing."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from abm.flows import DELIVERED_BY_KIND
from tests.generators.places import places
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, fingerprint, levers, run, same_life

QUICK = examples(8)
STILL = {"conduct.shock": 0.0, "conduct.altruism_spread": 0.0, "conduct.target_income": 0.0}


def renamed(place):
    """The same place, everybody and everything in it called something else."""
    organisations = tuple(replace(o, id=f"X{o.id[::-1]}", name=f"The {o.name}") for o in place.organisations)
    new = dict(zip((o.id for o in place.organisations), (o.id for o in organisations), strict=True))
    fit = {f"{what}_{new[who]}": v for (what, who), v in ((k.split("_"), v) for k, v in place.fit.items())}
    sites = tuple(replace(s, id=f"Z{s.id}", name="A hospital") for s in place.sites)
    return replace(
        place, id="elsewhere", title="Elsewhere", organisations=organisations, fit=fit, sites=sites,
        boroughs=tuple(f"Q{b}" for b in place.boroughs), borough_names=("Anywhere",) * place.n_boroughs,
    )  # fmt: skip


def relabelled(regime, contracts):
    return regime.model_copy(update={"id": "zz", "title": "Zz", "contracts": tuple(contracts)})


def called_otherwise(contract):
    elements = {f"a-{name}": element for name, element in contract.elements.items()}
    return contract.model_copy(update={"id": f"{contract.id}-renamed", "elements": elements})


@given(places(), regimes(), seeds)
@QUICK
def test_renaming_organisations_contracts_and_regimes_changes_no_bit(place, regime, seed):
    other = relabelled(regime, [called_otherwise(c) for c in regime.contracts])
    assert fingerprint(run(place, regime, seed)) == fingerprint(run(renamed(place), other, seed))


@given(places(), regimes(), seeds)
@QUICK
def test_writing_contracts_down_in_another_order_changes_nothing(place, regime, seed):
    order = list(reversed(range(len(regime.contracts))))
    other = relabelled(regime, [regime.contracts[i] for i in order])
    one, two = run(place, regime, seed), run(place, other, seed)
    assert same_life(one, two)
    assert np.array_equal(levers(one), levers(two))
    for a, b in zip(one.payments, two.payments, strict=True):
        here = np.lexsort((np.arange(len(a.pence)), a.contract))
        there = np.lexsort((np.arange(len(b.pence)), np.array(order)[b.contract]))
        assert np.array_equal(a.pence[here], b.pence[there])
        assert np.array_equal(a.payee[here], b.payee[there])
    assert np.array_equal(one.book.balances(), two.book.balances())


@given(places(), regimes("one"), regimes("other"), seeds)
@QUICK
def test_the_more_patients_weigh_the_less_it_matters_who_is_paid_how(place, one, other, seed):
    def apart(altruism):
        weigh = {f"conduct.altruism.{kind}": altruism for kind in DELIVERED_BY_KIND}
        both = [run(place, r, seed, months=3, parameters=STILL | weigh) for r in (one, other)]
        return np.abs(levers_decided(both[0]) - levers_decided(both[1]))

    # Altruism weighs money at one less itself, so nineteen parts in twenty leave an eighteenth of 0.9.
    assert (apart(0.95) <= 0.15 * apart(0.1) + 1e-9).all()


def levers_decided(record):
    """All levers after the first decision, those whose turn comes once a year apart."""
    return np.concatenate([path.decisions[0][1].value for path in record.levers if path.decisions])
