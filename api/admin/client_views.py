"""Pages behind the buttons of API clients: let in, limited, given another secret, shut out."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.admin.client_forms import ClientForm, LimitsForm, OfficeClientForm, OfficeLimitsForm
from api.limits import limits_at
from api.models import ApiClient
from api.services import client_change, client_create, client_revoke, client_rotate_secret
from ui.desk import ConfirmView, DeskForm


class ClientView(ConfirmView):
    """What the pages of one client share: none is offered for one that was shut out."""

    def allowed(self) -> bool:
        return self.object is None or bool(self.object.active)


class SecretView(ClientView):
    """Ends on a page that shows the new secret, this once."""

    made: tuple[ApiClient, str] | None = None

    @abstractmethod
    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        """Call the service; answers the client and its secret."""

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        self.made = self.make(form, now)
        return _("Done. Copy the secret before you leave this page.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if self.made is None:
            return answer
        client, secret = self.made
        self.template_name = "api/desk/secret.html"
        back = reverse("admin:api_apiclient_change", args=[client.pk])
        answer = self.show(client=client, secret=secret, back_url=back)
        answer["Cache-Control"] = "no-store"
        return answer


class CreateView(SecretView):
    title = gettext_lazy("Let a system in")
    form_class: type[DeskForm] = ClientForm
    party_field = "uscc"  # cleaned, it is for whom the system acts

    def get_initial(self) -> dict[str, Any]:
        return {"requests_per_minute": limits_at(self.now).client_requests}

    def will_happen(self) -> list[str]:
        return [
            _("The system acts as a member of the organisation, with the rights of a submitter."),
            _("The owners see it among their members, and can remove it."),
            _("The secret is shown once, on the next page."),
        ]

    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        data = form.cleaned_data
        client, secret = client_create(
            party=data[self.party_field],
            name=data["name"],
            scopes=data["scopes"],
            requests_per_minute=data["requests_per_minute"],
            language=data["language"],
            actor=self.officer,
            now=now,
        )
        self.model_admin.log_addition(self.request, client, "client_create")
        return client, secret


class CreateForOfficeView(CreateView):
    title = gettext_lazy("Let a partner office’s system in")
    form_class = OfficeClientForm
    party_field = "office"

    def will_happen(self) -> list[str]:
        return [
            _("The system checks, returns and transfers the cases of this office, as an officer."),
            _("The log of each case names it. It sees no other office’s cases."),
            _("The secret is shown once, on the next page."),
        ]


class ChangeView(ClientView):
    title = gettext_lazy("Change what it may do")

    def get_form(self, data: Any = None) -> DeskForm:
        form = OfficeLimitsForm if self.object.office_id else LimitsForm
        return form(data, initial=self.get_initial())

    def get_initial(self) -> dict[str, Any]:
        client = self.object
        return {"scopes": client.scopes, "requests_per_minute": client.requests_per_minute}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        client_change(
            client=self.object,
            scopes=form.cleaned_data["scopes"],
            requests_per_minute=form.cleaned_data["requests_per_minute"],
            actor=self.officer,
        )
        self.model_admin.log_change(self.request, self.object, "client_change")
        return _("Saved. It holds from the next request on.")


class RotateView(SecretView):
    title = gettext_lazy("Give a new secret")
    danger = True

    def will_happen(self) -> list[str]:
        return [
            _("The old secret and all its tokens end at once: tell its users first."),
            _("The secret is shown once, on the next page."),
        ]

    def make(self, form: DeskForm, now: datetime) -> tuple[ApiClient, str]:
        made = client_rotate_secret(client=self.object, actor=self.officer, now=now)
        self.model_admin.log_change(self.request, self.object, "client_rotate_secret")
        return made


class RevokeView(ClientView):
    title = gettext_lazy("Shut the system out")
    danger = True

    def will_happen(self) -> list[str]:
        if self.object.office_id:
            return [_("Its tokens end at once and for good. What it did stays in the log.")]
        return [
            _("Its tokens end at once and for good. What it filed stays with the organisation."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        client_revoke(client=self.object, actor=self.officer, now=now)
        self.model_admin.log_change(self.request, self.object, "client_revoke")
        return _("The system is shut out.")
