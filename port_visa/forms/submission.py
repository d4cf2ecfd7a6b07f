"""Forms around handing in: which organisation, files, the declaration, taking back, copying."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from port_visa.models import Invitee, Professional
from ui.fields import KeyChoiceField, choices_offer, rows_offer
from ui.steps import StepForm
from ui.widgets import Checkboxes, Radios


class OrganisationChoice(KeyChoiceField):
    """Organisations by their name in the page's language."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class OrganisationForm(StepForm):
    organisation = OrganisationChoice(
        label=_("Which organisation invites?"),
        queryset=Organisation.objects.none(),
        widget=Radios(),
        empty_label=None,
        error_messages={"required": _("Choose the organisation that invites.")},
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "organisation", organisations)


class InviterForm(StepForm):
    """For somebody who can invite in their own name: who invites, they or an organisation."""

    ME = "me"

    inviter = forms.ChoiceField(
        label=_("Who invites?"),
        widget=Radios(hints={ME: _("Without company papers.")}),
        error_messages={"required": _("Choose who invites.")},
    )

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        professional: Professional,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        me = _("You, in your own name: %(name)s") % {"name": professional.shown_name}
        bodies = [(str(one.pk), one.name) for one in organisations]
        choices_offer(self, "inviter", [(self.ME, me), *bodies])


class DeclarationForm(StepForm):
    declared_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("You declare this for your organisation."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name.")},
    )
    declared = forms.BooleanField(
        label=_("I declare that everything in this invitation is true and complete"),
        error_messages={"required": _("Tick the box to declare that everything is true.")},
    )

    def __init__(
        self, *args: Any, by_person: bool = False, at_window: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if at_window:
            field = self.fields["declared_name"]
            field.label = _("Full name of who declares at the window")
            field.help_text = _("The inviter, or the traveller on their behalf. They sign for it.")
            return
        if by_person:
            self.fields["declared_name"].help_text = _("You declare this in your own name.")


class WithdrawForm(StepForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Whose application do you withdraw?"),
        queryset=Invitee.objects.none(),
        widget=Checkboxes(),
        error_messages={"required": _("Choose at least one person.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, people: Iterable[Invitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["people"], people)


class CopyForm(StepForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Whom do you invite again?"),
        help_text=_("Choose nobody to start with an empty list."),
        queryset=Invitee.objects.none(),
        widget=Checkboxes(),
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Invitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["people"], people)


def _offer(field: Any, people: Iterable[Invitee]) -> None:
    """Let these people be chosen, each by name and reference."""
    people = list(people)
    field.queryset = Invitee.objects.filter(pk__in=[invitee.pk for invitee in people])
    field.choices = [
        (i.pk, f"{i.application.traveller.name_mrz} · {i.application.reference}") for i in people
    ]
