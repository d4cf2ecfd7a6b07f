"""The queue's page: one look at the calendar for all its lines."""

from django.http import HttpRequest
from django.utils import timezone
from unfold.views import ChangeList

from applications.admin.due import due_of
from applications.models import Application
from workdays.queries import calendar_load


class QueueList(ChangeList):
    """Puts the due date in words on every line of the page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        calendar = calendar_load()
        now = timezone.now()
        cases: list[Application] = list(self.result_list)  # type: ignore[has-type]
        for case in cases:
            case.desk_due = due_of(case, now, calendar)  # type: ignore[attr-defined]
        self.result_list = cases
