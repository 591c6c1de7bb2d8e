"""What a regime would pay twice or not at all is named before anything is run."""

import numpy as np
import pytest

from abm.contracts.possible import possible
from abm.contracts.settlement import Settlement
from abm.contracts.whom import cohorts_of
from abm.flows import lines_of
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.ledger.conservation import made_or_lost
from abm.regimes.handover import handed_over
from abm.vocabulary import POD
from cli.check import check
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.files.place.load import place_names
from scenarios.files.regime_files import load_regime, regime_names
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.gaps import gaps, gaps_on_the_way, places_it_fits

EAST_LONDON = place_of("east_london").place
LINES = lines_of(EAST_LONDON)
YEAR = possible(EAST_LONDON, LINES)
PACED = [name for name in regime_names() if load_regime(name).transition.pace in ("T2", "T4", "T5")]
IDLE = {
    "everybody-by-activity": ["marginal_baseline of acute.tariff"],
    "hospitals-at-full-tariff": ["marginal_baseline of acute.tariff"],
    "newham-msk-collaborative": ["draw of pathway.pool", "tolerance of pathway.pool"],
}
"""Where every emergency is paid whole, it makes no difference from which number on it would not be; nor how a
pool is drawn on whose members keep all that is left of it."""


def idle(regime):
    """What is said of terms of a shipped regime that move no pound."""
    return [f"{term} moves no pound beside its other terms" for term in IDLE.get(regime, [])]


LEAD_ALONE = ["contract 'members_acute' binds nobody"]
"""In a town with one hospital of its own, a lead trust has no other local hospital to pay."""


def possible_year(regime):
    return possible(EAST_LONDON, LINES, cohorts_of(regime.contracts))


def settled(regime):
    return Settlement(
        EAST_LONDON, LINES, regime.contracts, possible_year(regime), regime.governance.lead_kind
    )


@pytest.mark.parametrize("name", regime_names())
def test_every_regime_pays_once_for_all_that_may_be_done_wherever_it_fits(name):
    found = places_it_fits(name)
    assert "east_london" in found
    for place, said in found.items():
        assert said in (idle(name), LEAD_ALONE + idle(name) if place == "small_town" else idle(name)), place


@pytest.mark.parametrize("name", regime_names())
def test_every_regime_conserves_money_in_east_london(name):
    regime = load_regime(name)
    settlement = settled(regime)
    book = Book(accounts_of([o.id for o in EAST_LONDON.organisations]))
    p = settlement.settle(possible_year(regime).scaled(1 / 12))
    book.post(0, "contract", p.payer, p.payee, p.pence, p.contract, p.element)
    assert made_or_lost(book) == 0
    assert np.abs(p.pence).sum() > 0


@pytest.mark.parametrize("name", PACED)
def test_on_the_way_a_paced_regime_pays_its_share_of_both_ends(name):
    regime, today = load_regime(name), load_regime("east-london-today")
    pace = regime.transition
    ends = [
        s.owed(s.meter.read(YEAR), 1.0).sum()
        for s in (settled(today), settled(regime))
    ]  # fmt: skip
    for step in range(1, pace.steps + 1):
        s = settled(handed_over(today, regime, step))
        old, new = pace.shares(step)
        owed = s.owed(s.meter.read(YEAR), 1.0).sum()
        if pace.phases:
            assert owed == pytest.approx(old * ends[0] + new * ends[1])
        else:
            assert min(ends) * 0.8 < owed < max(ends) * 1.2


def test_what_is_possible_is_one_unit_of_what_each_may_do():
    done = possible(EAST_LONDON, LINES).delivered
    assert set(np.unique(done).tolist()) == {0, 1}
    emergencies = done[LINES.pod == POD["NEL"]]
    assert emergencies.all(), "a trust treats everybody"
    care = np.flatnonzero(LINES.pod == POD["HC"])
    assert (done[care].sum(axis=2) == 1).all(), "a council's care is for its own borough"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'drop = ["acute"]',
            "nobody pays for AE, NEL, NELST, XBD and 6 more at TGH, OUT for people of riverside, hillside",
        ),
        ('drop = ["walk_in"]', "nobody pays for AE at COM for people of riverside, hillside"),
        (
            '[contracts.more]\npayer = "commissioner"\npayees = ["mental_health"]\n'
            '[contracts.more.elements.fee]\nform = "fee_for_service"\nprices = { MH = 10.0 }',
            "mental_health.block and more.fee both pay MHT for MH",
        ),
        (
            '[contracts.acute.scope]\nsegments = ["older_75_plus"]',
            "nobody pays for AE, NEL, NELST, XBD and 6 more at TGH, OUT for people of riverside, hillside "
            "but those in older_75_plus",
        ),
        (
            'drop = ["social_care"]\n[contracts.pot]\npayer = "council"\npayees = ["social_care"]\n'
            '[contracts.pot.elements.half]\nform = "pooled_budget"\nprices = { HC = 18.0, RES = 654.0 }\n'
            "contribution = 0.5\nshare = 0.5",
            "nobody pays for 50% of HC, RES at RIV-SC, HIL-SC for people of riverside, hillside",
        ),
        (
            '[governance]\nform = "G5"\nlead_kind = "acute_trust"\n'
            '[contracts.all]\npayer = "commissioner"\npayees = ["lead"]\n[contracts.all.elements.a_head]\n'
            'form = "capitation"\nunit_prices = { NEL = 2000.0, COMM = 45.0 }',
            "all.a_head and community.block both pay COM for COMM",
        ),
        (
            '[contracts.primary_care.elements.savings]\nform = "gain_share"\nbasis = "delivered"\n'
            "unit_prices = { NEL = 2000.0 }\ngain_share = 0.5",
            "primary_care.savings counts what nobody that it pays delivers, so it pays nothing",
        ),
        (
            '[contracts.on]\npayer = "gp_federation"\npayees = ["voluntary_sector"]\n'
            '[contracts.on.elements.sum]\nform = "block"\npounds_per_year = 1.0',
            "FED pays others and is paid by nobody",
        ),
    ],
)
def test_a_gap_is_one_line_that_names_who_and_what(tmp_path, text, said):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Mine"\nextends = "east-london-today"\n{text}\n')
    found = gaps(file, "small_town")
    assert said in found
    assert all("\n" not in line and len(line) < 200 for line in found)


def test_a_regime_that_fits_no_place_is_refused_with_why(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        'title = "Mine"\nextends = "east-london-today"\n[contracts.acute.scope]\nboroughs = ["atlantis"]\n'
    )
    with pytest.raises(InputError, match="no borough 'atlantis'"):
        places_it_fits(file)
    assert len(place_names()) >= 2


def test_check_notes_the_gaps_of_a_regime_beside_its_title(tmp_path, capsys):
    file = tmp_path / "mine.toml"
    file.write_text('title = "Mine"\nextends = "east-london-today"\ndrop = ["voluntary"]\n')
    check([file])
    said = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert said[0][:2] == ["ok", "regime"]
    assert ["number", "2017", str(file), "marginal_rate_emergency = 0.7 (share of price; recalled)"] in said
    notes = [line for line in said if line[0] == "note"]
    assert [line[:2] for line in notes] == [["note", "east_london"], ["note", "small_town"]]
    assert "nobody pays for VOL at VOL" in notes[1][3]


def test_a_scenario_is_looked_at_in_its_own_place_and_at_every_step():
    scenario = load_scenario("east-london-today").changed(
        regime="capitation-by-segment", reference="east-london-today"
    )
    assert gaps_on_the_way(scenario) == []
    clash = scenario.changed(regime="capitation-in-phases", reference="capitation-practice-led")
    with pytest.raises(InputError, match="cannot lead side by side"):
        gaps_on_the_way(clash)
