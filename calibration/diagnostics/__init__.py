"""Diagnostics: questions that a fit must answer before its draws may be used; one a file."""
