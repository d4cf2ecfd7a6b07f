"""Buttons of the day that change somebody's visit for them: move it, cancel it, and say why."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date
from ui.desk import DeskForm
from ui.fields import choices_offer
from ui.templatetags.components import date_words
from visits.desk.window import VisitStep
from visits.enums import BookingState
from visits.queries import days_free, last_bookable
from visits.services import visit_cancel_for, visit_move_for
from visits.services.booking import when_words


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
