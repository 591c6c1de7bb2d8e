"""Where a browser is required, a browser test that is skipped has failed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ONE = "tests/browser/test_keyboard.py"


@pytest.mark.parametrize(("required", "code", "word"), [("required", 1, "1 error"), ("", 0, "1 skipped")])
def test_a_browser_test_without_a_browser(project: Path, required: str, code: int, word: str) -> None:
    environment = {**os.environ, "PATH": "", "PAYSCAPE_BROWSER": required}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", ONE]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout
    assert word in done.stdout
