"""What all tests share: where the project is, how patient property tests are, which may not be skipped."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No deadline: the first example pays for compilation. The same examples on every machine, so that a
# failure seen once is a failure everybody can see.
settings.register_profile(
    "payscape", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("payscape")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where PAYSCAPE_BROWSER is `required`, a skipped browser test has failed."""
    report = yield
    required = os.environ.get("PAYSCAPE_BROWSER") == "required"
    if required and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: PAYSCAPE_BROWSER=required, and it was skipped: {report.longrepr}"
    return report
