"""Effects: numbers with a definition, measured on what happened to people."""
