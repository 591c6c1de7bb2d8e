"""One idea a file, and a project that speaks of itself alone."""

import re

from tests.architecture.sources import PROJECT, texts, where

LONGEST = 400
LISTS = {"constraints.txt"}  # one entry after another, by a command

# Put together from halves, so that this file does not hold what it forbids.
MACHINE_PATHS = [
    r"(?<!\w)/wo" + r"rk/",
    r"/tm" + r"p/",
    r"/ho" + r"me/\w",
    r"/ro" + r"ot/",
    r"\b[A-Z]:\\U" + "sers",
]
REGISTRIES = [
    "pypi" + r"\.org",
    "pythonhosted" + r"\.org",
    "registry" + r"\.npmjs",
    "find-" + "links",
    "index-" + "url",
]
FORBIDDEN = re.compile("|".join(MACHINE_PATHS + REGISTRIES))


def test_no_file_holds_two_ideas() -> None:
    long = {
        where(path): lines
        for path in texts()
        if path.name not in LISTS and (lines := len(path.read_text(encoding="utf-8").splitlines())) >= LONGEST
    }
    assert not long, f"files of {LONGEST} lines or more usually hold two ideas: {long}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{where(path)}:{number}: {match.group()}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := FORBIDDEN.search(line))
    ]
    assert not found, "\n".join(found)


def test_files_are_named_for_what_they_are() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert not [where(path) for path in texts() if path.stem in vague]


def test_the_sources_are_found_at_all() -> None:
    names = {where(path) for path in texts()}
    assert {"pyproject.toml", "Makefile", ".ci/run", "abm/vocabulary.py", "LICENSE"} <= names
    assert not any(name.startswith((".venv", ".git/")) for name in names), PROJECT
