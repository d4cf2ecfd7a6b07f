"""Forms of the applicant's and the public pages of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import SupplementItem
from applications.points import SupplementPoint
from applications.references import reference_normalise
from ui.fields import DatePartsField, needed_later


class FilesInput(forms.ClearableFileInput):
    """A file control that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked when it is stored."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in chosen if one]


class SupplementForm(forms.Form):
    """One text a point of the list, and one file control where the point takes files.

    ``points`` says by the item's code how it is answered.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        items: Sequence[SupplementItem],
        points: Mapping[str, SupplementPoint],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            point = points[item.code]
            self.fields[self.text_name(item)] = forms.CharField(
                label=_("Your answer"),
                required=False,
                max_length=2000,
                initial=item.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            if point.file_code:
                self.fields[self.files_name(item)] = FilesField(
                    label=point.files_label or _("Add files"),
                    required=False,
                    help_text=_(
                        "JPG, PNG, HEIC or PDF, up to 20 MB each. Several at once is fine."
                    ),
                )
        for field in self.fields.values():
            # one of the two answers a point: neither alone is needed, and neither is "optional"
            needed_later(field)

    @staticmethod
    def text_name(item: SupplementItem) -> str:
        return f"answer_{item.pk}"

    @staticmethod
    def files_name(item: SupplementItem) -> str:
        return f"files_{item.pk}"

    @property
    def answers(self) -> dict[int, str]:
        """What was typed, by the item's key, also when something else is wrong."""
        return {
            item.pk: self.cleaned_data.get(self.text_name(item), item.answer) for item in self.items
        }


class WithdrawForm(forms.Form):
    """The second press that a withdrawal needs, and why, if the applicant likes to say."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only if you like to tell us."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TrackForm(forms.Form):
    """What somebody must know to see where a case stands, without an account."""

    reference = forms.CharField(
        label=_("Reference"),
        error_messages={"required": _("Enter the reference.")},
        help_text=_("On the receipt, like PV-7K3M-4Q9X-C. Dashes and capitals do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20 portal-mono", "autocomplete": "off"}
        ),
    )
    birth_date = DatePartsField(
        label=_("Traveller's date of birth"),
        help_text=_("As in the passport, for example 12 8 1974."),
    )
    last_four = forms.CharField(
        label=_("Last four characters of the passport number"),
        error_messages={
            "required": _("Enter the last four characters of the passport number."),
            "min_length": _("Enter four characters, the last ones of the passport number."),
        },
        min_length=4,
        max_length=4,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-4 portal-mono", "autocomplete": "off"}
        ),
    )

    def clean_reference(self) -> str:
        """Say at once what is mistyped; that tells nothing about which cases exist."""
        return reference_normalise(self.cleaned_data["reference"])
