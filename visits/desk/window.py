"""The buttons of the day: check in, record, nobody came; move or cancel somebody's visit."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date
from ui.desk import ConfirmView, DeskForm
from ui.fields import choices_offer
from ui.templatetags.components import date_words
from visits.enums import BookingState, Fingerprints
from visits.models import Booking
from visits.queries import days_free, last_bookable
from visits.services import (
    visit_cancel_for,
    visit_check_in,
    visit_missed,
    visit_move_for,
    visit_record,
)
from visits.services.booking import when_words

ONE_DAY = timedelta(days=1)


class VisitStep(ConfirmView):
    """One button of the day."""

    object: Booking
    template_name = "visits/desk/step.html"

    def back_url(self) -> str:
        day = legal_date(self.object.starts_at).isoformat()
        return f"{reverse('admin:visits_booking_changelist')}?on={day}"

    def name(self) -> str:
        """Who it is about."""
        return self.object.application.traveller.name_mrz


class CheckIn(VisitStep):
    title = gettext_lazy("Check in")

    def will_happen(self) -> Sequence[str]:
        return [
            _("Compare the person with the passport before you confirm."),
            _("The visit shows as arrived, and the time is in the case's history."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        visit_check_in(booking=self.object, actor=self.officer, now=now)
        return _("%(name)s is checked in.") % {"name": self.name()}


class Missed(VisitStep):
    title = gettext_lazy("Nobody came")
    danger = True

    def will_happen(self) -> Sequence[str]:
        return [
            _("The people of the application are told how to book again."),
            _("If the person still comes today, you can check them in."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        visit_missed(booking=self.object, actor=self.officer, now=now)
        return _("Noted: %(name)s did not come.") % {"name": self.name()}


class OutcomeForm(DeskForm):
    identity_checked = forms.ChoiceField(
        label=gettext_lazy("Is this the person in the passport?"),
        choices=[("yes", gettext_lazy("Yes, identity checked")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    fingerprints = forms.ChoiceField(
        label=gettext_lazy("Fingerprints"), choices=Fingerprints.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        help_text=gettext_lazy(
            "Needed unless identity was checked and fingerprints were taken. Applicants do not see "
            "it."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Record(VisitStep):
    title = gettext_lazy("Record the outcome")
    form_class = OutcomeForm

    def will_happen(self) -> Sequence[str]:
        return [_("The visit is over. If something has to be repeated, another can be booked.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        data: dict[str, Any] = form.cleaned_data
        visit_record(
            booking=self.object,
            identity_checked=data["identity_checked"] == "yes",
            fingerprints=data["fingerprints"],
            note=data["note"],
            actor=self.officer,
            now=now,
        )
        return _("The visit of %(name)s is recorded.") % {"name": self.name()}


class ReasonForm(DeskForm):
    """Why somebody else's visit is changed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "The people of the application read it, in the words that you write. Chinese and "
            "English, if you can."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


Times = list[tuple[str, list[tuple[str, str]]]]


class MoveForm(ReasonForm):
    """Another free time of the same office."""

    when = forms.ChoiceField(label=gettext_lazy("New time"))
    field_order = ("when", "reason")

    def __init__(self, *args: Any, times: Times, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offer(self, "when", [("", _("Choose a time")), *times])


class Changing(VisitStep):
    """A visit that is booked can be moved or cancelled for somebody; others cannot any more."""

    form_class = ReasonForm

    def allowed(self) -> bool:
        return self.object.state == BookingState.BOOKED or self.request.method == "POST"


class Move(Changing):
    title = gettext_lazy("Move the visit")
    form_class = MoveForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"times": list(self.times())}

    def times(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The free times by day, as far ahead as the office books."""
        office, today = self.object.office, legal_date(self.now)
        days = days_free(
            office=office,
            first=today,
            last=last_bookable(office, self.now, None),
            now=self.now,
            application=self.object.application,
        )
        free = [slot.starts_at for day in days for slot in day.slots if slot.free]
        for day, starts in groupby(free, key=legal_date):
            yield date_words(day), [(at.isoformat(), f"{at:%H:%M}") for at in starts]

    def will_happen(self) -> Sequence[str]:
        return [
            _("The old time is given up and the new one is booked, at the same office."),
            _("The people of the application are told at once, with your reason."),
            _("They can change it again themselves, for free."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        moved = visit_move_for(
            booking=self.object,
            starts_at=datetime.fromisoformat(form.cleaned_data["when"]),
            reason=form.cleaned_data["reason"],
            actor=self.officer,
            now=now,
        )
        words = {"name": self.name(), "when": when_words(moved.starts_at)}
        return _("The visit of %(name)s is now on %(when)s. They are told.") % words


class Cancel(Changing):
    title = gettext_lazy("Cancel the visit")
    danger = True

    def will_happen(self) -> Sequence[str]:
        return [
            _("The place becomes free for others."),
            _("The people of the application are told why, and how to book again."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        visit_cancel_for(
            booking=self.object,
            reason=form.cleaned_data["reason"],
            actor=self.officer,
            now=now,
        )
        return _("The visit of %(name)s is cancelled. They are told.") % {"name": self.name()}
