"""The queue's page: one look at the calendar for all its lines."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone
from unfold.views import ChangeList

from applications.admin.due import due_of
from applications.enums import Recommendation, Status
from applications.models import Application, Review
from applications.registry import adapter_for
from workdays.queries import calendar_load


class QueueList(ChangeList):
    """Puts the due date in words on every line of the page."""

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
