"""What every engine does: a problem, its first wave and its screen in, a posterior out."""

from importlib.util import find_spec
from typing import Protocol

from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.waves import Screen, Wave
from scenarios.errors import InputError


class Engine(Protocol):
    """An engine."""

    def __call__(self, problem: Problem, first: Wave, screen: Screen) -> Posterior:
        """The posterior of a problem.

        Args:
            problem: priors, simulator, what was observed.
            first: runs spread over the priors, already lived.
            screen: which parameters matter.
        """
        ...


def require(package: str, engine: str) -> None:
    """Complain in one line where an optional engine's library is missing.

    Raises:
        InputError: naming it and how to install it.
    """
    if find_spec(package) is None:
        remedy = f'pip install {package}, or use engine = "synthetic_likelihood"'
        raise InputError(f"the engine '{engine}' needs {package}, not installed here", "engine", remedy)
