"""What addressed draws are worth against draws from one queue."""
