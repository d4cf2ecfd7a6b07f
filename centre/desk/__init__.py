"""The officers' pages: the window with its queue."""
