"""The form of an owner who asks for the filing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from port_visa.services.filing import MAX_STATEMENT
from ui.steps import StepForm


class FilingForm(StepForm):
    statement = forms.CharField(
        label=_("What do you need electronic port visas for?"),
        help_text=_("Whom you invite, how often, and why it is urgent. Two or three sentences."),
        max_length=MAX_STATEMENT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what you need electronic visas for.")},
    )
