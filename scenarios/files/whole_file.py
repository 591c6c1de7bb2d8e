"""Writes one file aside and renames it, so that nothing partial ever has a final name."""

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, text: str) -> Path:
    """Write text to a file, all of it or nothing.

    Args:
        file: where to; its folder is made where there is none, an earlier file is replaced.
        text: what to write.

    Raises:
        OSError: if it cannot be written; what was there is left as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        Path(aside).chmod(0o644)
        Path(aside).replace(file)
    finally:
        Path(aside).unlink(missing_ok=True)
    return file
