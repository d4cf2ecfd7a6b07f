"""The rules of the single window for administrators: dated rows."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from applications.admin.dated import DatedForm, DatedRowAdmin, EndingRowAdmin
from applications.admin.steps.available import step_register
from applications.enums import RequirementScope, Service
from applications.models import DocumentRequirement
from permits.desk.points import PointsCorrect
from permits.enums import Hand, PermitKind, TalentCategory
from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage
from permits.rules.papers import CONDITIONS

step_register(PointsCorrect)


class RequirementForm(DatedForm):
    """A document whose lists hold only codes that the rules know."""

    CODES: ClassVar[dict[str, Collection[str]]] = {
        "kinds": PermitKind.values,
        "categories": TalentCategory.values,
        "promise_categories": TalentCategory.values,
        "conditions": CONDITIONS,
    }

    def clean(self) -> dict[str, Any]:
        """Refuse codes that would make the document be asked for from nobody."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, known in self.CODES.items():
            value = data.get(name) or []
            if not isinstance(value, list) or not set(map(str, value)) <= set(known):
                words = {"codes": ", ".join(known)}
                self.add_error(name, _("Write a list of these codes: %(codes)s.") % words)
        if data.get("hand") not in Hand.values:
            self.add_error("hand", _("Write employer or person."))
        return data


@admin.register(PointsTable)
class PointsTableAdmin(EndingRowAdmin):
    list_display = ["name", "valid_from", "valid_until"]
    fields = ["name", "data", "legal_basis", "valid_from", "valid_until"]


@admin.register(WageAverage)
class WageAverageAdmin(DatedRowAdmin):
    list_display = ["year", "monthly_amount", "valid_from", "legal_basis"]
    fields = ["year", "monthly_amount", "legal_basis", "valid_from"]


@admin.register(PermitParameter)
class PermitParameterAdmin(DatedRowAdmin):
    list_display = ["code", "value", "valid_from", "legal_basis"]
    search_fields = ["code"]
    fields = ["code", "value", "legal_basis", "valid_from"]


@admin.register(ServingRule)
class ServingRuleAdmin(EndingRowAdmin):
    list_display = ["category", "shown_zone", "shown_place", "valid_from", "valid_until"]
    list_filter = ["category", "zone"]
    list_select_related = ["zone", "office"]
    fields = [
        "category",
        "zone",
        "office",
        "place",
        "online_check",
        "legal_basis",
        "valid_from",
        "valid_until",
    ]

    @display(description=gettext_lazy("zone"), ordering="zone")
    def shown_zone(self, rule: ServingRule) -> str:
        return str(rule.zone or _("the whole city"))

    @display(description=gettext_lazy("where"), ordering="office")
    def shown_place(self, rule: ServingRule) -> str:
        return str(rule.office or rule.place)


@admin.register(DocumentRequirement)
class RequirementAdmin(EndingRowAdmin):
    """Documents of the single window."""

    form = RequirementForm
    list_display = ["name", "code", "hand", "required", "valid_from", "valid_until"]
    list_filter = ["hand", "required"]
    search_fields = ["code", "name_en", "name_zh_hans"]
    fields = [
        "code",
        "name",
        "help_text",
        "reason",
        "form",
        "legal_basis",
        "hand",
        "authority",
        "kinds",
        "categories",
        "conditions",
        "promise_categories",
        "private",
        "required",
        "order",
        "valid_from",
        "valid_until",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentRequirement]:
        return super().get_queryset(request).filter(service=Service.SINGLE_WINDOW)

    def save_model(
        self, request: HttpRequest, obj: DocumentRequirement, form: Any, change: bool
    ) -> None:
        obj.service = Service.SINGLE_WINDOW
        obj.scope = RequirementScope.PERSON
        super().save_model(request, obj, form, change)
