"""Payment elements: pure functions from counted activity to pounds, one form of payment a file."""
