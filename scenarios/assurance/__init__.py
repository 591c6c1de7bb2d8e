"""Quality assurance in the manner of the Aqua Book: the assumptions log and the log of checks."""
