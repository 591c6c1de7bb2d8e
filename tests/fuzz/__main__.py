"""`make fuzz`: every reader and every page's inputs on spoilt files, for a fixed time.

It ends with 1 at the first crash and leaves the input, made as small as it goes, in build/fuzz.
"""

import argparse
import itertools
import sys
import time
import traceback
from pathlib import Path
from typing import Final

from tests.fuzz.readers import Reader, readers
from tests.fuzz.rounds import CrashError, one_round

LEFT_IN: Final = Path("build/fuzz")
EXAMPLES: Final = 25
"""Inputs of a reader in a round, so that all have their turn."""


def main() -> int:
    """Rounds until the time is over; 1 where there was a crash."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="how long; an hour by default")
    parser.add_argument("--only", default="", help="readers whose name holds this")
    parser.add_argument("--first", type=int, default=1, help="number of the first round")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    chosen = [reader for reader in readers() if options.only in reader.name]
    for number in itertools.count(options.first):
        for reader in chosen:
            if time.monotonic() > end:
                print(f"{number - options.first} whole rounds of {len(chosen)} readers, and no crash")
                return 0
            try:
                one_round(reader, number, EXAMPLES)
            except CrashError as crash:
                return _say(reader, number, crash)
    return 0


def _say(reader: Reader, number: int, crash: CrashError) -> int:
    traceback.print_exception(crash.__cause__ or crash, file=sys.stderr)
    LEFT_IN.mkdir(parents=True, exist_ok=True)
    file = LEFT_IN / "".join(c if c.isalnum() else "-" for c in reader.name)
    file.write_bytes(crash.given if isinstance(crash.given, bytes) else repr(crash.given).encode())
    print(f"{reader.name}, round {number}: {crash}\nThe input is in {file}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
