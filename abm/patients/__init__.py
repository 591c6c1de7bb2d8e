"""Residents: columns, synthesis, the monthly step, and views as Mesa agents."""
