"""The documents as a site: no link is broken, no page is forgotten, and nothing is asked of the internet."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studies.commands_page import page as commands_page

PROJECT = Path(__file__).resolve().parents[2]
FETCHING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""What a browser fetches by itself, by tag; a link in the text waits to be clicked."""
NOT_FETCHED = {"canonical", "prev", "next"}


class Fetched(HTMLParser):
    """Addresses that a page fetches when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        address = told.get(FETCHING.get(tag, ""))
        if address and told.get("rel") not in NOT_FETCHED:
            self.addresses.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)),
        cwd=PROJECT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_document_is_a_page(site: Path) -> None:
    for document in (PROJECT / "docs").rglob("*.md"):
        name = document.relative_to(PROJECT / "docs").with_suffix(".html")
        page = site / (name.with_name("index.html") if name.stem == "README" else name)
        assert page.is_file(), f"{name} is not on the site"


def test_a_page_fetches_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        found = Fetched()
        found.feed(page.read_text(encoding="utf-8"))
        assert found.addresses, page.name
        assert not [a for a in found.addresses if re.match(r"(https?:)?//", a)], page.name


def test_styles_fetch_nothing_from_elsewhere(site: Path) -> None:
    styles = sorted(site.rglob("*.css"))
    assert styles
    for style in styles:
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")), (
            style.name
        )


def test_docstrings_are_on_the_site_with_their_words(site: Path) -> None:
    words = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert "Run two scenarios with the same seeds and take the difference, seed by seed." in words
    assert words.count("doc-heading") > 60


def test_the_search_finds_words_of_the_documents(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "backfilling" in index


def test_the_page_of_commands_is_up_to_date() -> None:
    written = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert written == commands_page(), "run  python -m studies.commands_page docs/reference/commands.md"
