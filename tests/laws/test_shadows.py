"""Law 4: a regime shadowing itself is paid exactly what it is paid."""

import numpy as np
from hypothesis import given

from tests.generators.places import places
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, run, same_life

QUICK = examples(8)
THIRD_YEAR = 27


@given(places(), regimes("itself"), seeds)
@QUICK
def test_a_regime_that_shadows_itself_is_paid_what_it_is_paid_into_its_third_year(place, regime, seed):
    record = run(place, regime, seed, months=THIRD_YEAR, shadows=(regime,))
    shadow = record.shadow["itself"]
    assert len(shadow) == THIRD_YEAR
    for paid, shadowed in zip(record.payments, shadow, strict=True):
        for column in ("contract", "element", "payer", "payee", "pence"):
            assert np.array_equal(getattr(paid, column), getattr(shadowed, column))
    assert record.shadow_contracts["itself"] == record.contracts


@given(places(), regimes("one"), regimes("other"), seeds)
@QUICK
def test_to_be_shadowed_changes_nothing_done_and_moves_no_money(place, one, other, seed):
    watched = run(place, one, seed, shadows=(other,))
    alone = run(place, one, seed)
    assert same_life(watched, alone)
    assert np.array_equal(watched.book.balances(), alone.book.balances())
