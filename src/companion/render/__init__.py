"""What the build adds to a page."""
