"""What is opened rather than run: finished sweeps and calibrations, and a file of local activity."""
