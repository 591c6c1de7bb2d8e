"""The page of regimes: only payment differs, pounds add up to nothing, and no effect is left out."""

import math
from pathlib import Path

import numpy as np
import pytest

from abm.effects.catalogue import EFFECTS
from abm.vocabulary import KINDS
from scenarios.files.scenario_files import load_scenario, scenario_names
from scenarios.questions.compare import compare
from scenarios.questions.gains_and_losses import WORDS, Net, gainers, losers, net_by_kind, net_by_organisation
from scenarios.questions.interval import Interval
from studies.regimes.page import main
from studies.regimes.runs import Told, set_against, told_of
from studies.regimes.tables import section, summary_table

TOWN = ("small-town-today", "small-town-capitation")
PENNY = 0.01


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return told_of(TOWN, seeds=2, workers=1)


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
    assert not Told(load_scenario("east-london-today"), today, None).payment_differs
    capitation = load_scenario("east-london-capitation")
    assert Told(capitation, set_against(capitation), None).payment_differs


def test_the_mix_left_alone_has_nothing_to_be_set_against() -> None:
    alone = load_scenario("east-london-today-no-programme")
    nothing = Told(alone, set_against(alone), None)
    assert "left alone" in section(nothing)
    assert summary_table([nothing]).splitlines()[-1].count("·") == 9


def test_net_pounds_of_all_kinds_add_up_to_nothing(told: list[Told]) -> None:
    nets = net_by_kind(told[1].pair)
    for of in (lambda n: n.a, lambda n: n.mechanical.mean, lambda n: n.behavioural.mean):
        assert abs(math.fsum(map(of, nets))) < PENNY * len(nets)
    assert any(abs(n.change.mean) > PENNY for n in nets)


def test_organisations_and_kinds_tell_the_same_pounds(told: list[Told]) -> None:
    pair = told[1].pair
    practices = next(n for n in net_by_kind(pair) if n.name == WORDS["gp_practice"])
    whole = math.fsum(n.change.mean for n in net_by_organisation(pair)) + practices.change.mean
    assert abs(whole) < PENNY * len(pair.pairs[0].money[0].spent)


def test_a_lead_gains_only_what_it_keeps(told: list[Told]) -> None:
    trusts = next(n for n in net_by_kind(told[1].pair) if n.name == WORDS["acute_trust"])
    split = told[1].pair.split()
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


def test_a_section_has_every_effect_and_every_pound(told: list[Told]) -> None:
    for one in told:
        text = section(one)
        effects = text[text.index("Not beyond chance") :] + text[: text.index("Not beyond chance")]
        assert all(f"{e} " in effects for e in EFFECTS)
        assert text.startswith(f"### {one.scenario.id}\n")
    assert "by the rules alone" in section(told[1])
    assert "by the rules alone" not in section(told[0])


def test_where_no_programme_runs_backfilling_does_not_apply() -> None:
    today, other = (load_scenario(name).changed(programme="none", months=14, sample=0.1) for name in TOWN)
    pair = compare(today, other, seeds=2, workers=1)
    plain = Told(other, today, pair)
    assert "E1 does not apply" in section(plain)
    assert summary_table([plain]).splitlines()[-1].split("|")[4].strip() == "·"


def test_the_page_has_a_row_and_a_section_for_each_scenario(tmp_path: Path) -> None:
    main([str(tmp_path / "page.md"), "--seeds", "2", "--workers", "1", "--only", *TOWN])
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    for name in TOWN:
        assert f"| [{name}](#{name}) |" in text
        assert f"\n### {name}\n" in text
    assert "2 paired seeds" in text
    assert "{" not in text


def test_a_scenario_there_is_not_is_said(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "page.md"), "--only", "small-town-tody"])
    assert stopped.value.code == 2
    assert "did you mean 'small-town-today'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
