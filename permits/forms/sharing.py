"""Forms of the share codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from permits.services.sharing import SHARE_DAYS


def _day_choices() -> list[tuple[int, str]]:
    return [(days, ngettext("%d day", "%d days", days) % days) for days in SHARE_DAYS]


class ShareForm(forms.Form):
    """For whom, and for how long."""

    purpose = forms.CharField(
        label=_("For whom is the code?"),
        help_text=_("A name that you will recognise later, for example: my landlord, the bank."),
        max_length=120,
        error_messages={"required": _("Say for whom the code is, for example: my landlord.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long should it work?"),
        coerce=int,
        choices=_day_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose for how long the code works."),
            "invalid_choice": _("Choose for how long the code works."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].widget.attrs["autocomplete"] = "off"
