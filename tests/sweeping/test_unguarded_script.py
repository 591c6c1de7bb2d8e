"""A script that starts workers without its guard is told so once, and its workers touch nothing."""

import os
import subprocess
import sys

import pytest

SETS = "{'title': 't', 'scenarios': ['small-town-today', 'small-town-capitation'], 'with': WITH}"
CALLS = {
    "sweep": f"scenarios.sweep({SETS}, 'out', 2)",
    "sweep with one worker": f"scenarios.sweep({SETS}, 'out', 1)",
    "compare": "scenarios.compare('small-town-today', 'small-town-capitation', 2, workers=2, **WITH)",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_is_told_in_one_line_what_is_missing(tmp_path, project, call):
    script = tmp_path / "script.py"
    script.write_text(f"import scenarios\nWITH = {{'months': 14, 'sample': 0.05}}\n{call}\n")
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", str(script)],
        env=os.environ | {"PYTHONPATH": str(project)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 1
    assert ran.stderr.count("Traceback") == 1
    assert 'keep the call under if __name__ == "__main__":' in ran.stderr.splitlines()[-1]
