"""Forms of the invitation's pages."""
