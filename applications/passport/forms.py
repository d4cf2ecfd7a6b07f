"""Forms of the passport page: its two lines, the comparison, and what is typed by hand."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.enums import Sex
from applications.models import Traveller
from applications.passport.rules.correction import Correction, correction_of
from applications.passport.rules.states import STATES, state_known
from documents.forms import MultipleFileField
from ui.fields import DatePartsField, choices_offer, needed_later
from ui.steps import StepForm, capital_choices
from ui.widgets import Radios


class LinesField(forms.CharField):
    """Two lines that must be given; what is wrong with them, emptiness included, the rules say."""

    def validate(self, value: object) -> None:
        """Leave the judgement to ``passport_read``, so that a file sent along is kept first."""


class PassportForm(StepForm):
    lines = LinesField(
        label=_("Passport lines"),
        help_text=_(
            "The two lines at the foot of the photo page, 44 characters each, with the < signs."
        ),
        strip=False,
        widget=forms.Textarea(
            {
                "rows": 3,
                "class": "portal-mrz",
                "spellcheck": "false",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "data-mrz": "",
            }
        ),
    )
    copy = MultipleFileField(
        label=_("Copy of the photo page"),
        help_text=_(
            "Needed before you hand in; you can add it later. JPG, PNG, HEIC or PDF, up to 20 MB."
        ),
        required=False,
    )
    needed_later(copy)


class ConfirmForm(StepForm):
    risky_compared = forms.BooleanField(
        label=_("I have compared the marked characters with the passport"), required=False
    )


class CorrectionForm(StepForm):
    name_mrz_primary = forms.CharField(
        label=_("Surname, as in line 1 of the passport"),
        help_text=_("Letters A to Z. A single name goes here, too."),
        required=False,
    )
    name_mrz_secondary = forms.CharField(
        label=_("Given names, as in line 1"),
        help_text=_("Leave empty if the passport has none."),
        required=False,
    )
    document_number = forms.CharField(
        label=_("Passport number"),
        widget=forms.TextInput({"class": "govuk-input--width-10 portal-mono"}),
        error_messages={"required": _("Enter the passport number.")},
    )
    nationality = forms.ChoiceField(
        label=_("Nationality"), error_messages={"required": _("Choose the nationality.")}
    )
    issuing_state = forms.ChoiceField(
        label=_("Issuing state"), error_messages={"required": _("Choose the issuing state.")}
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=capital_choices(Sex),
        widget=Radios(inline=True),
        error_messages={"required": _("Choose what the passport says.")},
    )
    birth_date = DatePartsField(
        label=_("Date of birth"),
        help_text=_("Leave empty if the passport does not say."),
        required=False,
    )
    expires_on = DatePartsField(label=_("Passport valid until"))
    reason = forms.CharField(
        label=_("What is different, and why?"),
        help_text=_(
            "For example: the lines are worn off; the printed page shows another letter. An "
            "officer will look at this."
        ),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what is different, and why.")},
    )

    def __init__(self, *args: Any, specimens: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = (get_language() or "").startswith("zh")
        names = [
            (code, pair[chinese])
            for code, pair in STATES.items()
            if state_known(code, allow_specimen=specimens)
        ]
        choices = [("", _("Choose")), *sorted(names, key=lambda pair: pair[1])]
        for field in ("nationality", "issuing_state"):
            choices_offer(self, field, choices)
            self.fields[field].widget.attrs["data-autocomplete"] = ""

    def correction(self) -> Correction:
        """The cleaned values."""
        return correction_of(self.cleaned_data)


CORRECTED = tuple(Correction.__dataclass_fields__)


def correction_initial(traveller: Traveller, reason: str) -> dict[str, Any]:
    """The values as they stand, with the reason that was given before."""
    values = {name: getattr(traveller, name) for name in CORRECTED}
    return {**values, "reason": reason}
