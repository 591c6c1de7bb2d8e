"""Lists, counts and tables of the documents are what the code has, and are written by one command."""

import pytest

from studies.generated import PROJECT, filled, marked_pages, out_of_date


def test_every_page_is_up_to_date() -> None:
    late = [path.relative_to(PROJECT).as_posix() for path in out_of_date()]
    assert not late, "run  make generated"


def test_a_table_that_says_something_else_is_written_anew() -> None:
    page = "Before.\n<!-- generated: effects -->\nwrong\n<!-- /generated -->\nAfter."
    assert "wrong" not in filled(page)
    assert filled(page).startswith("Before.\n<!-- generated: effects -->\n| effect |")
    assert filled(filled(page)) == filled(page)


def test_a_marker_that_names_nothing_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing is generated under the name 'lovers'"):
        filled("<!-- count: lovers -->26<!-- /count -->")


def test_pages_with_markers_are_found() -> None:
    names = {page.name for page in marked_pages()}
    assert {"README.md", "model.md", "effects.md", "limits.md"} <= names
