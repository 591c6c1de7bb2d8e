"""What things are called on screens and in reports."""
