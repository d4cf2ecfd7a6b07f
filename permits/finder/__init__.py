"""The public tool: which category, where, with what. No sign-in; answers stay in the session.

Other rooms' pages read the answers with ``answers_of(request)``. They lie in the session under
``SESSION_KEY``, one value for each question; nothing in them names a person.
"""

from permits.finder.found import Found, answers_of
from permits.finder.store import SESSION_KEY

__all__ = ["SESSION_KEY", "Found", "answers_of"]
