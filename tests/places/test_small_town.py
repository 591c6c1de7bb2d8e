"""The invented town, and how a place is found."""

import shutil
from pathlib import Path

import pytest

from abm.flows import lines_of
from abm.vocabulary import KINDS
from scenarios.errors import InputError
from scenarios.files.place.columns import CONFIDENCE, FILES, REQUIRED_FIGURES
from scenarios.files.place.load import PLACES, load_place, place_names
from scenarios.files.place.table import PlaceTable
from studies.places.small_town import make


def test_every_place_that_comes_with_payscape_loads() -> None:
    assert place_names() == ["east_london", "small_town"]
    for name in place_names():
        assert load_place(name).id == name


def test_the_town_is_small_and_has_every_kind_of_organisation() -> None:
    place = load_place("small_town")
    assert place.residents == pytest.approx(20_000, rel=0.01)
    assert place.n_practices == 3
    assert {o.kind for o in place.organisations} == set(KINDS)
    assert place.registrations.sum(axis=(1, 2)) == pytest.approx(
        place.practice_figures["registered_patients"]
    )


def test_practices_come_first() -> None:
    place = load_place("small_town")
    assert [o.kind for o in place.organisations[:3]] == ["gp_practice"] * 3
    assert lines_of(place).n > 30


def test_the_long_tables_are_those_the_script_writes(tmp_path: Path) -> None:
    make.write(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (PLACES / "small_town" / path.name).read_bytes()


def test_a_place_is_found_by_name_folder_or_file() -> None:
    folder = PLACES / "small_town"
    titles = {load_place(where).title for where in ("small_town", folder, str(folder), folder / "place.toml")}
    assert len(titles) == 1


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(InputError, match="no place 'east_londn'; did you mean 'east_london'"):
        load_place("east_londn")


def test_seasons_start_in_april_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    shutil.copytree(PLACES / "small_town", folder)
    header, *months = (folder / "seasonality.csv").read_text(encoding="utf-8").splitlines()
    (folder / "seasonality.csv").write_text("\n".join([header, *reversed(months)]), encoding="utf-8")
    assert load_place(folder).seasonality[0] == pytest.approx([1.00, 0.98])
    assert load_place(folder).seasonality[9] == pytest.approx([0.97, 1.03])


def test_a_long_list_of_ids_is_not_recited() -> None:
    table = PlaceTable("registrations.csv", {"practice_id": ["X"]}, [2])
    said = r"row 2, column practice_id: 'X' is not in practices\.csv; valid: F80000, .* and 292 more$"
    with pytest.raises(InputError, match=said):
        table.positions("practice_id", {f"F8{n:04d}": n for n in range(300)}, "practices.csv")


def test_the_guide_names_every_file_column_and_figure(project: Path) -> None:
    guide = (project / "docs" / "how_to" / "make_a_place.md").read_text(encoding="utf-8")
    columns = {column for spec in FILES.values() for column in spec}
    figures = {figure for names in REQUIRED_FIGURES.values() for figure in names}
    words = {*KINDS, *CONFIDENCE, *columns, *figures} - {"gp_practice"}
    assert not [word for word in sorted(words) if f"`{word}`" not in guide]
    assert not [file for file in FILES if file not in guide]
