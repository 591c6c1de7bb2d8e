"""The page of regimes: only payment differs, pounds add up to nothing, and no effect is left out."""

import math
from pathlib import Path

import numpy as np
import pytest

from abm.vocabulary import KINDS
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.questions.compare import compare
from scenarios.questions.gains_and_losses import WORDS, Net, gainers, losers, net_by_kind, net_by_organisation
from scenarios.questions.interval import Interval
from studies.regimes.page import main
from studies.regimes.runs import Compared, compared_with_today, set_against
from studies.regimes.tables import summary_table

TOWN = ("small-town-today", "small-town-capitation")
PENNY = 0.01


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    return compared_with_today(TOWN, seeds=2, workers=1)


@pytest.mark.parametrize("name", scenario_names())
def test_a_scenario_is_set_against_the_same_programme_under_todays_mix(name: str) -> None:
    scenario = load_scenario(name)
    today = set_against(scenario)
    assert today.regime == "east-london-today"
    assert today.policy_year is None
    assert (today.place, today.months, today.sample) == (scenario.place, scenario.months, scenario.sample)
    if scenario.regime != today.regime:
        assert (today.programme, today.shock) == (scenario.programme, scenario.shock)


def test_what_leaves_payment_as_it_is_is_set_against_the_mix_left_alone() -> None:
    today = set_against(load_scenario("east-london-today"))
    assert (today.programme, today.shock) == (None, None)
    assert not Compared(load_scenario("east-london-today"), today, None).payment_differs
    capitation = load_scenario("east-london-capitation")
    assert Compared(capitation, set_against(capitation), None).payment_differs


def test_the_mix_left_alone_has_nothing_to_be_set_against() -> None:
    alone = load_scenario("east-london-today-no-programme")
    nothing = Compared(alone, set_against(alone), None)
    assert summary_table([nothing]).splitlines()[-1].count("·") == 9


def test_net_pounds_of_all_kinds_add_up_to_nothing(compared: list[Compared]) -> None:
    nets = net_by_kind(compared[1].pair)
    for of in (lambda n: n.a, lambda n: n.mechanical.mean, lambda n: n.behavioural.mean):
        assert abs(math.fsum(map(of, nets))) < PENNY * len(nets)
    assert any(abs(n.change.mean) > PENNY for n in nets)


def test_organisations_and_kinds_tell_the_same_pounds(compared: list[Compared]) -> None:
    pair = compared[1].pair
    practices = next(n for n in net_by_kind(pair) if n.name == WORDS["gp_practice"])
    whole = math.fsum(n.change.mean for n in net_by_organisation(pair)) + practices.change.mean
    assert abs(whole) < PENNY * len(pair.pairs[0].money[0].spent)


def test_a_lead_gains_only_what_it_keeps(compared: list[Compared]) -> None:
    trusts = next(n for n in net_by_kind(compared[1].pair) if n.name == WORDS["acute_trust"])
    split = compared[1].pair.split()
    received = next(s for s in split if (s.payer_kind, s.payee_kind) == ("all", "acute_trust"))
    paid_on = next(s for s in split if (s.payer_kind, s.payee_kind) == ("acute_trust", "all"))
    assert paid_on.change.mean > 0
    assert np.isclose(trusts.change.mean, received.change.mean - paid_on.change.mean, atol=PENNY)


def test_only_those_who_gain_or_lose_beyond_chance_are_named() -> None:
    sure, chance = Interval(2e5, 1e5, 5), Interval(2e5, 3e5, 5)
    tiny, lost = Interval(1e3, 1e2, 5), Interval(-9e5, 1e5, 5)
    found = [
        Net(name=name, a=0.0, mechanical=change, behavioural=change, change=change)
        for name, change in zip("abcd", (sure, chance, tiny, lost), strict=True)
    ]
    assert [n.name for n in gainers(found, 3)] == ["a"]
    assert [n.name for n in losers(found, 3)] == ["d"]


def test_every_kind_has_a_word() -> None:
    assert list(WORDS) == list(KINDS)


def test_where_no_programme_runs_backfilling_does_not_apply() -> None:
    today, other = (load_scenario(name).changed(programme="none", months=14, sample=0.1) for name in TOWN)
    pair = compare(today, other, seeds=2, workers=1)
    plain = Compared(other, today, pair)
    assert summary_table([plain]).splitlines()[-1].split("|")[4].strip() == "·"


def test_the_page_has_a_row_for_each_scenario(tmp_path: Path) -> None:
    main([str(tmp_path / "page.md"), "--seeds", "2", "--workers", "1", "--only", *TOWN])
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    for name in TOWN:
        assert f"| `{name}` |" in text
    assert "2 paired seeds" in text
    assert "{" not in text


def test_a_scenario_there_is_not_is_said(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "page.md"), "--only", "small-town-tody"])
    assert stopped.value.code == 2
    assert "did you mean 'small-town-today'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
