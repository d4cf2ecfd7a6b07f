"""Pages on which the people of an application book, change and cancel its visit."""
