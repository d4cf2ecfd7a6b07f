"""Forms of the centre's pages for inviters."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centre.expedites import reasons_on
from ui.fields import choices_offer
from ui.steps import StepForm
from ui.widgets import Radios


class ExpediteForm(StepForm):
    reason = forms.ChoiceField(
        label=_("Why can the visit not wait for the usual time?"),
        widget=Radios(),
        error_messages={"required": _("Choose a reason from the list.")},
    )
    text = forms.CharField(
        label=_("Explain it in your own words"),
        help_text=_("What happens when, and what would be lost by waiting. A supervisor reads it."),
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Explain the reason in a sentence or two.")},
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = reasons_on(day)
        field: Any = choices_offer(self, "reason", [(row.code, row.name) for row in rows])
        field.widget.hints = {row.code: row.help_text for row in rows if row.help_text}
