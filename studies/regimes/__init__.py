"""Who gains and who loses: every scenario of the library against today's mix."""
