"""The desk of the centre, a module a topic."""

from centre.admin import centre, expedited

__all__ = ["centre", "expedited"]
