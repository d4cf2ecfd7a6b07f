"""The public page: a year's working days, and a small calculator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workdays.forms import CountForm
from workdays.pictures import months_of
from workdays.queries import calendar_load, year_notice
from workdays.rules import Calendar

FIRST_YEAR, LAST_YEAR = 2004, 2099
YEARS_AHEAD = 4


@require_safe
def working_days(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show the twelve months of a year; with ``start`` and ``n`` also count working days."""
    today = timezone.localdate()
    year = year or today.year
    last_year = min(today.year + YEARS_AHEAD, LAST_YEAR)
    if not FIRST_YEAR <= year <= last_year:
        raise Http404
    calendar = calendar_load()
    months = months_of(calendar, year)
    form = CountForm(request.GET) if "n" in request.GET else CountForm(initial={"start": today})
    context = {
        "year": year,
        "today": today,
        "months": months,
        "total": sum(month.workdays for month in months),
        "published": calendar.is_published(months[0].first),
        "notice": year_notice(year),
        "previous_year": year - 1 if year > FIRST_YEAR else None,
        "next_year": year + 1 if year < last_year else None,
        "form": form,
        "count": _count(form, calendar),
    }
    return render(request, "workdays/year.html", context)


def _count(form: CountForm, calendar: Calendar) -> dict[str, object] | None:
    """The calculator's answer, when it was asked properly."""
    if not form.is_bound or not form.is_valid():
        return None
    start, n = form.cleaned_data["start"], form.cleaned_data["n"]
    deadline = calendar.add(start, n)
    return {
        "start": start,
        "n": n,
        "date": deadline.date,
        "provisional": deadline.provisional,
        "steps": calendar.steps(start, n),
    }
