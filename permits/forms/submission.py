"""Forms around handing in: files, the photo, the declaration, taking back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms import MultipleFileField
from ui.steps import StepForm


class PhotoForm(StepForm):
    chosen = MultipleFileField(
        label=_("Your photo"),
        help_text=_("JPG, PNG or HEIC, not older than 6 months."),
        max_files=1,
        error_messages={"required": _("Choose a photo first.")},
    )


class DeclarationForm(StepForm):
    declared_name = forms.CharField(
        label=_("Your full name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name.")},
    )
    declared = forms.BooleanField(
        label=_("I declare that everything in my part is true and complete"),
        error_messages={"required": _("Tick the box to declare that everything is true.")},
    )


class WithdrawForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
