"""A way of paying put together on the screen."""
