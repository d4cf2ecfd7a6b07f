"""Buttons of the transfer platform: hand over to Shanghai, send back to the home office."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import Duty, StepForm, StepView, typed
from applications.enums import EventKind
from applications.models import Application
from applications.permissions import can_read_along
from applications.services import transfer_return, transfer_send
from applications.services.home import office_words
from applications.workflow import TABLE
from notifications.enums import MessageEvent
from ui.desk import DeskForm


class TransferForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Remark for the office in Shanghai"),
        help_text=gettext_lazy("What you checked. The inviter does not read it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOver(StepView):
    """A step that changes the case's owner."""

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        edge = TABLE[cls.event] if cls.event else None
        return super().offered(case, duty) and edge is not None and edge.place.holds(case)

    def allowed(self) -> bool:
        """Who has just handed the case over only reads it now, and may press the button twice."""
        return super().allowed() or can_read_along(self.officer, self.object)

    def key(self, form: DeskForm) -> str:
        """The number of this page's hand-over: its button pressed twice has one effect."""
        seen = form.cleaned_data.get("expected_version")
        return "" if seen is None else f"{self.object.reference}:{seen}"


class Transfer(HandOver):
    code = "transfer"
    event = EventKind.TRANSFER
    label = gettext_lazy("Transfer to Shanghai")
    title = gettext_lazy("Transfer the application to Shanghai")
    tone = "primary"
    form_class = TransferForm
    letter = MessageEvent.CASE_TRANSFERRED

    def will_happen(self) -> Sequence[str]:
        return [
            _("From this moment %(office)s has the file. You see it, and can no longer act on it.")
            % {"office": self.object.port_office},
            _("That office can return it to you, with reasons, before it accepts it."),
            self.told(),
        ]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        return {**office_words(self.object.port_office)}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        transfer_send(
            **self.call_args(form), reason=form.cleaned_data["reason"], key=self.key(form)
        )
        return _("%(reference)s is with %(office)s now.") % {
            "reference": self.object.reference,
            "office": self.object.port_office,
        }


class TransferReturnForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The home office and the inviter read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TransferReturn(HandOver):
    code = "transfer-return"
    event = EventKind.TRANSFER_RETURN
    label = gettext_lazy("Return to the home office")
    title = gettext_lazy("Return the transfer to the home office")
    form_class = TransferReturnForm
    can_preview = True
    letter = MessageEvent.TRANSFER_RETURNED

    def will_happen(self) -> Sequence[str]:
        return [
            _("From this moment %(office)s has the file again, and its days for the check begin.")
            % {"office": self.object.home_office},
            _(
                "When it comes back as it went, the days that your office has used already count. "
                "When something was added or corrected, your days begin anew."
            ),
            self.told(),
        ]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        return {"reason": typed(form, "reason"), **office_words(self.object.home_office)}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        transfer_return(
            **self.call_args(form), reason=form.cleaned_data["reason"], key=self.key(form)
        )
        return _("%(reference)s is with %(office)s now.") % {
            "reference": self.object.reference,
            "office": self.object.home_office,
        }
