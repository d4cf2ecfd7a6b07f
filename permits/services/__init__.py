"""Use cases of the single window."""
