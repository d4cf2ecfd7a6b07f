"""The answers in the session: plain JSON, one value for each question that was answered."""

from typing import Any, Final

from django.http import HttpRequest

SESSION_KEY: Final = "permit_finder"

Raw = dict[str, Any]


def answers_raw(request: HttpRequest) -> Raw:
    """What was answered so far, by the question's key."""
    found = request.session.get(SESSION_KEY)
    return dict(found) if isinstance(found, dict) else {}


def answer_keep(request: HttpRequest, key: str, value: Any) -> None:
    """Keep one answer."""
    request.session[SESSION_KEY] = {**answers_raw(request), key: value}


def answers_forget(request: HttpRequest) -> None:
    """Begin anew."""
    request.session.pop(SESSION_KEY, None)
