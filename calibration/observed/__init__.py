"""Observed activity: read from files of several layouts, checked, and put in one tidy table."""
