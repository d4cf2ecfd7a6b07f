"""The promised times: dated rows for administrators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from applications.admin.dated import DatedForm, DatedRowAdmin
from applications.models import ServiceStandard

LANES = (
    ("ordinary", _("ordinary")),
    ("expedited", _("expedited")),
    ("home_check", _("check by a home office")),
)


class StandardForm(DatedForm):
    """A lane that the software knows; a period that is at least one."""

    lane = forms.ChoiceField(label=_("lane"), choices=LANES)
    amount = forms.IntegerField(label=_("amount"), min_value=1, max_value=365)


@admin.register(ServiceStandard)
class ServiceStandardAdmin(DatedRowAdmin):
    form = StandardForm
    list_display = ["service", "lane_words", "amount", "unit", "valid_from", "legal_basis"]
    fields = [
        "service",
        "lane",
        "amount",
        "unit",
        "completeness_days",
        "supplement_days",
        "due_soon_days",
        "escalate_days",
        "due_soon_hours",
        "escalate_hours",
        "legal_basis",
        "valid_from",
    ]

    @display(description=_("lane"), ordering="lane")
    def lane_words(self, row: Any) -> str:
        return str(dict(LANES).get(row.lane, row.lane))
