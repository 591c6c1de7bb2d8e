"""Where compiled code is kept, decided before numba is first imported.

Numba's own cache looks only at the caller's file, so an edit to a function that was inlined can
be served stale. Here the cache folder is named by a hash of every source file of the model and
of the versions that compile it: an edit anywhere starts a fresh one. Where no folder is both
writable and private, a temporary one is used and every run compiles anew.
"""

import atexit
import hashlib
import logging
import os
import platform
import shutil
import stat
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
    """A private folder for compiled code of exactly this source, Python, numba and processor.

    Whoever can write there runs code as whoever reads it, so a folder that is somebody else's, a link, or
    open to others' writing is passed over: first for one in the temporary folder, then for a new one that
    lasts as long as this process.
    """
    machine = f"{sys.version}{version('numba')}{platform.machine()}{platform.processor()}"
    key = hashlib.sha256((source_hash() + machine).encode()).hexdigest()[:16]
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    for own in (Path(home) / NAME, Path(tempfile.gettempdir()) / f"{NAME}-{_user()}"):
        if _is_private(own) and _is_private(own / key):
            return own / key
    return _for_this_process()


def _user() -> int:
    """The user's number; Windows has none, and gives everybody a temporary folder of their own."""
    return os.getuid() if hasattr(os, "getuid") else 0


def _is_private(folder: Path) -> bool:
    """Whether a folder, made if need be, is the user's own and closed to others.

    One that others may read is closed; one that others may have written in is not taken. On Windows folders
    of a profile are closed by inherited rules, and neither owner nor mode is looked at.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        seen = folder.lstat()
        if hasattr(os, "getuid"):
            if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.getuid() or seen.st_mode & 0o022:
                return False
            folder.chmod(0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _for_this_process() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    logging.getLogger(NAME).warning(
        "payscape: no private folder to keep compiled code in, so it is compiled again every time; "
        "set XDG_CACHE_HOME to a folder that only you can write"
    )
    return folder


def _prepare() -> None:
    if "numba" not in sys.modules:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")


_prepare()

import numba  # noqa: E402  (after the cache folder is set)
from numba.core import types  # noqa: E402

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
