"""What simulated and observed activity are compared on: one kind of series a file, listed in `catalogue`."""
