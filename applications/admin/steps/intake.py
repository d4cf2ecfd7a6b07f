"""Buttons before the clock runs: accept, not accept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import StepForm, StepView, typed
from applications.enums import EventKind, NonAcceptanceReason
from applications.services import application_accept, application_not_accept, promise_if_accepted
from notifications.enums import MessageEvent
from ui.desk import DeskForm


class Accept(StepView):
    code = "accept"
    event = EventKind.ACCEPT
    label = gettext_lazy("Accept")
    title = gettext_lazy("Accept the application")
    tone = "primary"
    letter = MessageEvent.APPLICATION_ACCEPTED

    def will_happen(self) -> Sequence[str]:
        due = promise_if_accepted(self.object, self.now)
        return [
            _("The application counts as complete. The clock starts today."),
            _("The decision is due on %(date)s.") % {"date": date_format(due.on, "Y-m-d, l")},
            self.told(),
        ]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        due = promise_if_accepted(self.object, self.now)
        return {"promise": due.on.isoformat(), "promise_provisional": due.provisional}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        done = application_accept(**self.call_args(form))
        return _("%(reference)s is accepted. Decision due on %(date)s.") % {
            "reference": done.reference,
            "date": done.due_on,
        }


class NotAcceptForm(StepForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=NonAcceptanceReason, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Explanation for the applicant"),
        help_text=gettext_lazy("Say why, and where the applicant should turn instead."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NotAccept(StepView):
    code = "not-accept"
    event = EventKind.NOT_ACCEPT
    label = gettext_lazy("Do not accept")
    title = gettext_lazy("Do not accept the application")
    tone = "danger"
    danger = True
    form_class = NotAcceptForm
    can_preview = True
    letter = MessageEvent.APPLICATION_NOT_ACCEPTED

    def will_happen(self) -> Sequence[str]:
        return [
            _("The application is closed without a decision. It cannot be opened again."),
            _(
                "This is for filings that need no permission, belong to another authority, or are "
                "not covered. For missing documents, ask for a supplement instead."
            ),
            self.told(),
        ]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        return {"reason": typed(form, "text"), "reason_code": typed(form, "reason")}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        application_not_accept(
            **self.call_args(form),
            reason=NonAcceptanceReason(form.cleaned_data["reason"]),
            text=form.cleaned_data["text"],
        )
        return _("%(reference)s was not accepted.") % {"reference": self.object.reference}
