"""A place's folder: read, checked between its files, kept by its contents."""
