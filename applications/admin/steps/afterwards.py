"""Buttons after the document exists: correct it, revoke it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import StepForm, StepView, typed
from applications.enums import EventKind, Sex
from applications.services import application_correct, application_revoke
from notifications.enums import MessageEvent
from ui.desk import DeskForm

MRZ = {"class": "desk-mrz", "autocapitalize": "characters", "spellcheck": "false"}
_NAME = forms.TextInput(attrs=MRZ)


class CorrectForm(StepForm):
    """What the passport says, as it stands; change only what is wrong."""

    reason = forms.CharField(
        label=gettext_lazy("What is wrong with the document"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name_mrz_primary = forms.RegexField(
        r"^[A-Z ]*$", label=gettext_lazy("Surname"), max_length=39, required=False, widget=_NAME
    )
    name_mrz_secondary = forms.RegexField(
        r"^[A-Z ]*$", label=gettext_lazy("Given names"), max_length=39, required=False, widget=_NAME
    )
    document_number = forms.RegexField(
        r"^[A-Z0-9]+$", label=gettext_lazy("Passport number"), max_length=9, widget=_NAME
    )
    nationality = forms.RegexField(
        r"^[A-Z]{1,3}$", label=gettext_lazy("Nationality"), max_length=3, widget=_NAME
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex, widget=forms.RadioSelect)
    birth_date = forms.DateField(
        label=gettext_lazy("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Passport valid until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


DATA_FIELDS = (
    "name_mrz_primary",
    "name_mrz_secondary",
    "document_number",
    "nationality",
    "sex",
    "birth_date",
    "expires_on",
)


class Correct(StepView):
    code = "correct"
    event = EventKind.CORRECT
    label = gettext_lazy("Correct the document")
    title = gettext_lazy("Order a corrected document")
    form_class = CorrectForm

    def get_initial(self) -> dict[str, Any]:
        traveller = self.object.traveller
        return super().get_initial() | {name: getattr(traveller, name) for name in DATA_FIELDS}

    def will_happen(self) -> Sequence[str]:
        return [
            _(
                "A new version is made from the data below, which must agree with the passport. "
                "The old one's check page says “replaced”."
            ),
            _("No new fee, no new application."),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        traveller = self.object.traveller
        corrections = {
            name: form.cleaned_data[name]
            for name in DATA_FIELDS
            if form.cleaned_data[name] != getattr(traveller, name)
        }
        application_correct(
            **self.call_args(form), reason=form.cleaned_data["reason"], corrections=corrections
        )
        return _("A corrected document for %(reference)s is being prepared.") % {
            "reference": self.object.reference
        }


class RevokeForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The applicant is told."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Revoke(StepView):
    code = "revoke"
    event = EventKind.REVOKE
    label = gettext_lazy("Revoke")
    title = gettext_lazy("Revoke the document")
    tone = "danger"
    danger = True
    form_class = RevokeForm
    can_preview = True
    letter = MessageEvent.DOCUMENT_REVOKED

    def will_happen(self) -> Sequence[str]:
        return [
            _(
                "The document is no longer valid from this moment. Its check page says “revoked”. "
                "This cannot be undone."
            ),
            self.told(),
        ]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        return {"reason": typed(form, "reason")}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        application_revoke(**self.call_args(form), reason=form.cleaned_data["reason"])
        return _("The document of %(reference)s is revoked.") % {"reference": self.object.reference}
