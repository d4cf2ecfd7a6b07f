"""The rules of the single window for administrators. A change is a new row with a later first day.

Not the tabbed form of modeltranslation: its tabs load scripts from another site.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin
from unfold.decorators import action, display

from applications.admin.steps.available import step_register
from applications.enums import RequirementScope, Service
from applications.models import DocumentRequirement
from offices.permissions import can_edit_places
from permits.desk.points import PointsCorrect
from permits.enums import Hand, PermitKind, TalentCategory
from permits.models import PermitParameter, PointsTable, ServingRule, WageAverage
from permits.rules.papers import CONDITIONS
from permits.services.rows import first_day_check, row_end, row_was_in_force
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin

step_register(PointsCorrect)


class DatedForm(forms.ModelForm):
    """A row that begins tomorrow or later."""

    def clean_valid_from(self) -> Any:
        """Keep the past as it was."""
        valid_from = self.cleaned_data["valid_from"]
        first_day_check(valid_from, timezone.now())
        return valid_from


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


class EndForm(DeskForm):
    """The last day of a rule."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Today or later, as 2026-12-31."),
        widget=forms.DateInput({"placeholder": "2026-12-31"}),
    )


class EndView(ConfirmView):
    """End a rule on a day."""

    title: ClassVar[str | Promise] = gettext_lazy("End this rule")
    form_class = EndForm
    danger = True

    def allowed(self) -> bool:
        return can_edit_places(self.request.user)

    def will_happen(self) -> list[str]:
        return [
            _("%(row)s holds until 24:00 of the last day.") % {"row": self.object},
            _("What was calculated or decided with it stays as it is."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        row_end(row=self.object, last_day=form.cleaned_data["last_day"], now=now)
        self.model_admin.log_change(self.request, self.object, "row_end")
        return _("Done: the rule ends on that day.")


class DatedRowAdmin(DeskModelAdmin, TranslationAdmin):  # type: ignore[misc]
    """Administrators add rows, and change those that are not yet in force; nobody deletes one."""

    form = DatedForm
    date_hierarchy = None
    show_add_link = True

    def desk_can_view(self, user: Any) -> bool:
        return can_edit_places(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can_edit_places(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if not can_edit_places(request.user):
            return False
        row: Any = obj
        return row is None or not row_was_in_force(row, timezone.now())


class EndingRowAdmin(DatedRowAdmin):
    """Rows that can also be ended: the only change of one that is in force."""

    actions_detail = ["finish"]

    @action(description=gettext_lazy("End this rule"), url_path="finish")
    def finish(self, request: HttpRequest, object_id: str) -> Any:
        """Lead to the confirm page."""
        opts = self.opts
        return redirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_end", args=[object_id]))

    def get_custom_urls(self) -> Any:
        name = f"{self.opts.app_label}_{self.opts.model_name}_end"
        return (("<path:object_id>/end/", name, EndView.as_view()),)


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
