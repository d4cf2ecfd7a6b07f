"""Offices, ports and zones for administrators, each text in both languages.

Not the tabbed form of modeltranslation: its tabs load scripts from another site.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin
from unfold.decorators import display

from offices.enums import OfficeKind
from offices.models import Office, Port, Zone
from offices.permissions import can_edit_places

HANDLING = ("reviewer", "supervisor", "system")  # roles of posts, which a room above knows


class PlaceAdmin(ModelAdmin, TranslationAdmin):
    """Administrators change places; nobody deletes one, because cases point at it."""

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

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code",) if obj is not None else ()


@admin.register(Office)
class OfficeAdmin(PlaceAdmin):
    list_display = ["name", "kind", "phone", "round_the_clock", "active", "shown_staffed"]
    list_filter = ["kind", "active"]
    search_fields = ["code", "name_en", "name_zh_hans"]

    def get_queryset(self, request: HttpRequest) -> Any:
        at_work = Q(posts__active=True, posts__officer__is_active=True)
        handling = at_work & Q(posts__role__in=HANDLING)
        rows = super().get_queryset(request)
        return rows.annotate(hands=Count("posts", filter=handling, distinct=True))

    @display(description=_("who handles cases"))
    def shown_staffed(self, office: Any) -> str:
        if office.hands:
            return str(office.hands)
        partner = office.kind == OfficeKind.PARTNER_OFFICE and office.active
        return gettext("nobody: its cases would not be seen") if partner else "0"


@admin.register(Port)
class PortAdmin(PlaceAdmin):
    list_display = ["name", "kind", "issues_port_visas", "shown_office"]
    list_filter = ["kind", "issues_port_visas"]
    list_select_related = ["office"]
    search_fields = ["code", "name_en", "name_zh_hans"]

    @display(description=_("Office"), ordering="office")
    def shown_office(self, port: Port) -> str:
        return str(port.office or "—")


@admin.register(Zone)
class ZoneAdmin(PlaceAdmin):
    list_display = ["name", "valid_from", "valid_until"]
    search_fields = ["code", "name_en", "name_zh_hans"]
