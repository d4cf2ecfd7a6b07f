"""API clients: let in, limited, given another secret, shut out."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from accounts.models import Organisation, User
from accounts.queries import organisation_by_code
from api.enums import Scope
from api.models import MOST_REQUESTS, ApiClient
from api.permissions import can_manage_clients
from api.services import client_change, client_create, client_revoke, client_rotate_secret
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin


class LimitsForm(DeskForm):
    """What a client may do, and how often."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=[(s.value, f"{s.value} · {s.label}") for s in Scope],
        widget=forms.CheckboxSelectMultiple,
    )
    requests_per_minute = forms.IntegerField(
        label=gettext_lazy("Requests a minute"), min_value=1, max_value=MOST_REQUESTS, initial=120
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(s.value, f"{s.value} · {s.label}") for s in Scope]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]


class ClientForm(LimitsForm):
    """For whom, and under which name in the log."""

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


class ClientView(ConfirmView):
    """What the pages of clients share."""

    def officer_user(self) -> User:
        assert isinstance(self.officer, User)  # noqa: S101
        return self.officer

    def allowed(self) -> bool:
        return self.object is None or bool(self.object.active)

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        raise NotImplementedError


class SecretView(ClientView):
    """Ends on a page that shows the new secret, this once."""

    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        """Call the service; answers the client and its secret."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show_form(form)
        try:
            client, secret = self.make(form, self.now)
        except ValidationError as error:
            form.add_service_error(error)
            return self.show_form(form, error)
        self.template_name = "api/desk/secret.html"
        back = reverse("admin:api_apiclient_change", args=[client.pk])
        answer = self.show(client=client, secret=secret, back_url=back)
        answer["Cache-Control"] = "no-store"
        return answer


class CreateView(SecretView):
    title = gettext_lazy("Let a system in")
    form_class = ClientForm

    def will_happen(self) -> list[str]:
        return [
            _("The system acts as a member of the organisation, with the rights of a submitter."),
            _("The owners see it among their members, and can remove it."),
            _("The secret is shown once, on the next page."),
        ]

    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        data = form.cleaned_data
        client, secret = client_create(
            organisation=data["uscc"],
            name=data["name"],
            scopes=data["scopes"],
            requests_per_minute=data["requests_per_minute"],
            language=data["language"],
            actor=self.officer_user(),
            now=now,
        )
        self.model_admin.log_addition(self.request, client, "client_create")
        return client, secret


class ChangeView(ClientView):
    title = gettext_lazy("Change what it may do")
    form_class = LimitsForm

    def get_initial(self) -> dict[str, Any]:
        client = self.object
        return {"scopes": client.scopes, "requests_per_minute": client.requests_per_minute}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        client_change(
            client=self.object,
            scopes=form.cleaned_data["scopes"],
            requests_per_minute=form.cleaned_data["requests_per_minute"],
            actor=self.officer_user(),
        )
        self.model_admin.log_change(self.request, self.object, "client_change")
        return _("Saved. It holds from the next request on.")


class RotateView(SecretView):
    title = gettext_lazy("Give a new secret")
    danger = True

    def will_happen(self) -> list[str]:
        return [
            _("The old secret and all its tokens end at once: tell the organisation first."),
            _("The secret is shown once, on the next page."),
        ]

    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        made = client_rotate_secret(client=self.object, actor=self.officer_user(), now=now)
        self.model_admin.log_change(self.request, self.object, "client_rotate_secret")
        return made


class RevokeView(ClientView):
    title = gettext_lazy("Shut the system out")
    danger = True

    def will_happen(self) -> list[str]:
        return [
            _("Its tokens end at once and for good. What it filed stays with the organisation."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        client_revoke(client=self.object, actor=self.officer_user(), now=now)
        self.model_admin.log_change(self.request, self.object, "client_revoke")
        return _("The system is shut out.")


@admin.register(ApiClient)
class ApiClientAdmin(DeskModelAdmin):
    """Which systems may act for which organisations."""

    list_display = ("name", "organisation", "shown_scopes", "requests_per_minute", "shown_active")
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__name_zh", "organisation__name_en", "oauth__client_id")
    fields = (
        "name",
        "organisation",
        "shown_client_id",
        "shown_scopes",
        "requests_per_minute",
        "created_at",
        "created_by",
        "secret_changed_at",
        "revoked_at",
        "revoked_by",
    )
    readonly_fields = ("shown_client_id", "shown_scopes")
    actions_list = ["let_in"]
    actions_detail = ["change_limits", "new_secret", "shut_out"]
    custom_urls = (
        ("create/", "api_apiclient_create", CreateView.as_view()),
        ("<path:object_id>/limits/", "api_apiclient_limits", ChangeView.as_view()),
        ("<path:object_id>/rotate/", "api_apiclient_rotate", RotateView.as_view()),
        ("<path:object_id>/revoke/", "api_apiclient_revoke", RevokeView.as_view()),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_manage_clients(user) or user.is_superuser

    @display(description=gettext_lazy("client ID"))
    def shown_client_id(self, client: ApiClient) -> str:
        return str(client.oauth.client_id)

    @display(description=gettext_lazy("scopes"))
    def shown_scopes(self, client: ApiClient) -> str:
        return ", ".join(client.scopes)

    @display(description=gettext_lazy("active"), boolean=True)
    def shown_active(self, client: ApiClient) -> bool:
        return client.active

    @action(description=gettext_lazy("Let a system in"), url_path="let-in")
    def let_in(self, request: HttpRequest) -> Any:
        return redirect("admin:api_apiclient_create")

    @action(description=gettext_lazy("Change what it may do"), url_path="change-limits")
    def change_limits(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_limits", object_id)

    @action(description=gettext_lazy("Give a new secret"), url_path="new-secret")
    def new_secret(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_rotate", object_id)

    @action(description=gettext_lazy("Shut the system out"), url_path="shut-out")
    def shut_out(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_apiclient_revoke", object_id)
