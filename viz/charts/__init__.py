"""Charts: each a pure function from a table to a figure, with a title that says what it shows."""
