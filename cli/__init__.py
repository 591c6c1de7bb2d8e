"""The command line: one file a command, errors in one line, results that a script can read.

`EXAMPLES` of a command are shown in its help, and the tests see that they are.
"""
