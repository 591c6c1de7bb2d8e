"""The layouts of files that can be read, one a file, listed in `catalogue`."""
