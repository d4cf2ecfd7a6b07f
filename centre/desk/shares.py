"""A supervisor's page: requests that wait, and the share of expedited cases of each inviter."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.deadlines import legal_date
from centre.expedites import waiting_requests
from centre.permissions import centres_supervised
from centre.queries import numbers_on
from centre.shares import shares_of
from ui.desk import DeskForm, DeskPageView


class PeriodForm(DeskForm):
    """From when until when, both days included."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day cannot be before the first."))
        return data


class SharesView(DeskPageView):
    """Who asks for expedited handling, how often, of how many cases."""

    template_name = "centre/desk/shares.html"
    title: ClassVar[str | Promise] = _("Expedited handling")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offices = centres_supervised(request.user)
        numbers, today = numbers_on(legal_date(self.now)), timezone.localdate(self.now)
        first, last = today - timedelta(days=numbers.share_days - 1), today
        form = PeriodForm(request.GET if "first" in request.GET else None)
        if form.is_bound and form.is_valid():
            first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        if not form.is_bound:
            form = PeriodForm(initial={"first": first.isoformat(), "last": last.isoformat()})
        wrong = bool(form.is_bound and form.errors)
        return self.show(
            status=400 if wrong else 200,
            form=form,
            waiting=list(waiting_requests(offices)),
            shares=[] if wrong else shares_of(offices, first, last, numbers),
            numbers=numbers,
        )
