"""What runs behind the screens of a workshop: choices, sessions, and what is run for them."""
