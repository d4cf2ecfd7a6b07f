"""Forms of one person."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from port_visa.models import Invitee
from port_visa.outbox_traveller import traveller_language
from ui.fields import DatePartsField
from ui.steps import StepForm
from ui.widgets import Radios


class DetailsForm(StepForm):
    name_viz = forms.CharField(
        label=_("Name as printed on the photo page"),
        help_text=_("With its accents, hyphens and apostrophes, in the passport's order."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    name_zh = forms.CharField(
        label=pgettext_lazy("person", "Chinese name"),
        help_text=_(
            "Only if they use one. It will stand on the document beside the passport name."
        ),
        max_length=60,
        required=False,
        widget=forms.TextInput({"lang": "zh-Hans", "class": "govuk-input--width-20"}),
    )
    issued_on = DatePartsField(
        label=_("Passport issued on"), help_text=_("For example 16 4 2024."), required=False
    )
    occupation = forms.CharField(
        label=_("Occupation"),
        max_length=120,
        error_messages={"required": _("Enter the occupation.")},
    )
    employer = forms.CharField(
        label=_("Employer or school"),
        max_length=200,
        required=False,
    )
    relation = forms.CharField(
        label=_("Relation to the inviter"),
        help_text=_("For example supplier, customer, research partner, brother."),
        max_length=200,
        error_messages={"required": _("Enter the relation to the inviter.")},
    )
    email = forms.EmailField(
        label=_("E-mail of the traveller"),
        help_text=_(
            "Only if they read it themselves: we can send a private link there, the electronic "
            "visa, and word of a revocation."
        ),
        required=False,
        widget=forms.EmailInput({"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"invalid": _("Enter an e-mail address like name@example.com.")},
    )
    language = forms.ChoiceField(
        label=_("In which language do we write to the traveller?"),
        choices=settings.LANGUAGES,
        required=False,
        widget=Radios(inline=True),
        error_messages={"invalid_choice": _("Choose a language.")},
    )
    previous_visits = forms.CharField(
        label=_("Earlier visits to China"),
        help_text=_("When and where, if any. The last three years are enough."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


def details_initial(invitee: Invitee) -> dict[str, Any]:
    traveller = invitee.application.traveller
    values = {name: getattr(traveller, name) for name in ("name_viz", "name_zh", "issued_on")}
    for name in ("occupation", "employer", "relation", "previous_visits", "email"):
        values[name] = getattr(invitee, name)
    return {**values, "language": traveller_language(invitee)}


class LinkForm(StepForm):
    """To whom the traveller's private link goes, and in which language."""

    email = forms.EmailField(
        label=_("E-mail of the traveller"),
        help_text=_("It must be read by the traveller alone."),
        widget=forms.EmailInput({"spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the traveller's e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.com."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language do we write to the traveller?"),
        choices=settings.LANGUAGES,
        widget=Radios(inline=True),
        error_messages={"required": _("Choose a language.")},
    )


class SelfConfirmForm(StepForm):
    """The traveller says that the data are right."""

    right = forms.BooleanField(
        label=_("These are my data, and they are right"),
        error_messages={"required": _("Tick the box when everything is right.")},
    )
