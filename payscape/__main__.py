"""`python -m payscape`: the command, where its script is not on the PATH."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # The folder it is begun in comes first on the path; nothing of a user's is imported by a command.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from cli.main import main

    main()
