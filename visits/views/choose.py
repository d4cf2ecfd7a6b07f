"""Where, which day, what time. Nothing is held before it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from applications.deadlines import legal_date
from ui.fields import choices_offer
from ui.widgets import Radios
from visits.queries import FreeDay, FreeSlot, days_free, visit_complete
from visits.views.common import Scene, day_of, visit_page


class OfficeForm(forms.Form):
    """One of the offices that serve the case, each with the reason why."""

    office = forms.ChoiceField(label=gettext_lazy("Which office"), widget=Radios)

    def __init__(self, scene: Scene, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        choices = scene.plan.choices
        self.fields["office"].widget = Radios(hints={one.office.code: one.why for one in choices})
        choices_offer(self, "office", [(one.office.code, str(one.office)) for one in choices])


@require_GET
@visit_page
def overview(request: HttpRequest, scene: Scene) -> HttpResponse:
    """What the visit is for, what waits for it, and what is booked."""
    context = scene.context(complete=visit_complete(scene.case))
    context["back_url"] = scene.back_url
    return render(request, "visits/overview.html", context)


@require_GET
@visit_page
def office(request: HttpRequest, scene: Scene) -> HttpResponse:
    """Choose an office; with one only, there is nothing to choose."""
    if scene.plan.refusal or not scene.plan.choices:
        return redirect("visit", scene.case.reference)
    if len(scene.plan.choices) == 1:
        return redirect("visit_days", scene.case.reference, scene.plan.choices[0].office.code)
    form = OfficeForm(scene, request.GET) if request.GET else OfficeForm(scene)
    if form.is_bound and form.is_valid():
        return redirect("visit_days", scene.case.reference, form.cleaned_data["office"])
    return render(request, "visits/office.html", scene.context(form=form))


@dataclass(frozen=True)
class Month:
    """Days under one heading."""

    first: date
    days: Sequence[FreeDay]


@dataclass(frozen=True)
class Part:
    """Times of one part of the day."""

    title: str
    slots: Sequence[FreeSlot]


@require_GET
@visit_page
def days(request: HttpRequest, scene: Scene, office: str) -> HttpResponse:
    """The days that can be booked, with their free places; full and closed ones say so."""
    choice = scene.choice(office)
    first = max(legal_date(scene.now), scene.plan.first_on)
    last = scene.last_on(choice)
    found = days_free(
        office=choice.office, first=first, last=last, now=scene.now, application=scene.case
    )
    shown = [day for day in found if day.slots or day.closed or _is_weekday_off(day)]
    context = scene.context(choice=choice, months=_months(shown), last=last)
    context["any_open"] = any(day.is_open for day in found)
    context["any_free"] = any(day.free for day in found)
    return render(request, "visits/days.html", context)


@require_GET
@visit_page
def times(request: HttpRequest, scene: Scene, office: str, day: str) -> HttpResponse:
    """The times of one day."""
    choice, on = scene.choice(office), day_of(day)
    first = max(legal_date(scene.now), scene.plan.first_on)
    if not first <= on <= scene.last_on(choice):
        return redirect("visit_days", scene.case.reference, office)
    found = days_free(
        office=choice.office, first=on, last=on, now=scene.now, application=scene.case
    )[0]
    context = scene.context(choice=choice, day=found, parts=_parts(found.slots))
    return render(request, "visits/times.html", context)


def _is_weekday_off(day: FreeDay) -> bool:
    return day.holiday is not None and day.on.weekday() < 5


def _months(found: Sequence[FreeDay]) -> list[Month]:
    firsts = sorted({day.on.replace(day=1) for day in found})
    return [Month(first, [d for d in found if d.on.replace(day=1) == first]) for first in firsts]


def _parts(slots: Sequence[FreeSlot]) -> list[Part]:
    bounds = ((0, 12, _("Morning")), (12, 17, _("Afternoon")), (17, 24, _("Evening")))
    parts = [
        Part(title, [slot for slot in slots if low <= slot.starts_at.hour < high])
        for low, high, title in bounds
    ]
    return [part for part in parts if part.slots]
