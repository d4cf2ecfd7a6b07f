"""Cases of transfers that the other office has now: read, not worked on."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter

from applications.models import Application
from applications.permissions import along_filter, duty_filter

SIDE = "side"


class SideFilter(RadioFilter):
    """The own office's cases unless asked otherwise; a search looks on both sides."""

    title = _("who has the file")
    parameter_name = SIDE
    all_option = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ours", _("our office")), ("other", _("the other office of a transfer"))]

    def value(self) -> str:
        """Nothing chosen: what the list holds without this filter."""
        chosen = super().value()
        return chosen if chosen in ("ours", "other") else ""

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Application]
    ) -> QuerySet[Application]:
        if self.value() == "ours":
            return queryset.filter(duty_filter(request.user))
        if self.value() == "other":
            return queryset.filter(along_filter(request.user)).exclude(duty_filter(request.user))
        return queryset
