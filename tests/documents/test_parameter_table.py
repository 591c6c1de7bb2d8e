"""The page of parameters is the parameters, all of them, as they are."""

from pathlib import Path

from abm.parameters import ALL
from scenarios.assurance.parameter_table import main, page

WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "parameters.md"


def test_the_page_is_up_to_date() -> None:
    remedy = "run  python -m scenarios.assurance.parameter_table docs/parameters.md"
    assert WRITTEN.read_text(encoding="utf-8") == page(), remedy


def test_every_parameter_is_on_it_once_and_in_full() -> None:
    lines = [line for line in page().splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == [p.name for p in ALL]
    assert {line.count(" | ") for line in lines} == {5}


def test_it_is_written_where_asked(tmp_path: Path) -> None:
    main([str(tmp_path / "table.md")])
    assert (tmp_path / "table.md").read_text(encoding="utf-8") == page()
