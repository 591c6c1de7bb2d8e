"""Who may import whom, and that nobody stands outside the rule."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.sources import PACKAGES, PROJECT, modules

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def test_nobody_imports_upwards() -> None:
    lint = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_python_in_it_is_under_the_rule(package: str) -> None:
    ruled = package in SETTINGS["tool"]["importlinter"]["root_packages"]
    assert ruled == bool(modules(package)), (
        f"pyproject.toml: tool.importlinter.root_packages must name '{package}' "
        "from its first Python file, and not before"
    )


def test_examples_in_the_model_need_the_model_alone() -> None:
    above = re.compile(rf">>> (from|import) ({'|'.join(p for p in PACKAGES if p != 'abm')})\b")
    upwards = {str(file) for file in modules("abm") if above.search(file.read_text(encoding="utf-8"))}
    assert not upwards
