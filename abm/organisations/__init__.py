"""Organisations: their costs, what things are worth to them, their decisions, and their Mesa agents."""
