"""The application form of the single window: two hands, one file."""
