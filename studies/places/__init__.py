"""Places that come with payscape."""
