"""Forms of a person who invites in their own name: about them, and their proof."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms import PhoneField, TextField
from accounts.rules.text import has_han, has_latin
from documents.forms import MultipleFileField
from port_visa.models import Professional
from port_visa.services import ProfessionalData
from ui.fields import choices_offer
from ui.steps import StepForm
from ui.widgets import Radios


class DetailsForm(StepForm):
    """What the person says of themselves. The name of a permit on record is not asked for."""

    name = TextField(
        label=_("Your name as in your passport"),
        help_text=_("In Latin letters. It stands on messages and on the Notification."),
        max_length=120,
        error_messages={"required": _("Enter your name as in your passport.")},
    )
    name_zh = TextField(
        label=pgettext_lazy("person", "Chinese name"),
        help_text=_("Only if you have one."),
        max_length=60,
        required=False,
    )
    occupation = TextField(
        label=_("What do you work as?"),
        help_text=_("For example: Professor of chemistry."),
        max_length=120,
        error_messages={"required": _("Say what you work as.")},
    )
    employer = TextField(
        label=_("Where do you work?"),
        help_text=_("Company, university or institute. We ask for none of its papers."),
        max_length=200,
        error_messages={"required": _("Say where you work.")},
    )
    address = TextField(
        label=_("Your address in Shanghai"),
        max_length=300,
        error_messages={"required": _("Enter your address in Shanghai.")},
    )
    phone = PhoneField(
        label=_("Telephone"),
        help_text=_("Any country, with its code: +86 21 5555 0100."),
        error_messages={"required": _("Enter a telephone number.")},
        widget=forms.TextInput(
            {"class": "govuk-input govuk-input--width-20", "type": "tel", "autocomplete": "tel"}
        ),
    )

    def __init__(self, *args: Any, professional: Professional | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.professional = professional
        if professional is not None and professional.on_record:
            del self.fields["name"], self.fields["name_zh"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not has_latin(name):
            raise ValidationError(_("Enter the name in Latin letters."), code="not_latin")
        return name

    def clean_name_zh(self) -> str:
        name: str = self.cleaned_data["name_zh"]
        if name and not has_han(name):
            raise ValidationError(_("Enter the name in Chinese characters."), code="not_chinese")
        return name

    def to_data(self) -> ProfessionalData:
        """The cleaned answers, as the service takes them."""
        known = self.professional
        names = {"name": known.name, "name_zh": known.name_zh} if known else {}
        return ProfessionalData(**{**names, **self.cleaned_data})

    @staticmethod
    def initial_from(professional: Professional) -> dict[str, Any]:
        """The profile as the form's start values."""
        return {name: getattr(professional, name) for name in DetailsForm.base_fields}


class ProofForm(StepForm):
    """Which proof, and copies of it."""

    proof = forms.ChoiceField(
        label=_("What do you prove it with?"),
        widget=Radios(),
        error_messages={"required": _("Choose your proof.")},
    )
    copies = MultipleFileField(
        label=_("Copy of it, both sides"),
        help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB each. A clear photo will do."),
        error_messages={"required": _("Choose a file.")},
        max_files=5,
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], have_copies: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices_offer(self, "proof", choices)
        self.fields["copies"].required = not have_copies
        if have_copies:
            self.fields["copies"].label = _("Another copy, if one is missing")
