"""Filters of the queue for cases that two authorities review."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RadioFilter

from accounts.enums import Authority
from applications.admin.filters import Cases, Lookups
from applications.enums import CLOCK_STATUSES
from applications.models import Review
from applications.permissions import authorities_held, duty_filter, reviews_jointly


class ReviewFilter(RadioFilter):
    """Where the own authority stands in cases that two review; no choice where none is."""

    title = _("your authority's review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        if not reviews_jointly(request.user):
            return []
        return [
            ("first", _("to be examined by us")),
            ("second", _("to be countersigned by us")),
            ("done", _("done by us, the other authority still at it")),
            ("joint", _("joint decision")),
        ]

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        if self.value() not in ("first", "second", "done", "joint"):
            return queryset
        rows = Review.objects.filter(application=OuterRef("pk"))
        mine = rows.filter(authority__in=authorities_held(request.user))
        undecided = rows.filter(decision="")
        found = {
            "first": Exists(mine.filter(decision="", recommendation="")),
            "second": Exists(mine.filter(decision="").exclude(recommendation="")),
            "done": Exists(mine.exclude(decision="")) & Exists(undecided),
            "joint": Exists(mine.exclude(decision="")) & ~Exists(undecided),
        }
        return queryset.filter(found[self.value()], status__in=CLOCK_STATUSES)


class AuthorityFilter(RadioFilter):
    """For an officer who works for one authority here and for the other elsewhere."""

    title = _("authority")
    parameter_name = "authority"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        held = authorities_held(request.user)
        return [pair for pair in Authority.choices if pair[0] in held] if len(held) > 1 else []

    def queryset(self, request: HttpRequest, queryset: Cases) -> Cases:
        wanted = self.value()
        if wanted not in Authority.values:
            return queryset
        return queryset.filter(duty_filter(request.user, wanted))
