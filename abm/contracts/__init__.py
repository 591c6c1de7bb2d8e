"""Contracts: who pays whom, for which people and services, by which elements; and their settlement."""
