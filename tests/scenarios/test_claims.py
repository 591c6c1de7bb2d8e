"""The page of claims: every claim can be run, and verdicts say no more than intervals allow."""

from pathlib import Path

import pytest

from abm.effects.catalogue import EFFECTS
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.interval import Interval
from studies.claims.page import HOLDS, NOT_SEEN, OTHER_WAY, Claim, in_words, outcome, read_claims, verdict
from studies.emergence.runs import ByVariant, Variant
from studies.emergence.tables import TwoRuns
from studies.page_command import write_page

CLAIMS = read_claims()
ROWS = [row for claim in CLAIMS for row in claim.rows]


def test_the_claims_are_those_of_the_documents() -> None:
    asked = {"C3.8", "C3.20", "C3.3", "W, transformation", "C3.9", "C3.15iv"}
    assert {claim.paragraph for claim in CLAIMS} == asked
    assert all(claim.rows and claim.says and claim.tested for claim in CLAIMS)
    assert {row.effect for row in ROWS} <= set(EFFECTS)


@pytest.mark.parametrize(
    "arm", {a.key: a for r in ROWS for a in (r.appears, r.absent)}.values(), ids=lambda arm: arm.key[:60]
)
def test_every_arm_can_be_set_up(arm: Variant) -> None:
    assert load_scenario(arm.scenario).changed(**arm.changes).setup().months == 60


def test_a_pair_differs_in_the_money_or_in_a_programme_alone() -> None:
    for row in ROWS:
        here, there = row.appears.changes, row.absent.changes
        apart = {k for k in {*here, *there} if here.get(k) != there.get(k)}
        assert apart <= {"regime", "programme"}, row
        assert "regime" in apart, row


@pytest.mark.parametrize(
    ("mean", "half", "sign", "said"),
    [(0.2, 0.1, 1, HOLDS), (0.2, 0.1, -1, OTHER_WAY), (0.1, 0.2, 1, NOT_SEEN), (-0.2, 0.1, -1, HOLDS)],
)
def test_an_outcome_says_what_the_interval_allows(mean: float, half: float, sign: int, said: str) -> None:
    assert outcome(Interval(mean, half, 20), sign) == said


def test_one_comparison_the_other_way_is_enough_against_a_claim() -> None:
    assert verdict([HOLDS, NOT_SEEN, OTHER_WAY]) == "does not hold as stated"
    assert verdict([NOT_SEEN]) == "not seen in this model"


def test_a_claim_is_told_from_its_runs_with_its_verdict_whatever_it_is() -> None:
    """The same claim with the opposite sign gets the opposite verdict from the same runs."""
    quick = {"months": 24, "sample": 0.05, "programme": "none"}
    here = Variant({**quick, "regime": "hospitals-at-full-tariff"}, scenario="small-town-today")
    there = Variant({**quick, "regime": "hospitals-on-block"}, scenario="small-town-today")
    lived = ByVariant([here, there], 2, workers=1)

    def with_sign(sign: int) -> str:
        row = TwoRuns("E15", "payers", sign, "tariff or block", here, there)
        return in_words(Claim("C0", "It says.", "Runs.", (row,)), lived)

    found = lived.difference(here, there, "E15", "payers")
    words = {outcome(found, sign) for sign in (1, -1)}
    assert all(word in with_sign(1) + with_sign(-1) for word in words)
    assert "### C0: " in with_sign(1)


def test_a_page_is_written_whole_with_the_seeds_asked_for_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    write_page(lambda seeds, workers: f"{seeds} {workers}", "about", [str(file), "--seeds", "3"])
    assert file.read_text(encoding="utf-8") == "3 None"

    def broken(seeds: int, workers: int | None) -> str:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        write_page(broken, "about", [str(file)])
    assert file.read_text(encoding="utf-8") == "3 None"
    assert list(tmp_path.iterdir()) == [file]
