"""The buttons of the day: check in, record what happened, note that nobody came."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.deadlines import legal_date
from ui.desk import ConfirmView, DeskForm
from visits.enums import Fingerprints
from visits.models import Booking
from visits.services import visit_check_in, visit_missed, visit_record


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
