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


def prepare() -> None:
    """Settle the folder and the threads, for numba that is imported later."""
    if "numba" not in sys.modules:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
