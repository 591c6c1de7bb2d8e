"""What `payscape compare` compares: two scenarios, under one theory or under each, or those of a set."""
