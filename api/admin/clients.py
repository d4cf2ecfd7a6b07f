"""API clients: the list, and the buttons to their pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from api.admin import client_views as views
from api.enums import Scope
from api.models import ApiClient
from api.permissions import can_manage_clients
from ui.desk import DeskModelAdmin


@admin.register(ApiClient)
class ApiClientAdmin(DeskModelAdmin):
    """Which systems may act for which organisations and partner offices."""

    list_display = ("name", "shown_party", "shown_scopes", "requests_per_minute", "shown_active")
    list_select_related = ("organisation", "office")
    search_fields = (
        "name",
        "organisation__name_zh",
        "organisation__name_en",
        "office__code",
        "oauth__client_id",
    )
    fields = (
        "name",
        "shown_party",
        "shown_client_id",
        "shown_scopes",
        "requests_per_minute",
        "created_at",
        "created_by",
        "secret_changed_at",
        "revoked_at",
        "revoked_by",
    )
    readonly_fields = ("shown_party", "shown_client_id", "shown_scopes")
    actions_list = ["let_in", "let_office_in"]
    actions_detail = ["change_limits", "new_secret", "shut_out"]
    custom_urls = (
        ("create/", "api_apiclient_create", views.CreateView.as_view()),
        ("create-office/", "api_apiclient_create_office", views.CreateForOfficeView.as_view()),
        ("<path:object_id>/limits/", "api_apiclient_limits", views.ChangeView.as_view()),
        ("<path:object_id>/rotate/", "api_apiclient_rotate", views.RotateView.as_view()),
        ("<path:object_id>/revoke/", "api_apiclient_revoke", views.RevokeView.as_view()),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_manage_clients(user) or user.is_superuser

    @display(description=gettext_lazy("acts for"))
    def shown_party(self, client: ApiClient) -> str:
        return str(client.party)

    @display(description=gettext_lazy("client ID"))
    def shown_client_id(self, client: ApiClient) -> str:
        return str(client.oauth.client_id)

    @display(description=gettext_lazy("scopes"))
    def shown_scopes(self, client: ApiClient) -> str:
        """Each on a line of its own: what it allows, and the code that a token carries."""
        words = dict(Scope.choices)
        lines = [(words.get(code, ""), code) for code in client.scopes]
        whole = format_html_join("", "<li>{} <code>{}</code></li>", lines)
        return format_html('<ul class="desk-list">{}</ul>', whole)  # one box in the narrow layout

    @display(description=gettext_lazy("active"), boolean=True)
    def shown_active(self, client: ApiClient) -> bool:
        return client.active

    @action(description=gettext_lazy("Let a system in"), url_path="let-in")
    def let_in(self, request: HttpRequest) -> Any:
        return redirect("admin:api_apiclient_create")

    @action(description=gettext_lazy("Let a partner office’s system in"), url_path="let-office-in")
    def let_office_in(self, request: HttpRequest) -> Any:
        return redirect("admin:api_apiclient_create_office")

    @action(description=gettext_lazy("Change what it may do"), url_path="change-limits")
    def change_limits(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_limits", object_id)

    @action(description=gettext_lazy("Give a new secret"), url_path="new-secret")
    def new_secret(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_rotate", object_id)

    @action(description=gettext_lazy("Shut the system out"), url_path="shut-out")
    def shut_out(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_revoke", object_id)
