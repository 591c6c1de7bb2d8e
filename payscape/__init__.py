"""payscape by its own name: what `scenarios` offers, whatever folders lie beside a script or notebook.

The model and what stands around it are the packages `abm`, `scenarios`, `calibration`, `viz` and `cli`.
A folder or file of the user's may well have one of these names, and Python looks beside the script first.
`import payscape` takes `abm` and `scenarios` from where payscape itself is.

Example:
    >>> import payscape
    >>> payscape.load_scenario("small-town-today").place
    'small_town'
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

__version__ = "0.1.0"

_HOME: Final = str(Path(__file__).resolve().parent.parent)

sys.path.insert(0, _HOME)
try:
    import abm
    import scenarios
finally:
    sys.path.remove(_HOME)

for _package in (abm, scenarios):
    if str(Path(str(_package.__file__)).resolve().parent.parent) != _HOME:
        raise ImportError(
            f"another '{_package.__name__}' was imported before payscape, from {_package.__file__}: "
            "import payscape first, or rename the other"
        )

if TYPE_CHECKING:
    from scenarios import *  # noqa: F403

__all__ = ["__version__"]
__all__ += scenarios.__all__


def __getattr__(name: str) -> Any:
    """What `scenarios` names, imported when first used."""
    if name not in __all__:
        raise AttributeError(f"module 'payscape' has no attribute '{name}'")
    return getattr(scenarios, name)


def __dir__() -> list[str]:
    """Names for completion in a notebook, those not yet imported among them."""
    return sorted(__all__)
