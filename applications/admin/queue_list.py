"""The queue's page: one look at the calendar for all its lines."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold.views import ChangeList

from accounts.models import User
from applications.admin.due import due_of
from applications.enums import Recommendation, Status
from applications.models import Application, Review
from applications.registry import adapter_for
from offices.enums import OfficeKind
from workdays.queries import calendar_load


class Shortcut(NamedTuple):
    """A filter that is needed many times a day: one press instead of four."""

    label: str | Promise
    address: str
    is_current: bool


_SHORTCUTS: tuple[tuple[str | Promise, dict[str, str]], ...] = (
    (_("All open"), {}),
    (_("To be checked"), {"status": Status.SUBMITTED}),
    (_("Under review"), {"status": Status.ACCEPTED}),
    (_("To countersign"), {"status": Status.RECOMMENDED}),
    (_("Overdue"), {"due": "overdue"}),
    (_("Without an owner"), {"owner": "nobody"}),
    (_("My cases"), {"owner": "mine"}),
)
_AT_HOME: tuple[tuple[str | Promise, dict[str, str]], ...] = (
    _SHORTCUTS[0],
    (_("Home check"), {"status": Status.HOME_CHECK}),
    *_SHORTCUTS[4:],
)
_PAGING = frozenset({"p", "o", "all"})


class QueueList(ChangeList):
    """Puts the due date in words on every line of the page."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.shortcuts = _shortcuts(request)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        calendar = calendar_load()
        now = timezone.now()
        cases: list[Application] = list(self.result_list)  # type: ignore[has-type]
        disputed = _disagreeing(cases)
        for case in cases:
            case.desk_joint = case.pk in disputed  # type: ignore[attr-defined]
            case.desk_due = due_of(case, now, calendar)  # type: ignore[attr-defined]
        self.result_list = cases


def _shortcuts(request: HttpRequest) -> list[Shortcut]:
    """The filters of the day, for the statuses that the officer's offices have."""
    asked = {key: value for key, value in request.GET.items() if key not in _PAGING}
    posts = cast("User", request.user).held_posts()
    at_home = bool(posts) and all(post.office.kind == OfficeKind.PARTNER_OFFICE for post in posts)
    return [
        Shortcut(label, f"?{urlencode(wanted)}", asked == wanted)
        for label, wanted in (_AT_HOME if at_home else _SHORTCUTS)
    ]


def _disagreeing(cases: Sequence[Application]) -> set[int]:
    """The cases on which one authority approves and the other refuses: one query, if any can be."""
    waiting = [
        case.pk
        for case in cases
        if case.status == Status.RECOMMENDED and len(adapter_for(case).authorities) > 1
    ]
    if not waiting:
        return set()
    decided: dict[int, set[str]] = defaultdict(set)
    rows = Review.objects.filter(application__in=waiting)
    for key, decision in rows.values_list("application_id", "decision"):
        decided[key].add(decision)
    apart = {Recommendation.APPROVE.value, Recommendation.REFUSE.value}
    return {key for key, decisions in decided.items() if decisions == apart}
