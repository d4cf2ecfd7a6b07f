"""The page on which a slip at the port is corrected: by the officer's own hand, or a supervisor."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.admin.steps.base import STATUS_CODES
from port_visa.forms.passage import DaysField, StickerField
from port_visa.models import PortDecision
from port_visa.services import port_correct
from port_visa.slips import Right, can_be_corrected, own_until, right_to_correct
from ui.desk import ConfirmView, DeskForm


class CorrectionForm(DeskForm):
    """What is on the sticker; ``expected_version`` counts the corrections before."""

    visa_number = StickerField(autofocus=True)
    stay_days = DaysField()
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("It stays in the history, beside what was typed first."),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what was wrong. It stays in the history.")},
    )


class CorrectView(ConfirmView):
    """Correct the sticker's number or the days of a visa that was granted."""

    title: ClassVar[str | Promise] = gettext_lazy("Correct a slip at the port")
    button: ClassVar[str | Promise] = gettext_lazy("Correct it")
    template_name = "port_visa/port/correct.html"
    form_class = CorrectionForm
    read_with = ("application__traveller", "document", "port", "officer")

    def allowed(self) -> bool:
        made: PortDecision = self.object
        own = made.officer_id == self.officer.pk and can_be_corrected(made)
        return own or self.right() is not None

    def right(self) -> Right | None:
        return right_to_correct(self.officer, self.object, self.now)

    def get_initial(self) -> dict[str, Any]:
        made: PortDecision = self.object
        return {
            "expected_version": made.corrections.count(),
            "visa_number": made.visa_number,
            "stay_days": made.stay_days,
        }

    def will_happen(self) -> Sequence[str]:
        said = [
            _("The number and the days become what you type. The last lawful day is counted anew."),
            _("What was typed first, the reason and your name stay in the history of the case."),
        ]
        if self.object.officer_id == self.officer.pk:
            until = f"{localtime(own_until(self.object)):%H:%M}"
            said.append(
                _("You can do this until %(time)s; afterwards a supervisor of the case does.")
                % {"time": until}
            )
        return said

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        data = form.cleaned_data
        made = port_correct(
            decision=self.object,
            visa_number=data["visa_number"],
            stay_days=data["stay_days"],
            reason=data["reason"],
            actor=cast("User", self.request.user),
            now=now,
            seen=data["expected_version"],
        )
        return _("Corrected: %(before)s is now %(after)s.") % {
            "before": f"{made.number_before} ({made.days_before})",
            "after": f"{made.number_after} ({made.days_after})",
        }

    def error_status(self, error: ValidationError) -> int:
        return STATUS_CODES.get(getattr(error, "code", ""), 200)

    def back_url(self) -> str:
        """Officers at the port go on with their queue; supervisors return to the list."""
        if self.object.officer_id == self.officer.pk:
            return f"{reverse('admin:port_lookup')}?done={self.object.pk}"
        return reverse("admin:port_visa_portdecision_changelist")
