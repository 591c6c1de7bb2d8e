"""From names to runs to tables: what is run, who runs it, and what is written down of it."""
