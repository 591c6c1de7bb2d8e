"""How a drawing of ours is put together from its script and what all of them share."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def script(name: str) -> str:
    """The script of a drawing, with what all drawings share before it.

    Example:
        >>> "function decimals" in script("charts")
        True
    """
    return "\n".join((_FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("shared", name))
