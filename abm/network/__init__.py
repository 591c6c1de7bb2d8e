"""The provider graph."""
