"""What a field of a file may hold, wherever it is just words or just a number."""

from typing import Annotated

from pydantic import Field

Words = Annotated[str, Field(min_length=1)]
"""Some text; empty is none."""

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number that is one: no text, no infinity."""
