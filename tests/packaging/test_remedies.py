"""A remedy can be followed by whoever reads it: no index holds a package called payscape."""

import re

from scenarios.errors import installing
from tests.architecture.sources import texts, where

FROM_AN_INDEX = re.compile(r"pip install (-\S+ )*['\"]?pays" + r"cape\b|\bpays" + r"cape\[[a-z]")


def test_nobody_is_told_to_fetch_payscape_from_an_index() -> None:
    told = [
        f"{where(path)}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FROM_AN_INDEX.search(line)
    ]
    assert told == []


def test_what_is_told_instead_is_what_the_readme_says() -> None:
    readme = next(path for path in texts() if where(path) == "README.md").read_text(encoding="utf-8")
    for extra in ("viz", "sweep", "calibrate"):
        assert f"pip install -c constraints.txt -e '.[{extra}]'" in installing(extra)
    assert "pip install -c constraints.txt -e '.[viz]'" in readme
