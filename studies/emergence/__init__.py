"""The page of effects: where each appears, and where it must not."""
