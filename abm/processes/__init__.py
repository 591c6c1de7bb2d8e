"""One part of the month a file: from primary care to the end of life, and how a month is summed up."""
