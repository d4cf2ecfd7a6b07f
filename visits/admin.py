"""The desk of visits: the day at the window, and the hours of an office."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from ui.desk import DeskModelAdmin
from visits.desk import changing, hours, window
from visits.desk.day import DayView
from visits.models import Booking, OpeningRule
from visits.permissions import can_set_hours, window_offices
from visits.queries import visits_served_by


class PageAdmin(DeskModelAdmin):
    """A list whose only pages are our own."""

    page: Any = None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Our page instead of the framework's list."""
        return cast("HttpResponse", self.page.as_view()(request, model_admin=self))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """There is no form: the buttons call services."""
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The log of the case has the history."""
        raise Http404


@admin.register(Booking)
class BookingAdmin(PageAdmin):
    """The day at the windows of the officer's offices."""

    page = DayView

    def desk_can_view(self, user: Any) -> bool:
        return bool(window_offices(user))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Booking]:
        return visits_served_by(request.user)  # type: ignore[arg-type]  # never anonymous

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            ("<path:object_id>/check-in/", "visits_check_in", window.CheckIn.as_view()),
            ("<path:object_id>/record/", "visits_record", window.Record.as_view()),
            ("<path:object_id>/missed/", "visits_missed", window.Missed.as_view()),
            ("<path:object_id>/move/", "visits_move_for", changing.Move.as_view()),
            ("<path:object_id>/cancel/", "visits_cancel_for", changing.Cancel.as_view()),
        )


@admin.register(OpeningRule)
class OpeningRuleAdmin(PageAdmin):
    """Hours, closed dates and booking terms, office by office."""

    page = hours.HoursView

    def desk_can_view(self, user: Any) -> bool:
        return can_set_hours(user)

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        at = "<slug:office>"
        return (
            (f"{at}/rule/", "visits_rule_add", hours.RuleAdd.as_view()),
            (f"{at}/rule/<int:row>/", "visits_rule_change", hours.RuleChange.as_view()),
            (f"{at}/extra/", "visits_extra_add", hours.ExtraAdd.as_view()),
            (f"{at}/extra/<int:row>/", "visits_extra_remove", hours.ExtraRemove.as_view()),
            (f"{at}/closed/", "visits_closed_add", hours.ClosedAdd.as_view()),
            (f"{at}/closed/<int:row>/", "visits_closed_remove", hours.ClosedRemove.as_view()),
            (f"{at}/terms/", "visits_terms", hours.TermsChange.as_view()),
        )
