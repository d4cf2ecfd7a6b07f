"""Filters of the queue. Each reads an indexed column; none lists a table."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.contrib.filters.admin import RadioFilter

from accounts.models import Organisation, User
from applications.admin.scope import review_offices
from applications.enums import OPEN_STATUSES, Status
from applications.models import Application
from applications.registry import categories
from offices.models import Office
from ui.numbers import whole_number
from workdays.queries import calendar_load

# The applicant owes the answer to a supplement request; for the rest the office owes a step.
OFFICE_OWES = tuple(status for status in OPEN_STATUSES if status != Status.SUPPLEMENT)
Lookups = Iterable[tuple[str, Any]]
Cases = QuerySet[Application]


class StatusFilter(RadioFilter):
    """Open cases unless asked otherwise."""

    title = _("status")
    parameter_name = "status"
    all_option = None

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.searching = bool(request.GET.get("q", "").strip())
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        shown = [choice for choice in Status.choices if choice[0] != Status.DRAFT]
        return [("open", _("all open cases")), *shown, ("all", _("all, closed ones too"))]

    def value(self) -> str:
        """Who searches looks for closed cases, too."""
        return super().value() or ("all" if self.searching else "open")

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        wanted = self.value()
        if wanted == "all":
            return queryset
        if wanted in Status.values:
            return queryset.filter(status=wanted)
        return queryset.filter(status__in=OPEN_STATUSES)


class OwnerFilter(RadioFilter):
    title = _("Owner")
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [("mine", _("mine")), ("nobody", _("nobody yet")), ("others", _("colleagues"))]

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        if self.value() == "mine":
            return queryset.filter(assigned_to_id=request.user.pk)
        if self.value() == "nobody":
            return queryset.filter(assigned_to__isnull=True)
        if self.value() == "others":
            return queryset.filter(assigned_to__isnull=False).exclude(
                assigned_to_id=request.user.pk
            )
        return queryset


class DueFilter(RadioFilter):
    """By the date of the promise, in working days from today in Beijing."""

    title = _("due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [
            ("overdue", _("overdue")),
            ("today", _("today")),
            ("soon", _("within 3 working days")),
            ("later", _("later")),
        ]

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        if self.value() not in ("overdue", "today", "soon", "later"):
            return queryset
        today = timezone.localdate()
        soon = calendar_load().add(today, 3).date
        ranges = {
            "overdue": Q(next_on__lt=today) | Q(due_at__lt=timezone.now(), next_on=today),
            "today": Q(next_on=today),
            "soon": Q(next_on__gte=today, next_on__lte=soon),
            "later": Q(next_on__gt=soon),
        }
        return queryset.filter(ranges[self.value()], status__in=OFFICE_OWES)


class OfficeFilter(RadioFilter):
    """Only the officer's own offices; no choice when there is one."""

    title = _("office")
    parameter_name = "office"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        keys = review_offices(request)
        if len(keys) < 2:
            return []
        return [(str(office.pk), office.name) for office in Office.objects.filter(pk__in=keys)]

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        wanted = whole_number(self.value() or "")
        return queryset if wanted is None else queryset.filter(office_id=wanted)


class CategoryFilter(RadioFilter):
    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return categories()

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        return queryset.filter(category=self.value()) if self.value() else queryset


PERSON = "person-"


def inviter_key(case: Application) -> str:
    """What names the case's inviter in addresses: an organisation, or who filed alone."""
    return str(case.organisation_id) if case.organisation_id else f"{PERSON}{case.filed_by_id}"


class InviterFilter(SimpleListFilter):
    """Set by the links on an inviter's name; thousands of inviters are not listed."""

    title = pgettext_lazy("who answers for a case", "filed by")
    parameter_name = "inviter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        key = request.GET.get(self.parameter_name, "")
        return [(key, str(self._inviter(key) or _("unknown")))] if key else []

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        inviter = self._inviter(self.value() or "")
        if isinstance(inviter, Organisation):
            return queryset.filter(organisation=inviter)
        if inviter is not None:
            return queryset.filter(organisation=None, filed_by=inviter)
        return queryset.none() if self.value() else queryset

    def _inviter(self, key: str) -> Organisation | User | None:
        if key.startswith(PERSON):
            number = whole_number(key.removeprefix(PERSON))
            return None if number is None else User.objects.filter(pk=number).first()
        try:
            return Organisation.objects.filter(pk=UUID(key)).first()
        except ValueError:
            return None
