"""East London loads fast, adds up to what was published, and can be built again from its raw inputs."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from abm.place import Place
from scenarios.files.place.columns import CONFIDENCE
from scenarios.files.place.load import PLACES, load_place
from studies.places.east_london import build, hospitals, registrations

FOLDER = PLACES / "east_london"
ONS_2017 = {
    "city_of_london": 7_654,
    "barking_and_dagenham": 210_711,
    "hackney": 275_929,
    "havering": 256_039,
    "newham": 347_996,
    "redbridge": 301_785,
    "tower_hamlets": 307_964,
    "waltham_forest": 275_505,
}


@pytest.fixture(scope="module")
def place() -> Place:
    return load_place("east_london")


def test_loads_within_the_budget() -> None:
    load_place("east_london")
    times: list[float] = []
    for _ in range(3):
        start = time.perf_counter()
        load_place("east_london")
        times.append(time.perf_counter() - start)
    assert min(times) <= 0.4


def test_population_is_that_of_the_mid_year_estimates(place: Place) -> None:
    people = dict(zip(place.boroughs, place.population.sum(axis=1), strict=True))
    assert people == pytest.approx(ONS_2017, rel=0.005)


def test_practices_and_their_lists(place: Place) -> None:
    registered = place.practice_figures["registered_patients"]
    assert 280 <= place.n_practices <= 320
    # 2,127,987 patients were registered with the seven commissioners in 2017-18 (NHS Digital).
    assert registered.sum() == pytest.approx(2_127_987, rel=0.01)
    assert place.list_by_age_sex.sum(axis=(1, 2)) == pytest.approx(registered, rel=0.001)
    assert np.bincount(place.practice_borough, minlength=8).min() >= 1


def test_practice_money_is_plausible_for_every_practice(place: Place) -> None:
    weighted = place.practice_figures["weighted_patients"]
    core = place.practice_figures["global_sum_pounds"] / weighted
    assert (core > 40).all()
    assert (core < 200).all()
    total = sum(place.practice_figures[name].sum() for name in place.practice_figures if "pounds" in name)
    # 137.66 a registered patient in 2017-18 in all, of which about 5 for drugs (not counted here).
    assert total / place.practice_figures["registered_patients"].sum() == pytest.approx(136, rel=0.05)


def test_registrations_give_every_neighbourhood_back_its_residents(place: Place) -> None:
    by_borough = place.registrations.sum(axis=(0, 2))
    assert by_borough == pytest.approx(place.population.sum(axis=1), rel=0.01)
    most_deprived = place.registrations.sum(axis=(0, 1))[:2].sum() / place.registrations.sum()
    assert 0.7 < most_deprived < 0.8


def test_most_people_are_registered_in_their_own_borough(place: Place) -> None:
    at_home = place.registrations.sum(axis=2)[np.arange(place.n_practices), place.practice_borough]
    assert 0.7 < at_home.sum() / place.registrations.sum() < 0.99


def test_shares_sum_to_one_and_planned_care_leaves_more(place: Place) -> None:
    for shares in (place.emergency_share, place.planned_share):
        assert shares.sum(axis=1) == pytest.approx(1)
        assert (shares >= 0).all()
    out = list(place.trusts).index(place.index_of("OUT"))
    assert (place.planned_share[:, out] >= place.emergency_share[:, out]).all()


def test_thirteen_per_cent_of_acute_spend_leaves(place: Place) -> None:
    out = list(place.trusts).index(place.index_of("OUT"))
    people, need = place.population.sum(axis=1), hospitals.need()
    emergency = place.emergency_share[:, out] @ need / need.sum()
    planned = place.planned_share[:, out] @ people / people.sum()
    spend = hospitals.EMERGENCY_SPEND
    assert spend * emergency + (1 - spend) * planned == pytest.approx(0.13, abs=0.002)


@pytest.mark.parametrize(("borough", "trust"), [("havering", "RF4"), ("hackney", "RQX"), ("newham", "R1H")])
def test_boroughs_go_to_the_hospital_one_would_expect(place: Place, borough: str, trust: str) -> None:
    b = place.boroughs.index(borough)
    t = list(place.trusts).index(place.index_of(trust))
    assert place.emergency_share[b].argmax() == t
    assert place.planned_share[b].argmax() == t


def test_beds_are_those_of_kh03(place: Place) -> None:
    beds = {
        trust: sum(site.beds for site in place.sites if site.trust == place.index_of(trust))
        for trust in ("R1H", "RQX", "RF4")
    }
    assert beds == pytest.approx({"R1H": 1811.98, "RQX": 434, "RF4": 973}, abs=2)
    assert not next(site for site in place.sites if site.id == "R1H-SBH").has_ae


def test_who_serves_and_pays_for_whom(place: Place) -> None:
    def served(borough: str, kind: str) -> str:
        return place.organisations[place.serving[kind][place.boroughs.index(borough)]].id

    assert served("city_of_london", "commissioner") == "07T"
    assert served("hackney", "commissioner") == "07T"
    assert served("waltham_forest", "community") == "RAT-CH"
    assert served("waltham_forest", "voluntary_sector") == "VOL-WEL"
    assert served("tower_hamlets", "mental_health") == "RWK-MH"
    assert len(place.of_kind("commissioner")) == 7
    assert len(place.of_kind("council")) == len(place.of_kind("social_care")) == 8
    assert [place.organisations[s.lead_trust].id for s in place.sub_systems] == ["RQX", "R1H", "RF4"]
    assert place.organisations[place.outside_payer].kind == "outside_payer"


def test_margins_are_read_off_the_loans(place: Place) -> None:
    # Barts: loans from 277.5 to 405.5 million on an income of 1,526.6 million.
    figures = place.organisations[place.index_of("R1H")].figures
    assert figures["margin_rate"] == pytest.approx(-128 / 1526.645, abs=1e-4)


def test_seasons_average_one_and_winter_admits_more(place: Place) -> None:
    assert place.seasonality.mean(axis=0) == pytest.approx([1, 1])
    january, august = 9, 4
    assert place.seasonality[january, 1] > 1.01 > 0.99 > place.seasonality[august, 1]


def test_building_again_gives_the_same_files() -> None:
    for name, text in build.built().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


def test_every_file_of_the_folder_is_built_or_written_by_hand() -> None:
    by_hand = {"place.toml", "SOURCES.md"}
    found = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.parent.name != "raw"
    }
    assert found == by_hand | set(build.built())


def test_every_figure_says_how_far_to_trust_it() -> None:
    with (FOLDER / "figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["confidence"] for row in rows} <= set(CONFIDENCE)
    assert all(row["source"] and row["unit"] for row in rows)


def test_local_series_kept_for_checks_are_those_of_nhs_england() -> None:
    with (FOLDER / "observed" / "ae_monthly.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["organisation_id"] == "R1H"]
    year = [row for row in rows if "2017-04" <= row["period"] <= "2018-03"]
    assert len(rows) == 24
    assert sum(int(row["attendances"]) for row in year) == 492_559
    assert sum(int(row["admissions"]) for row in year) == 83_171


def test_a_refreshed_raw_table_keeps_only_rows_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = build.raw.RAW
    monkeypatch.setattr(build.raw, "RAW", tmp_path / "raw")
    build.raw.refresh(kept)
    names = {path.name for path in kept.iterdir()}
    assert names == {path.name for path in (tmp_path / "raw").iterdir()}
    assert all((tmp_path / "raw" / name).read_bytes() == (kept / name).read_bytes() for name in names)


def test_pull_falls_with_distance() -> None:
    cells = registrations.registration_rows()
    neaman = {row[1]: float(row[3]) for row in cells if row[0] == "F84640"}
    assert "city_of_london" in neaman
    assert "havering" not in neaman
