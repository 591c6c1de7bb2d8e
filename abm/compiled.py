"""Where compiled code is kept, decided before numba is first imported.

Numba's own cache looks only at the caller's file, so an edit to a function that was inlined can
be served stale. Here the cache folder is named by a hash of every source file of the model and
of the versions that compile it: an edit anywhere starts a fresh one. Where no folder can be
written, a temporary one is used and the first run is slower.
"""

import hashlib
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

NAME = "payscape"


def source_hash() -> str:
    """Sixteen hexadecimal digits that change when any source file of the model changes."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.relative_to(Path(__file__).parent).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """A writable folder for compiled code of exactly this source, Python, numba and processor."""
    machine = f"{sys.version}{version('numba')}{platform.machine()}{platform.processor()}"
    key = hashlib.sha256((source_hash() + machine).encode()).hexdigest()[:16]
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    for base in (Path(home), Path(tempfile.gettempdir())):
        folder = base / NAME / key
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix=NAME))


def _prepare() -> None:
    if "numba" not in sys.modules:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")


_prepare()

import numba  # noqa: E402  (after the cache folder is set)

_compile: Any = numba.njit


def entry(function: Any) -> Any:
    """Compile a pass over residents or events that Python calls; it lets other threads run."""
    return _compile(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)(function)


def part(function: Any) -> Any:
    """Compile a piece of arithmetic that only compiled code calls, which is quicker to compile."""
    keep_out = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return _compile(cache=True, error_model="numpy", **keep_out)(function)
