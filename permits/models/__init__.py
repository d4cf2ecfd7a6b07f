"""Data of the single window."""
