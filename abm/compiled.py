"""How the model's passes are compiled: an entry that Python calls, a maker of arrays, or a part of either."""

from typing import Any

import numba
from numba.core import types

_compile: Any = numba.njit
_PART: Any = {"cache": True, "error_model": "numpy"}
_PASS: Any = {**_PART, "nogil": True}


def entry(function: Any) -> Any:
    """Compile a pass over residents or events that Python calls; it lets other threads run.

    It makes no array of its own, so nothing it is handed needs counting in and out: with some forty
    columns and counts a call that took longer than the pass (docs/concepts/speed.md). A pass that
    does make one is refused by the compiler; see `maker`.
    """
    return _compile(**_PASS, no_cfunc_wrapper=True, _nrt=False)(function)


def maker(function: Any) -> Any:
    """Compile a pass that Python calls and that makes arrays, to return or to work in."""
    return _compile(**_PASS, no_cfunc_wrapper=True)(function)


def part(function: Any) -> Any:
    """Compile a piece of arithmetic that only compiled code calls, which is quicker to compile.

    It is handed the arrays it fills: like an `entry`, it makes none. Whole numbers reach it as 64 bits
    whatever they were, a constant included; else it would be compiled anew for every constant.
    """
    compiled = _compile(**_PART, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)(function)
    template = compiled.get_call_template

    def of_widened(handed: tuple[Any, ...], named: dict[str, Any]) -> Any:
        return template(
            tuple(_widened(kind) for kind in handed), {n: _widened(kind) for n, kind in named.items()}
        )

    compiled.get_call_template = of_widened
    return compiled


def _widened(kind: Any) -> Any:
    """The kind of number that a part is compiled for when it is handed one of this kind."""
    plain: Any = types.unliteral(kind)
    return types.int64 if plain in types.signed_domain else plain
