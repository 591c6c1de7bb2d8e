"""What the source documents claim of payment, put to the test."""
