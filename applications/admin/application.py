"""The queue and the case page: the officers' list of applications."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.admin import filters, joint_filters
from applications.admin.case import CaseView
from applications.admin.columns import QueueColumns
from applications.admin.queue_list import QueueList
from applications.admin.scope import cases_of, cases_read, review_offices
from applications.admin.search import search_with_companies
from applications.admin.side import SIDE, SideFilter
from applications.admin.steps import step_urls
from applications.admin.together import TogetherView
from applications.lanes import QUEUE_ORDER
from applications.models import Application
from ui.desk import DeskModelAdmin


@admin.register(Application)
class ApplicationAdmin(QueueColumns, DeskModelAdmin):
    """Open cases by due date: what is overdue comes first because its date is the oldest.

    Constant in queries: one for the page, one for the capped count, the rest is per officer.
    """

    list_display = (
        "reference_code",
        "due_words",
        "traveller_name",
        "category",
        "status_words",
        "inviter",
        "owner",
    )
    list_display_links = ("reference_code",)
    list_select_related = ("traveller", "organisation", "filed_by", "assigned_to")
    list_filter = (
        filters.StatusFilter,
        filters.DueFilter,
        SideFilter,
        filters.OwnerFilter,
        filters.OfficeFilter,
        joint_filters.ReviewFilter,
        joint_filters.AuthorityFilter,
        filters.CategoryFilter,
        filters.InviterFilter,
    )
    list_per_page = 30
    list_before_template = "desk/shortcuts.html"
    object_page = CaseView
    ordering = QUEUE_ORDER
    search_fields = ("reference",)
    search_help_text = _(
        "Reference, passport number, beginning of a name, company code or company name"
    )

    def desk_can_view(self, user: Any) -> bool:
        return bool(user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_view_permission(request, obj):
            return False
        return bool(review_offices(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        match = request.resolver_match
        one = match is not None and "object_id" in match.kwargs
        wide = one or request.GET.get("q", "").strip() or SIDE in request.GET
        return (cases_read if wide else cases_of)(request).order_by(*self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Application], search_term: str
    ) -> tuple[QuerySet[Application], bool]:
        if not search_term.strip():
            return queryset, False
        return search_with_companies(search_term, within=queryset), False

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        together = ("<path:object_id>/together/", "applications_application_together")
        return (*step_urls(), (*together, TogetherView.as_view()))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[QueueList]:
        return QueueList
