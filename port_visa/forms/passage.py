"""The fields of the port officer's page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import RefusalReason
from applications.passport.rules.mrz_text import MAX_INPUT
from offices.models import Port
from port_visa.rules.visit import MAX_STAY_DAYS
from ui.desk import DeskForm
from ui.fields import choices_offer


class PlainForm(DeskForm):
    """A form of the desk without the admin's classes: the page stays small on a slow line."""

    ids = "%s"  # several forms stand on one page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **{"auto_id": self.ids, **kwargs})


class ScanForm(PlainForm):
    """One field for everything. The rest is what the page showed before, carried along."""

    ids = "scan_%s"

    q = forms.CharField(
        label=_("Scan or type: code, passport lines or number"),
        max_length=MAX_INPUT,
        strip=False,
        widget=forms.TextInput(
            {
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "accesskey": "s",
            }
        ),
        error_messages={
            "required": _("Nothing was scanned. Scan the QR code or the passport."),
            "max_length": _("This is too long for a code or the two lines of a passport."),
        },
    )
    first = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    lines = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    expected_version = None  # type: ignore[assignment]


class StepForm(PlainForm):
    """What every decision needs. ``lines`` are those that the page compared."""

    lines = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    confirm = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    by_eye = forms.BooleanField(
        label=_("The passport's lines cannot be read: I compared it by eye"),
        required=False,
    )

    port = forms.TypedChoiceField(
        label=_("At which port are you?"),
        coerce=int,
        widget=forms.Select({"accesskey": "p"}),
        error_messages={
            "required": _("Choose the port at which you are."),
            "invalid_choice": _("Choose the port at which you are."),
        },
    )

    def __init__(
        self, *args: Any, read: bool = False, ports: Sequence[Port] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_eye"].widget.attrs["accesskey"] = "e"
        if read:
            del self.fields["by_eye"]
        if len(ports) > 1:
            nothing = [] if self.initial.get("port") else [("", _("Choose"))]
            choices_offer(self, "port", [*nothing, *((port.pk, str(port)) for port in ports)])
        else:
            del self.fields["port"]

    @property
    def to_fill(self) -> list[str]:
        """What the officer still has to look at; a port that is known is chosen already."""
        known = ("port",) if self.initial.get("port") else ()
        return [field.name for field in self.visible_fields() if field.name not in known]


class EnterForm(StepForm):
    """Nothing to type, unless passport and record differ: then why it is the same person."""

    ids = "enter_%s"

    explanation = forms.CharField(
        label=_("Passport and record differ: why is it the same person?"),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": _("Passport and record differ. Say why it is the same person, or refuse.")
        },
    )
    field_order = ["port", "explanation", "by_eye"]

    def __init__(self, *args: Any, differs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not differs:
            del self.fields["explanation"]


class StickerField(forms.CharField):
    """The number of a visa sticker, as it is typed."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(
            label=_("Number of the visa sticker"),
            max_length=20,
            widget=forms.TextInput(
                {"autocomplete": "off", "autocapitalize": "characters", **attrs}
            ),
            error_messages={"required": _("Type the number of the visa sticker.")},
        )


class DaysField(forms.IntegerField):
    """The days of stay on a port visa."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Days of stay"),
            min_value=1,
            max_value=MAX_STAY_DAYS,
            widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric", "size": 3}),
            error_messages={
                "required": _("Enter the number of days."),
                "invalid": _("Enter the number of days in digits."),
                "min_value": _("A stay on a port visa is between 1 and 30 days."),
                "max_value": _("A stay on a port visa is between 1 and 30 days."),
            },
        )


class GrantForm(EnterForm):
    """The sticker and the days, and what an entry needs."""

    ids = "grant_%s"

    visa_number = StickerField(accesskey="g")
    stay_days = DaysField()
    field_order = ["port", "visa_number", "stay_days", "explanation", "by_eye"]


class RefuseForm(StepForm):
    """The ground in the words of the law, and a sentence for the record."""

    ids = "refuse_%s"

    reason = forms.ChoiceField(
        label=_("Ground of the refusal (Exit and Entry Administration Law, article 21)"),
        choices=RefusalReason.choices,
        widget=forms.Select({"accesskey": "r"}),
        error_messages={"required": _("Choose the ground of the refusal.")},
    )
    explanation = forms.CharField(
        label=_("What happened, in a sentence for the record"),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write in a sentence why.")},
    )
    field_order = ["port", "reason", "explanation", "by_eye"]
