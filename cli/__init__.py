"""The command line: one file a command, errors in one line, results that a script can read."""
