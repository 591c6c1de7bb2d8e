"""Runs are known by what they hold: equal contents have one hash in any process, and any change another."""

import os
import pickle
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest

from abm.branching import Branching, alike
from abm.content_hash import content_hash
from abm.parameters import BY_NAME
from abm.payment.block import Block
from abm.payment.fee_for_service import FeeForService
from abm.place import Place
from abm.regimes.governance import Governance
from abm.regimes.regime import Regime
from abm.regimes.transition import Transition
from abm.setup import Programme, Setup, Shock
from abm.warm_up import snapshot
from tests.generators.places import small_place
from tests.generators.regimes import contract
from tests.generators.runs import TODAY, fingerprint, opened

PLACE = small_place(people=300)
LATER = TODAY.model_copy(
    update={"id": "later", "savings": 0.01, "transition": Transition(start_month=12)}, deep=True
)
SETUP = Setup(
    PLACE,
    LATER,
    TODAY,
    Programme(id="p", title="P", averted_share=0.1),
    Shock(id="s", title="S", problems=0.1),
    sample=1.0,
)
SLACK = "primary_care.slack"

OTHER: dict[str, Any] = {
    "place": small_place(people=301),
    "regime": TODAY,
    "reference": LATER,
    "programme": None,
    "shock": None,
    "parameters": {SLACK: BY_NAME[SLACK].value + 0.1},
    "sample": 0.5,
    "months": 61,
    "behaviour": False,
    "theory": "imitate",
    "replay": {("gp_practice", "referral_threshold"): np.zeros((60, 4))},
    "shadows": (LATER,),
    "watch": (7,),
}
"""Each part of a run, other than it is."""


def again(thing: Any) -> Any:
    """The same as another process would have it: equal contents, nothing shared."""
    return pickle.loads(pickle.dumps(thing))


def altered(part: Any) -> Any:
    """The same kind of thing with its first number or word another."""
    if is_dataclass(part):
        first = fields(part)[0].name
        return replace(part, **{first: altered(getattr(part, first))})  # type: ignore[type-var]
    if isinstance(part, np.ndarray):
        changed = part.copy()
        changed.flat[0] += 1
        return changed
    if isinstance(part, dict):
        key = next(iter(part))
        return part | {key: altered(part[key])}
    if isinstance(part, tuple):
        return (altered(part[0]), *part[1:])
    return part + ("x" if isinstance(part, str) else 1)


@pytest.mark.parametrize("name", [f.name for f in fields(Setup)])
def test_a_run_with_any_part_changed_has_another_hash(name):
    assert replace(SETUP, **{name: OTHER[name]}).hash != SETUP.hash


@pytest.mark.parametrize("name", [f.name for f in fields(Place)])
def test_a_place_with_any_field_changed_has_another_hash(name):
    changed = replace(PLACE, **{name: altered(getattr(PLACE, name))})
    assert changed.hash != PLACE.hash
    assert replace(SETUP, place=changed).hash != SETUP.hash


@pytest.mark.parametrize(
    "change",
    [
        {"contracts": TODAY.contracts[1:]},
        {"contracts": TODAY.contracts[::-1]},
        {"governance": Governance(form="G2")},
        {"transition": Transition(start_month=12)},
        {"savings": 0.02},
    ],
)
def test_a_regime_with_other_terms_has_another_hash_and_makes_another_run(change):
    assert TODAY.hash  # cached before it is copied
    changed = TODAY.model_copy(update=change)
    assert changed.hash != TODAY.hash
    runs = [replace(SETUP, **{part: r}) for part in ("regime", "reference") for r in (TODAY, changed)]
    assert len({run.hash for run in runs}) == len(runs)
    assert replace(SETUP, shadows=(changed,)).hash != replace(SETUP, shadows=(TODAY,)).hash


@pytest.mark.parametrize("kind", [Programme, Shock])
def test_a_programme_and_a_shock_have_another_hash_by_every_term_and_none_by_their_name(kind):
    usual = kind(id="p", title="P")
    for name in (name for name in kind.model_fields if name != "contracts"):
        other = usual.model_copy(update={name: altered(getattr(usual, name) or 0)})
        assert (other.hash == usual.hash) == (name in ("id", "title", "note")), name


def test_a_programme_is_known_by_what_it_is_paid_by():
    paid = contract("c", "commissioner", "community", {"sum": Block(pounds_per_year=1.0)})
    assert SETUP.programme.model_copy(update={"contracts": (paid,)}).hash != SETUP.programme.hash


def test_a_name_changes_no_hash():
    def renamed(regime: Regime) -> Regime:
        return regime.model_copy(update={"id": "r", "title": "R", "note": "n"})

    assert renamed(LATER).hash == LATER.hash
    run, other = replace(SETUP, shadows=(LATER,)), {"id": "x", "title": "X"}
    named = replace(
        run,
        regime=renamed(run.regime),
        reference=renamed(run.reference),
        programme=run.programme.model_copy(update=other),
        shock=run.shock.model_copy(update=other),
        shadows=(renamed(LATER),),
    )
    assert named.hash == run.hash


def test_forms_of_payment_with_the_same_terms_are_told_apart():
    class Charge(FeeForService):
        """A fee under another form."""

    one, other = (
        contract("c", "commissioner", "community", {"fee": form(prices={"COMM": 45.0})})
        for form in (FeeForService, Charge)
    )
    assert content_hash(one) != content_hash(other)


def test_a_parameter_at_its_default_is_no_change():
    assert replace(SETUP, parameters={SLACK: BY_NAME[SLACK].value}).hash == SETUP.hash
    some = {SLACK: 0.1, "planned.slack": 0.1}
    assert (
        replace(SETUP, parameters=some).hash == replace(SETUP, parameters=dict(reversed(some.items()))).hash
    )


def test_what_has_no_order_of_its_own_is_refused():
    with pytest.raises(TypeError, match="a set have no hash"):
        content_hash(replace(SETUP, watch={1, 2}))  # type: ignore[arg-type]


@pytest.mark.parametrize("salt", ["1", "2"])
def test_another_process_finds_the_same_hashes(salt, project):
    code = (
        "from tests.laws.test_content_hash import LATER, PLACE, SETUP\n"
        "print(PLACE.hash, LATER.hash, SETUP.programme.hash, SETUP.shock.hash, SETUP.hash)"
    )
    there = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=os.environ | {"PYTHONHASHSEED": salt, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    here = [SETUP.place.hash, LATER.hash, SETUP.programme.hash, SETUP.shock.hash, SETUP.hash]
    assert there == here
    assert all(len(h) == 16 and int(h, 16) >= 0 for h in here)


def test_equal_contents_share_a_warm_up_and_are_alike_for_as_long_as_nothing_begins():
    assert snapshot(again(PLACE), {}, 1.0, 1).life is snapshot(again(PLACE), {}, 1.0, 1).life
    more = replace(again(SETUP), regime=LATER.model_copy(update={"savings": 0.02}))
    assert alike(SETUP, more, 12)
    assert not alike(SETUP, replace(more, shock=None), 12)


def test_a_run_goes_on_under_a_setup_that_was_read_elsewhere():
    more = again(replace(SETUP, regime=LATER.model_copy(update={"savings": 0.05}), months=15))
    trunk = Branching(replace(SETUP, months=15), rng=1)
    while trunk.month < 12:
        trunk.step()
    contracts = trunk.finance.in_force
    branch = trunk.branch(more)
    assert branch.finance.in_force.regime is contracts.regime  # nothing took over on the way
    whole = opened(PLACE, more.regime, programme=more.programme, shock=more.shock)
    assert fingerprint(branch.run()) == fingerprint(whole.run())


def test_a_regime_that_equals_the_reference_changes_nothing_whoever_read_it():
    same, other = (replace(SETUP, reference=LATER, regime=r, months=14) for r in (LATER, again(LATER)))
    assert same.hash == other.hash
    assert (same.begins, other.begins) == (0, 0)
    late = replace(SETUP, programme=SETUP.programme.model_copy(update={"start_month": 5}), shock=None)
    assert replace(late, regime=again(TODAY)).begins == 5
    runs = [Branching(setup, rng=1) for setup in (same, other)]
    assert fingerprint(runs[0].run()) == fingerprint(runs[1].run())
    assert runs[0].finance.in_force.regime.hash == runs[1].finance.in_force.regime.hash
