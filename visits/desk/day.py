"""The window officer's day: who comes when, who has come, who did not."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date
from offices.models import Office
from ui.desk import DeskForm, DeskPageView
from ui.fields import rows_offer
from visits.enums import BookingState
from visits.models import Booking
from visits.permissions import window_offices
from visits.queries import day_bounds, visits_found, visits_outside, visits_served_by

ONE_DAY = timedelta(days=1)
FOUND = 20
TONES = {
    BookingState.BOOKED: "navy",
    BookingState.ARRIVED: "wait",
    BookingState.DONE: "good",
    BookingState.MISSED: "stop",
    BookingState.CANCELLED: "quiet",
}


class DayForm(DeskForm):
    """Which day, which office, or whom to look for."""

    q = forms.CharField(
        label=gettext_lazy("Reference or passport number"), required=False, max_length=60
    )
    on = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput({"type": "date"})
    )
    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        label=gettext_lazy("Office"), required=False, queryset=Office.objects.none()
    )

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "office", offices).empty_label = _("all my offices")
        if len(offices) < 2:
            del self.fields["office"]


@dataclass(frozen=True)
class Row:
    """One visit, and what can be done with it now."""

    visit: Booking
    tone: str
    case_url: str
    checks_in: bool
    records: bool
    misses: bool
    changes: bool
    outside: bool


class DayView(DeskPageView):
    """The visits of one day by time; or, after a search, those of a person on any day."""

    template_name = "visits/desk/day.html"
    title = gettext_lazy("Visits")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.today = legal_date(self.now)
        self.mine = window_offices(request.user)
        offices = Office.objects.filter(pk__in=self.mine).order_by("code")
        form = DayForm(request.GET, offices=offices)
        asked = form.cleaned_data if form.is_valid() else {}
        chosen: Office | None = asked.get("office")
        text, on = asked.get("q") or "", asked.get("on") or self.today
        visits = self.visits(text.replace("\0", ""), on, chosen)
        shown = [chosen] if chosen else list(offices)
        outside = [visit for one in shown for visit in visits_outside(office=one, now=self.now)]
        stranded = {visit.pk for visit in outside}
        return self.show(
            form=form,
            searched=bool(text),
            on=on,
            is_today=on == self.today,
            before=on - ONE_DAY,
            after=on + ONE_DAY,
            office_query=f"&office={chosen.pk}" if chosen else "",
            rows=[self.row(visit, visit.pk in stranded) for visit in visits],
            counts=_counts(visits),
            several=len(offices) > 1,
            outside=outside,
        )

    def visits(self, text: str, on: date, chosen: Office | None) -> list[Booking]:
        """The visits to show. Cancelled ones only when somebody is looked for."""
        if text:
            return list(visits_found(self.officer, text)[:FOUND])
        begin, end = day_bounds(on)
        visits = visits_served_by(self.officer).filter(starts_at__gte=begin, starts_at__lt=end)
        if chosen is not None:
            visits = visits.filter(office=chosen)
        return list(visits.exclude(state=BookingState.CANCELLED).order_by("starts_at", "seat"))

    def row(self, visit: Booking, outside: bool) -> Row:
        """Put a visit in one line; ``outside``: its office's hours no longer have the time."""
        today = legal_date(visit.starts_at) == self.today
        case = visit.application
        return Row(
            visit=visit,
            tone=TONES[BookingState(visit.state)],
            case_url=(
                reverse("admin:applications_application_change", args=[case.pk])
                if case.office_id in self.mine
                else ""
            ),
            checks_in=today and visit.state in (BookingState.BOOKED, BookingState.MISSED),
            records=visit.state == BookingState.ARRIVED,
            misses=visit.state == BookingState.BOOKED and visit.starts_at <= self.now,
            changes=visit.state == BookingState.BOOKED,
            outside=outside,
        )


def _counts(visits: list[Booking]) -> list[tuple[str, str, int]]:
    """How many visits stand where: words, tone, number."""
    found = Counter(visit.state for visit in visits)
    return [
        (str(state.label), TONES[state], found[state]) for state in BookingState if found[state]
    ]
