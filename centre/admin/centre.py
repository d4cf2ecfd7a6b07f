"""The desk of the centre: the window, and the rows that administrators keep."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin
from unfold.decorators import display

from applications.admin.dated import DatedRowAdmin
from applications.admin.steps.available import step_register
from centre.desk import window
from centre.desk.guidance import SendGuidance
from centre.desk.walk_in import WalkIn
from centre.models import CentreParameter, ServiceWindow, Shift, Ticket, TicketPurpose
from centre.permissions import centres_of
from offices.enums import OfficeKind
from offices.models import Office
from offices.permissions import can_edit_places
from ui.desk import DeskModelAdmin

step_register(SendGuidance)


@admin.register(Ticket)
class TicketAdmin(DeskModelAdmin):
    """The officer's window, instead of a list."""

    def desk_can_view(self, user: Any) -> bool:
        return bool(centres_of(user))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Our page instead of the framework's list."""
        return cast("HttpResponse", window.WindowView.as_view()(request, model_admin=self))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """There is no form: the buttons call services."""
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """A ticket names nobody and has its times on its row."""
        raise Http404

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        at = "window/<int:window>"
        return (
            (f"{at}/call/", "centre_call", window.CallNext.as_view()),
            (f"{at}/recall/", "centre_recall", window.Recall.as_view()),
            (f"{at}/done/", "centre_done", window.Done.as_view()),
            (f"{at}/missed/", "centre_missed", window.Missed.as_view()),
            ("open/", "centre_walk_in", WalkIn.as_view()),
        )


class ShiftForm(forms.ModelForm):
    """Weekdays as boxes to tick; windows and shift at one centre."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays on which the shift begins"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse windows of another centre."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        windows = data.get("windows") or []
        if "office" in data and any(w.office_id != data["office"].pk for w in windows):
            self.add_error("windows", _("Choose windows of the same centre."))
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day cannot be before the first."))
        return data


class CentreRows:
    """Rows that administrators keep; nothing is deleted, because tickets point at it."""

    fixed: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer centres only."""
        if db_field.name == "office":
            kwargs["queryset"] = Office.objects.filter(kind=OfficeKind.PORT_VISA_CENTRE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fixed if obj is not None else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_edit_places(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_edit_places(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can_edit_places(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can_edit_places(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(TicketPurpose)
class TicketPurposeAdmin(CentreRows, ModelAdmin, TranslationAdmin):
    list_display = ["name", "letter", "position", "active"]
    fields = ["code", "letter", "name", "hint", "position", "active"]
    fixed = ("code",)


@admin.register(Shift)
class ShiftAdmin(CentreRows, ModelAdmin, TranslationAdmin):
    form = ShiftForm
    list_display = ["name", "office", "begins", "ends", "valid_from", "valid_until"]
    list_select_related = ["office"]
    fields = [
        "office",
        "name",
        "begins",
        "ends",
        "weekdays",
        "windows",
        "valid_from",
        "valid_until",
    ]
    fixed = ("office",)


@admin.register(ServiceWindow)
class ServiceWindowAdmin(CentreRows, ModelAdmin):
    list_display = ["number", "office", "shown_purposes", "active"]
    list_select_related = ["office"]
    fields = ["office", "number", "purposes", "active"]
    fixed = ("office",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ServiceWindow]:
        return super().get_queryset(request).prefetch_related("purposes")

    @display(description=_("purposes"))
    def shown_purposes(self, row: ServiceWindow) -> str:
        return " ".join(purpose.letter for purpose in row.purposes.all())


@admin.register(CentreParameter)
class CentreParameterAdmin(DatedRowAdmin):
    list_display = ["code", "value", "valid_from", "legal_basis"]
    search_fields = ["code"]
    fields = ["code", "value", "legal_basis", "valid_from"]
