"""Engines: how priors, a simulator and observed series become a posterior; listed in `catalogue`."""
