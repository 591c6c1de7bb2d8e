"""The maintainers' own pages and data: what they are made of, and the commands that make them."""
