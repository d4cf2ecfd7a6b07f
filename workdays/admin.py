"""The calendar on the officers' desk: its changes to read, and two buttons that make one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from ui.desk import DeskModelAdmin
from workdays.desk import DayView, ImportView
from workdays.models import CalendarNotice, CalendarYear
from workdays.permissions import may_change_calendar


@admin.register(CalendarNotice)
class CalendarNoticeAdmin(DeskModelAdmin):
    list_display = ("at", "year", "kind", "what", "moved", "by")
    list_filter = ("kind", "year")
    list_select_related = ("year", "by")
    list_before_template = "workdays/desk/years.html"
    fields = ("year", "kind", "title", "url", "reason", "moved", "at", "by", "changes", "text")

    def desk_can_view(self, user: Any) -> bool:
        return may_change_calendar(user)

    def get_custom_urls(self) -> Any:
        return (
            ("import/", "workdays_calendarnotice_import", ImportView.as_view()),
            ("day/", "workdays_calendarnotice_day", DayView.as_view()),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        years = CalendarYear.objects.order_by("-year")[:8]
        return super().changelist_view(request, {**(extra_context or {}), "years": years})

    @admin.display(description=_("notice or reason"))
    def what(self, notice: CalendarNotice) -> str:
        return notice.title or notice.reason
