"""The model: people, providers, payment and conduct. No files, screens, clusters or data frames.

Example:
    >>> import abm
    >>> abm.Model.__name__
    'Model'
"""

from typing import TYPE_CHECKING, Any

from abm.compiled_cache import prepare

if TYPE_CHECKING:
    from abm.model import Model as Model

__all__ = ["Model"]

prepare()  # before anything imports numba


def __getattr__(name: str) -> Any:
    """`abm.Model`, imported when first asked for, so that `import abm` stays quick."""
    if name == "Model":
        from abm.model import Model

        return Model
    raise AttributeError(f"module 'abm' has no attribute '{name}'")
