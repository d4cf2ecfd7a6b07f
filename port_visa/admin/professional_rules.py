"""Who may invite in their own name, and whom: dated rows for administrators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from applications.admin.dated import DatedForm, EndingRowAdmin
from port_visa.models import ProfessionalProof, ProfessionalPurpose

CATEGORIES = (("A", "A"), ("B", "B"), ("C", "C"))


class ProofRowForm(DatedForm):
    """Categories are ticked, not written."""

    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Categories of the work"),
        help_text=gettext_lazy("None: the proof counts without a category."),
        choices=CATEGORIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_categories(self) -> list[Any]:
        return list(self.cleaned_data["categories"])


@admin.register(ProfessionalProof)
class ProfessionalProofAdmin(EndingRowAdmin):
    form = ProofRowForm
    list_display = ["proof", "categories", "valid_from", "valid_until", "legal_basis"]
    fields = ["proof", "categories", "legal_basis", "valid_from", "valid_until"]


@admin.register(ProfessionalPurpose)
class ProfessionalPurposeAdmin(EndingRowAdmin):
    list_display = ["name", "code", "category", "valid_from", "valid_until"]
    fields = [
        "code",
        "name",
        "help_text",
        "category",
        "order",
        "legal_basis",
        "valid_from",
        "valid_until",
    ]
