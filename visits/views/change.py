"""Confirm, done, cancel, and the file for the calendar."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from visits.calendar import calendar_file
from visits.enums import BookingState
from visits.errors import SlotTaken
from visits.queries import visit_latest, visit_open
from visits.services import visit_book, visit_cancel, visit_move
from visits.views.common import Scene, moment_of, visit_page


@require_http_methods(["GET", "POST"])
@visit_page
def confirm(request: HttpRequest, scene: Scene, office: str, day: str, time: str) -> HttpResponse:
    """Show once more where and when; the press books, or moves what is booked."""
    choice, starts_at = scene.choice(office), moment_of(day, time)
    form = forms.Form(request.POST if request.method == "POST" else None)
    next_times: Sequence[datetime] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        step = visit_move if visit_open(scene.case) and "move" in request.POST else visit_book
        try:
            step(
                application=scene.case,
                office=choice.office,
                starts_at=starts_at,
                actor=scene.booker.user,
                now=scene.now,
                hand=scene.booker.hand,
            )
        except ValidationError as error:
            form.add_error(None, error)
            next_times = error.next_times if isinstance(error, SlotTaken) else ()
            status = 409 if isinstance(error, SlotTaken) else 200
        else:
            return redirect("visit_done", scene.case.reference)
    context = scene.context(choice=choice, starts_at=starts_at, form=form, next_times=next_times)
    context["day_code"] = day
    return render(request, "visits/confirm.html", context, status=status)


@require_GET
@visit_page
def done(request: HttpRequest, scene: Scene) -> HttpResponse:
    """What is booked, what to bring, and the file for the calendar."""
    if visit_open(scene.case) is None:
        return redirect("visit", scene.case.reference)
    context = scene.context(back_url=scene.back_url)
    return render(request, "visits/done.html", context)


@require_http_methods(["GET", "POST"])
@visit_page
def cancel(request: HttpRequest, scene: Scene) -> HttpResponse:
    """Ask once more, then cancel."""
    visit = visit_open(scene.case)
    if visit is None or visit.state != BookingState.BOOKED:
        return redirect("visit", scene.case.reference)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            visit_cancel(
                application=scene.case,
                actor=scene.booker.user,
                now=scene.now,
                hand=scene.booker.hand,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The visit is cancelled. You can book another time."))
            return redirect("visit", scene.case.reference)
    return render(request, "visits/cancel.html", scene.context(form=form))


@require_GET
@visit_page
def calendar(request: HttpRequest, scene: Scene) -> HttpResponse:
    """The visit to come as a file for the calendar; after a cancellation, what takes it out."""
    visit = visit_latest(scene.case)
    if visit is None:
        raise Http404
    url = settings.PORTAL_BASE_URL + reverse("visit", args=[scene.case.reference])
    response = HttpResponse(
        calendar_file(visit, url=url), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="visit-{scene.case.reference}.ics"'
    return response
