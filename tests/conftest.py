"""What all tests share: where the project is, and how patient property tests are."""

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
