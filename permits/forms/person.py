"""The person's pages."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from applications.passport.rules.states import STATES, state_known
from permits.enums import Chinese, Distinction, Education, PermitKind
from permits.filing.enums import Registered, Relation, StayKind
from permits.filing.parts import PERMIT_KINDS
from ui.fields import DatePartsField
from ui.steps import StepForm, capital_choices
from ui.widgets import Checkboxes, Radios


class NamesForm(StepForm):
    """What the passport's two lines do not say."""

    name_viz = forms.CharField(
        label=_("Your name as printed on the photo page"),
        help_text=_("With its accents, hyphens and apostrophes, in the passport's order."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    name_zh = forms.CharField(
        label=pgettext_lazy("person", "Chinese name"),
        help_text=_("Only if you use one. It will stand on the permits beside the passport name."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"lang": "zh-Hans", "class": "govuk-input--width-20"}),
    )
    issued_on = DatePartsField(
        label=_("Passport issued on"), help_text=_("For example 16 4 2024."), required=False
    )


class StudiesForm(StepForm):
    education = forms.ChoiceField(
        label=_("Your highest degree or certificate"),
        choices=capital_choices(Education),
        widget=Radios(),
        error_messages={"required": _("Choose your highest degree or certificate.")},
    )
    school = forms.CharField(
        label=_("Where did you get it?"),
        help_text=_("University or school, and country."),
        max_length=200,
        error_messages={"required": _("Enter the university or school.")},
    )
    subject = forms.CharField(label=_("Subject"), max_length=120, required=False)
    chinese = forms.ChoiceField(
        label=_("How well do you speak Chinese?"),
        choices=capital_choices(Chinese),
        widget=Radios(),
        error_messages={"required": _("Choose what fits.")},
    )
    distinctions = forms.MultipleChoiceField(
        label=_("Does one of these apply to you?"),
        help_text=_("Leave empty if none does."),
        choices=capital_choices(Distinction),
        widget=Checkboxes(),
        required=False,
    )


def _whole(limit: int) -> dict[str, Any]:
    return {"min_value": 0, "max_value": limit}


class ExperienceForm(StepForm):
    experience_years = forms.IntegerField(
        label=_("How many years have you worked in this field?"),
        help_text=_("Full years, after your degree."),
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "required": _("Enter the number of years; 0 is an answer."),
            "invalid": _("Enter the years as a whole number."),
        },
        **_whole(60),
    )
    experience_text = forms.CharField(
        label=_("Where have you worked?"),
        help_text=_("For each: from when to when, company, post. The last ten years are enough."),
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Say where you have worked.")},
    )
    months_in_china = forms.IntegerField(
        label=_("How many months of a year will you work in China?"),
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "required": _("Enter a number from 0 to 12."),
            "invalid": _("Enter a number from 0 to 12."),
            "max_value": _("Enter a number from 0 to 12."),
        },
        **_whole(12),
    )


class StayForm(StepForm):
    stay_kind = forms.ChoiceField(
        label=_("What do you hold now?"),
        choices=capital_choices(StayKind),
        widget=Radios(),
        error_messages={"required": _("Choose what you hold now.")},
    )
    entered_on = DatePartsField(
        label=_("Your last entry into China"),
        help_text=_("The date of the stamp in your passport."),
        required=False,
    )
    stay_until = DatePartsField(
        label=_("Your stay is allowed until"),
        help_text=_("As the visa or permit says. Leave empty if you entered without a visa."),
        required=False,
    )
    permit_number = forms.CharField(
        label=_("Number of your work permit"),
        help_text=_("You keep one number for life."),
        max_length=40,
        required=False,
    )
    permit_until = DatePartsField(label=_("Work permit valid until"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in PERMIT_KINDS:
            del self.fields["permit_number"], self.fields["permit_until"]
        if kind in (PermitKind.NEW_IN_CHINA, PermitKind.NEW_FROM_ABROAD):
            self.fields["entered_on"].required = True

    def clean(self) -> dict[str, Any]:
        """Questions that were not asked have no answer."""
        data: dict[str, Any] = super().clean() or {}
        data.setdefault("permit_number", "")
        data.setdefault("permit_until", None)
        kind = data.get("stay_kind")
        wanted = kind and kind != StayKind.VISA_FREE and "stay_until" not in self.errors
        if wanted and not data.get("stay_until"):
            self.add_error("stay_until", _("Enter until when your stay is allowed."))
        return data


class HomeForm(StepForm):
    home_address = forms.CharField(
        label=_("Your address in Shanghai"),
        help_text=_("In Chinese or in Latin letters. A hotel is fine."),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "street-address"}),
        error_messages={"required": _("Enter your address in Shanghai.")},
    )
    home_registered = forms.ChoiceField(
        label=_("Is your stay there registered with the police?"),
        help_text=_("Everybody registers within 24 hours of moving in; hotels do it for you."),
        choices=Registered.choices,
        widget=Radios(),
        error_messages={"required": _("Choose whether it is registered.")},
    )
    home_registered_on = DatePartsField(
        label=_("Registered on"), help_text=_("The date on the form."), required=False
    )
    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("With the country code, such as +86 138 0013 8000."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "tel", "class": "govuk-input--width-20"}),
        error_messages={"required": _("Enter a telephone number.")},
    )

    def clean(self) -> dict[str, Any]:
        """The form of registration has a date."""
        data: dict[str, Any] = super().clean() or {}
        registered = data.get("home_registered") == Registered.YES
        wanted = registered and "home_registered_on" not in self.errors
        if wanted and not data.get("home_registered_on"):
            self.add_error("home_registered_on", _("Enter the date on the registration form."))
        return data


class FamilyForm(StepForm):
    name = forms.CharField(
        label=_("Name as in the passport"),
        max_length=200,
        error_messages={"required": _("Enter the name.")},
    )
    relation = forms.ChoiceField(
        label=_("Who is this to you?"),
        choices=capital_choices(Relation),
        widget=Radios(),
        error_messages={"required": _("Choose the relation.")},
    )
    birth_date = DatePartsField(label=_("Date of birth"))
    nationality = forms.ChoiceField(
        label=_("Nationality"), error_messages={"required": _("Choose the nationality.")}
    )
    document_number = forms.CharField(
        label=_("Passport number"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10 portal-mono"}),
    )

    def __init__(self, *args: Any, specimens: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = (get_language() or "").startswith("zh")
        names = [
            (code, pair[chinese])
            for code, pair in STATES.items()
            if code == "CHN" or state_known(code, allow_specimen=specimens)
        ]
        field: Any = self.fields["nationality"]
        field.choices = [("", _("Choose")), *sorted(names, key=lambda pair: pair[1])]
        field.widget.attrs["data-autocomplete"] = ""
