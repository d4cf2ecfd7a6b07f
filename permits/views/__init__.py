"""Pages of the single window."""
