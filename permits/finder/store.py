"""The answers in the session: plain JSON, one value for each question that was answered."""

from typing import Any, Final

from django.http import HttpRequest

SESSION_KEY: Final = "permit_finder"

ABOUT_PAY: Final = ("pay_sure", "multiple")

Raw = dict[str, Any]


def answers_raw(request: HttpRequest) -> Raw:
    """What was answered so far, by the question's key."""
    found = request.session.get(SESSION_KEY)
    return dict(found) if isinstance(found, dict) else {}


def answer_keep(request: HttpRequest, key: str, value: Any) -> None:
    """Keep one answer. What was said about another pay is forgotten with it."""
    kept = answers_raw(request)
    if key == "pay" and kept.get("pay") != value:
        kept = {name: kept[name] for name in kept if name not in ABOUT_PAY}
    request.session[SESSION_KEY] = {**kept, key: value}


def pay_multiply(request: HttpRequest, by: int) -> None:
    """Keep the pay in the unit that was meant; what was asked about the other number is over."""
    answer_keep(request, "pay", answers_raw(request)["pay"] * by)


def answers_forget(request: HttpRequest) -> None:
    """Begin anew."""
    request.session.pop(SESSION_KEY, None)
