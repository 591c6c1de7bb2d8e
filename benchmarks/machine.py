"""The machine that figures were taken on, in one line, so that they can be compared."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")


def description() -> str:
    """Processor, cores, memory, and the versions that compile and compute."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "mesa"))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}; "
        f"Python {platform.python_version()}, {versions}; {platform.system()}"
    )


def _processor() -> str:
    """The processor's model name where the system tells it."""
    if _PROCESSORS.exists():
        for line in _PROCESSORS.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    """Memory in gigabytes, where the system tells it."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory unknown"
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.0f} GB"
