"""What is read from files that people write, checked, and named in one line where it is wrong."""
