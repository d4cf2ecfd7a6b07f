"""Addresses of the interface. A view reads, asks a service of the pages, and answers."""
