"""Pages for everybody: where a case stands, and how well the promises are kept."""

import csv
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from applications import presenting
from applications.custody import custody_of
from applications.deadlines import legal_date
from applications.enums import Service
from applications.forms import TrackForm
from applications.limits import BY_ADDRESS, BY_REFERENCE, client_address
from applications.queries import (
    PromiseMonth,
    application_track,
    promise_statistics,
    supplement_statistics,
)
from applications.services import standard_in_force_or_none

YEAR = timedelta(days=365)


@never_cache
@sensitive_post_parameters("reference", "last_four")
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Tell where a case stands to somebody who knows reference, birth date and passport.

    Wrong and unknown get the same answer after the same work; too many tries get 429.
    """
    form = TrackForm(request.POST or None)
    status = 200
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        data = form.cleaned_data
        if not _may_try(request, data["reference"]):
            form.add_error(None, _("Too many tries. Wait an hour, or call 12367, day and night."))
            status = 429
        elif (case := application_track(**data)) is None:
            form.add_error(
                None,
                _(
                    "We found no application with these three. Compare each with the receipt and "
                    "the passport, or call 12367."
                ),
            )
        else:
            context |= {
                "found": case,
                "tag_colour": presenting.tag_colour(case),
                "acting": presenting.acting_now(case, str(case.office or "")),
                "custody": custody_of(case, now),
                "promise": presenting.promise_of(case, now),
            }
    return render(request, "applications/track.html", context, status=status)


def _may_try(request: HttpRequest, reference: str) -> bool:
    now = timezone.now()
    address = client_address(request)
    # Both count, whatever the first says.
    return all([BY_ADDRESS.allows(address, now), BY_REFERENCE.allows(reference, now)])


@require_GET
def performance(request: HttpRequest) -> HttpResponse:
    """Show how many decisions came within the promise, month by month; late ones counted."""
    now = timezone.now()
    today = legal_date(now)
    since = (today - YEAR).replace(day=1)
    service = Service.PORT_VISA
    months = promise_statistics(service=service, since=since, now=now)
    if request.GET.get("format") == "csv":
        return _as_csv(service, months)
    context = {
        "months": months[::-1],
        "total": PromiseMonth(
            today,
            decided=sum(month.decided for month in months),
            within=sum(month.within for month in months),
            overdue_open=sum(month.overdue_open for month in months),
        ),
        "standard": standard_in_force_or_none(service, today),
        "lists": supplement_statistics(service=service, since=since),
        "today": today,
    }
    return render(request, "applications/performance.html", context)


def _as_csv(service: str, months: list[PromiseMonth]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="promises.csv"'
    rows = csv.writer(response)
    rows.writerow(["service", "month_due", "decided", "within_promise", "late", "overdue_open"])
    for month in months:
        rows.writerow(
            [
                service,
                month.month.strftime("%Y-%m"),
                month.decided,
                month.within,
                month.late,
                month.overdue_open,
            ]
        )
    return response
