"""One run: its tables agree with the record and with one another, and what is written can be read."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import scenarios
from abm.behaviour.decision import TERMS
from abm.ledger.book import ENTRY_KINDS
from scenarios.errors import InputError
from scenarios.questions.run import Run

COLUMNS = {
    "activity": "month, provider, kind, pod, segment, borough, count",
    "money": "month, payer, payee, contract, element, pence, shadow",
    "costs": "month, provider, category, pence",
    "stocks": "month, provider, stock, value",
    "decisions": "month, organisation, lever, value, own_money, partners, patients, pressure, peers, norm, "
    "habit, noise, bound",
    "outcomes": "month, borough, deprivation, segment, measure, true_value, recorded_value",
    "effects": "month, effect, scope, value, unit",
}
"""The columns that other people's scripts rely on; more may follow them."""


@pytest.fixture(scope="module")
def lived() -> Run:
    scenario = scenarios.load_scenario("small-town-today").changed(shadows=("capitation-trust-led",))
    return scenarios.run(scenario, seed=3, sample=0.5, months=15)


@pytest.fixture(scope="module")
def frames(lived: Run) -> dict[str, pd.DataFrame]:
    return lived.frames()


@pytest.mark.parametrize("name", COLUMNS)
def test_tables_have_the_promised_columns_first(frames: dict[str, pd.DataFrame], name: str) -> None:
    promised = COLUMNS[name].split(", ")
    assert list(frames[name].columns)[: len(promised)] == promised
    assert len(frames[name]) > 0


def test_activity_is_all_that_was_delivered(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    assert frames["activity"]["count"].sum() == sum(int(d.sum()) for d in lived.record.delivered)
    fifth = frames["activity"]["month"] == lived.record.clock.label(4)
    trust = frames["activity"][fifth].query("provider == 'TGH' and pod == 'NEL'")
    place, lines = lived.record.place, lived.record.lines
    line = lines.line[place.index_of("TGH"), 1]
    assert trust["count"].sum() == lived.record.delivered[4][line].sum()
    assert set(trust["kind"]) == {"acute_trust"}


def test_money_is_what_the_ledger_says(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    money, entries = frames["money"], lived.record.book.entries()
    paid = money[~money["shadow"]]
    contract = entries.kind == ENTRY_KINDS.index("contract")
    assert paid["pence"].sum() == entries.pence[contract].sum()
    assert len(paid) == contract.sum()
    core, local = (paid[paid["contract"] == name] for name in ("primary_care", "local_primary_care"))
    assert set(core["element"]) == {"global_sum", "other", "quality_fixed", "quality_points"}
    assert set(local["element"]) == {"enhanced_fixed", "enhanced_items"}


def test_shadow_payments_are_told_apart(frames: dict[str, pd.DataFrame]) -> None:
    shadow = frames["money"].query("shadow")
    assert shadow["contract"].str.startswith("capitation-trust-led: ").all()
    assert "capitation-trust-led: whole_population" in set(shadow["contract"])


def test_costs_are_what_the_ledger_says(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    entries = lived.record.book.entries()
    assert frames["costs"]["pence"].sum() == entries.pence[entries.kind == ENTRY_KINDS.index("cost")].sum()


def test_the_terms_of_every_move_sum_to_it(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    decisions = frames["decisions"]
    ordered = decisions.sort_values("month", kind="stable")
    before = ordered.groupby(["organisation", "lever"], observed=True)["value"].shift(fill_value=0.0)
    moves = ordered["value"] - before
    assert np.allclose(ordered[list(TERMS)].sum(axis=1), moves, atol=1e-12)
    assert moves.abs().max() > 0
    assert ordered["month"].nunique() == 5


def test_stocks_of_the_trusts_sites_add_up(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    stocks, record = frames["stocks"], lived.record
    last = stocks[stocks["month"] == record.clock.label(14)]
    waiting = last[last["stock"] == "waiting_first"]["value"].sum()
    assert waiting == record.stocks[14]["waiting_first"].sum() > 0
    places = last[last["stock"] == "places"].set_index("provider")["value"]
    assert places.sum() == pytest.approx(record.stocks[14]["places"].sum())
    assert set(places.index) == {"COM", "MHT", "RIV-SC", "HIL-SC"}


def test_outcomes_are_all_there(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    outcomes = frames["outcomes"]
    by_measure = outcomes.groupby("measure", observed=True)["true_value"].sum()
    assert by_measure["avoidable_admissions"] == sum(o["avoidable"].sum() for o in lived.record.outcomes)
    deaths = by_measure["deaths_elsewhere"] + by_measure["deaths_in_hospital"]
    assert deaths == sum(o["deaths"].sum() for o in lived.record.outcomes) > 0
    people = outcomes.query("measure == 'people' and borough == 'hillside' and segment == 'older_75_plus'")
    assert people["true_value"].iloc[0] == lived.record.outcomes[0]["people"][5, 1]


def test_a_reason_is_the_stored_terms_and_a_sentence(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    told = lived.why("TGH", "admission_threshold", lived.record.clock.label(10))
    assert told.month == lived.record.clock.label(8)
    path = lived.record.path("acute_trust", "admission_threshold")
    month, decision = path.decisions[2]
    assert month == 8
    assert list(told.terms.values()) == decision.terms[:, 0].tolist()
    assert told.move == math.fsum(told.terms.values())
    assert told.move == pytest.approx(decision.value[0] - path.value[8][0], abs=1e-12)
    assert told.pounds["own_money"] == decision.pounds[0, 0]
    direction = "more" if told.move > 0 else "less"
    assert f"Town General Hospital admitted {direction} at equal severity" in told.words
    assert "£" in told.words


def test_without_a_lever_the_furthest_move_is_explained(lived: Run, frames: dict[str, pd.DataFrame]) -> None:
    told = lived.why("TGH")
    last = frames["decisions"].query("organisation == 'TGH' and month == @told.month")
    assert abs(told.move) == pytest.approx(last[list(TERMS)].sum(axis=1).abs().max())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("TGG",), "did you mean 'TGH'"),
        (("CCG",), "'CCG' decides nothing here"),
        (("TGH", "admission"), "did you mean 'admission_threshold'"),
        (("TGH", None, "2019"), "'2019' is not a month"),
        (("TGH", None, "1999-01"), "nothing was decided by 1999-01"),
    ],
)
def test_what_cannot_be_explained_is_said(lived: Run, asked: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError) as fault:
        lived.why(*asked)
    assert said in str(fault.value)


def test_nothing_decided_is_said() -> None:
    still = scenarios.run("small-town-today", sample=0.1, months=1, behaviour=False, counterfactuals=False)
    with pytest.raises(InputError, match="nothing was decided"):
        still.why("TGH")
    assert len(still.frames()["decisions"]) == 0


def test_what_is_written_is_what_was_lived(
    lived: Run, frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    folder = lived.save(tmp_path / "out")
    assert {f.name for f in folder.iterdir()} == {
        *(f"{name}.parquet" for name in COLUMNS), "manifest.json", "network.graphml",
    }  # fmt: skip
    for name, frame in frames.items():
        again = pd.read_parquet(folder / f"{name}.parquet")
        pd.testing.assert_frame_equal(again, frame, check_dtype=False, check_categorical=False)
    assert list(tmp_path.iterdir()) == [folder]


def test_the_manifest_says_what_was_run_and_names_no_machine(lived: Run, tmp_path: Path) -> None:
    text = (lived.save(tmp_path / "out") / "manifest.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["seeds"] == [3]
    assert told["scenarios"][0]["sample"] == 0.5
    assert len(told["scenarios"][0]["place_hash"]) == len(told["scenarios"][0]["regime_hash"]) == 16
    assert set(told["libraries"]) >= {"numpy", "numba", "mesa", "pandas"}
    assert str(tmp_path) not in text
    assert not any(Path(word).is_absolute() for word in told["command"])


def test_results_replace_only_results(lived: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("precious", encoding="utf-8")
    with pytest.raises(InputError, match="holds files that are not results"):
        lived.save(other)
    assert (other / "thesis.doc").read_text(encoding="utf-8") == "precious"
    with pytest.raises(InputError, match="is a file"):
        lived.save(other / "thesis.doc")
    again = lived.save(lived.save(tmp_path / "out"))
    assert (again / "manifest.json").is_file()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["other", "out"]


def test_a_full_disk_leaves_what_was_there_and_nothing_else(
    lived: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lived.save(tmp_path / "out")
    before = (folder / "manifest.json").read_text(encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scenarios.runs.folder.pq.write_table", full)
    with pytest.raises(OSError, match="No space left"):
        lived.save(folder)
    with pytest.raises(OSError, match="No space left"):
        lived.save(tmp_path / "new")
    assert [f.name for f in tmp_path.iterdir()] == ["out"]
    assert (folder / "manifest.json").read_text(encoding="utf-8") == before


def test_the_same_seed_gives_the_same_run_and_another_does_not() -> None:
    one, same, other = (
        scenarios.run("small-town-today", seed=seed, sample=0.2, months=6, counterfactuals=False)
        for seed in (1, 1, 2)
    )
    assert all(np.array_equal(x, y) for x, y in zip(one.record.delivered, same.record.delivered, strict=True))
    assert not np.array_equal(one.record.delivered[3], other.record.delivered[3])


def test_with_behaviour_off_two_regimes_give_the_same_activity() -> None:
    names = ("small-town-today", "small-town-capitation")
    one, other = (
        scenarios.run(n, sample=0.5, months=14, behaviour=False, counterfactuals=False).record for n in names
    )
    assert all(np.array_equal(x, y) for x, y in zip(one.delivered, other.delivered, strict=True))
    paid = [np.concatenate([p.pence for p in r.payments]).sum() for r in (one, other)]
    assert paid[0] != paid[1]


def test_a_contract_that_does_not_fit_the_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text(
        'title = "R"\nextends = "east-london-today"\n[contracts.acute.scope]\nboroughs = ["hackney"]\n',
        encoding="utf-8",
    )
    (tmp_path / "s.toml").write_text(
        'title = "S"\nplace = "small_town"\nregime = "odd.toml"\nreference = "east-london-today"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"acute\.scope\.boroughs: no borough 'hackney' in small_town"):
        scenarios.run(tmp_path / "s.toml", sample=0.1, months=1)
