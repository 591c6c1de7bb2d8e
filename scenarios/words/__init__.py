"""Numbers, tables and names of activity as people read them; everybody writes them from here."""
