"""Forms of API clients: whose system it is, what it may do, how often."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.queries import organisation_by_code
from api.enums import OFFICE_SCOPES, ORGANISATION_SCOPES, Scope
from api.models import MOST_REQUESTS
from offices.models import Office
from offices.queries import partner_offices
from ui.desk import DeskForm
from ui.fields import KeyChoiceField, choices_offer, rows_offer


class LimitsForm(DeskForm):
    """What an organisation's client may do, and how often."""

    offered: ClassVar[tuple[Scope, ...]] = ORGANISATION_SCOPES
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"), widget=forms.CheckboxSelectMultiple
    )
    requests_per_minute = forms.IntegerField(
        label=gettext_lazy("Requests a minute"), min_value=1, max_value=MOST_REQUESTS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_offer(self, "scopes", [(s.value, f"{s.label} ({s.value})") for s in self.offered])


class OfficeLimitsForm(LimitsForm):
    """What a partner office's client may do, and how often."""

    offered = OFFICE_SCOPES


class ClientForm(LimitsForm):
    """For which organisation, and under which name in the log."""

    uscc = forms.CharField(
        label=gettext_lazy("Company code of the organisation"), max_length=40, strip=True
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        help_text=gettext_lazy("The log shows it as the actor, for example “Travel desk”."),
        max_length=80,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of new invitations"), choices=settings.LANGUAGES
    )
    field_order = ["uscc", "name", "language", "scopes", "requests_per_minute"]

    def clean_uscc(self) -> Organisation:
        """Turn the code into the organisation."""
        found = organisation_by_code(self.cleaned_data["uscc"])
        if found is None:
            raise ValidationError(_("No organisation with this code is registered here."))
        return found


class OfficeClientForm(OfficeLimitsForm):
    """For which partner office, and under which name in the log."""

    office = KeyChoiceField(label=gettext_lazy("Partner office"), queryset=Office.objects.none())
    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        help_text=gettext_lazy("The log shows it as the actor, for example “Case system of …”."),
        max_length=80,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    field_order = ["office", "name", "language", "scopes", "requests_per_minute"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "office", partner_offices().filter(active=True))
