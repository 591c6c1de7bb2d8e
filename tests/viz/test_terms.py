"""Levers of payment come from the regime: none names what does not exist, each does what it says."""

from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from abm.contracts.contract import Contract
from abm.payment.element import Prices, Share, Slider, Uplifted
from abm.regimes import Regime
from scenarios.files.regime_files import load_regime, regime_names
from viz.designer.terms import MOST, changed, terms_of

EVERY = regime_names()


@pytest.mark.parametrize("name", EVERY)
def test_every_regime_has_levers_within_their_bounds(name):
    found = terms_of(load_regime(name))
    assert 1 <= len(found) <= MOST
    assert len({term.path for term in found}) == len(found)
    for term in found:
        assert term.low <= term.value <= term.high
        assert term.step > 0
        assert term.title
        assert term.whose


@pytest.mark.parametrize("name", EVERY)
def test_a_lever_moved_is_a_regime_in_which_it_stands_there(name):
    regime = load_regime(name)
    for term in terms_of(regime, most=100):
        near = term.value + (term.step if term.value + term.step <= term.high else -term.step)
        standing = {t.path: t.value for t in terms_of(changed(regime, [(term.path, near)]), most=100)}
        assert standing[term.path] == pytest.approx(near)


class Rebate(Uplifted):
    """A form of payment that no screen has heard of."""

    form: ClassVar[str] = "rebate"
    identifiers: ClassVar[tuple[str, ...]] = ("P19",)
    owed_in_words: ClassVar[str] = "less than before"
    prices: Annotated[Prices, Slider(50, unit="pounds")] = Field(description="pounds a unit")
    discount: Annotated[Share, Slider(5, "Rebate")] = Field(description="share of price that is paid back")
    hidden: Share = Field(description="share that is set in a file")

    def measures(self):
        """Nothing."""
        return ()

    def pay(self, measured, plan, elapsed):
        """Nothing."""
        return measured.sum(axis=-1)


def test_a_term_that_is_marked_becomes_a_slider_by_itself_and_one_that_is_not_does_not():
    rebate = Rebate(prices={"DC": 800.0}, discount=0.2, hidden=0.1)
    contract = Contract(
        id="day_cases", payer="commissioner", payees=("acute_trust",), elements={"back": rebate}
    )
    terms = terms_of(Regime(id="rebates", title="Rebates", contracts=(contract,)), most=100)
    assert [term.path for term in terms] == ["day_cases.back.discount", "day_cases.back.prices.DC", "savings"]
    assert (terms[0].title, terms[0].low, terms[0].value, terms[0].high) == ("Rebate", 0.0, 0.2, 1.0)
    assert (terms[1].unit, terms[1].high) == ("pounds", 2400.0)


@pytest.mark.parametrize("name", EVERY)
def test_a_lever_left_where_it_is_changes_nothing(name):
    regime = load_regime(name)
    assert changed(regime, [(term.path, term.value) for term in terms_of(regime)]) == regime


@pytest.mark.parametrize("path", ["", "nobody", "acute.tariff", "acute.tariff.colour", "acute.nothing.above"])
def test_a_path_that_leads_nowhere_changes_nothing(path):
    regime = load_regime("east-london-today")
    assert changed(regime, [(path, 0.5)]) == regime


def test_a_number_that_a_term_may_not_have_is_said():
    with pytest.raises(ValueError, match=r"acute\.tariff\.marginal_rate = 7"):
        changed(load_regime("east-london-today"), [("acute.tariff.marginal_rate", 7.0)])
