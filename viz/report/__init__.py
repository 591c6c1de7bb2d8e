"""Printable pages: of a run, a comparison, a sweep, a session."""
