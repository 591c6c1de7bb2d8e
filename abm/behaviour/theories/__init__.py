"""One theory of decision a file."""
