"""An invented town, for teaching and tests."""
