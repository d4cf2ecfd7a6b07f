"""What officers fill in about a professional."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from port_visa.enums import ProfessionalReturnItem
from ui.desk import DeskForm
from ui.fields import choices_offer


class AcceptForm(DeskForm):
    """What the copy shows."""

    proof = forms.ChoiceField(
        label=gettext_lazy("What does the copy show?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the copy shows.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the proof"), max_length=40, required=False
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("The last day that the copy shows, as 2026-12-31."),
        widget=forms.DateInput({"placeholder": "2026-12-31"}),
        error_messages={
            "required": gettext_lazy("Enter the last day that the copy shows."),
            "invalid": gettext_lazy("Enter the day as 2026-12-31."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offer(self, "proof", choices)


class ReturnForm(DeskForm):
    """What to correct, and why."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("What has to be corrected?"),
        choices=ProfessionalReturnItem.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Say what has to be corrected: tick at least one item.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Explain it in plain words"),
        help_text=gettext_lazy("The person reads this text. Name everything at once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The person will read it.")},
    )


class SuspendForm(DeskForm):
    """Why the person may not invite."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person reads this text."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The person will read it.")},
    )
