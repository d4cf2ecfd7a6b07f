"""The officers' pages: the day at the window, and an office's hours."""
