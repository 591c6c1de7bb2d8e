"""Finished sweeps and calibrations that can be opened: folders of results where the workshop was started.

A browser chooses one by name, never by path, so that nothing else on this machine can be asked for.
"""

import json
from pathlib import Path
from typing import Final

from scenarios.runs.folder import MANIFEST

RESULTS: Final = "results"
"""Folder, from where the workshop was started, in which results are, each in a folder of its own."""

DEEPEST: Final = 2
LARGEST: Final = 5_000_000
"""Bytes of the largest manifest that is read."""


def folders(kind: str, results: Path | None = None) -> dict[str, Path]:
    """Folders of results of a kind, by name, in alphabetical order.

    Args:
        kind: as its manifest says: `sweep` or `calibration`.
        results: where they are; `RESULTS` by default.
    """
    at = results if results is not None else Path(RESULTS)
    there = [file.parent for depth in range(1, DEEPEST + 1) for file in at.glob(f"{'*/' * depth}{MANIFEST}")]
    return {folder.name: folder for folder in sorted(there, reverse=True) if _kind(folder) == kind}


def _kind(folder: Path) -> str:
    """What a folder's manifest says it is; empty where it says nothing that can be read."""
    file = folder / MANIFEST
    try:
        if file.stat().st_size > LARGEST:
            return ""
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    return str(manifest.get("kind", "")) if isinstance(manifest, dict) else ""
