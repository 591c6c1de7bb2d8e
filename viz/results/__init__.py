"""Finished sweeps and calibrations, found and laid out for the screens."""
