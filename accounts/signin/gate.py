"""The gate of the officers' desk: sign in as everybody does, hold a post, show a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import is_officer


class OfficerGate:
    """Guards every address under the desk, whatever view answers it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.desk = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.desk) or request.path == reverse("admin:logout"):
            return self.get_response(request)
        return self._stop(request) or self.get_response(request)

    def _stop(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(self._wanted(request), resolve_url(settings.LOGIN_URL))
        user.remember_duties()
        if not (is_officer(user) or (user.is_superuser and user.is_active)):
            raise PermissionDenied
        if not settings.PORTAL_DEMO and not self._second_factor_shown(request, user):
            return self._ask_for_second_factor(request, user)
        if request.path == reverse("admin:login"):
            return HttpResponseRedirect(self._wanted(request))
        return None

    def _wanted(self, request: HttpRequest) -> str:
        """Return the page of the desk that the officer came for."""
        if request.path != reverse("admin:login"):
            return request.get_full_path() if request.method == "GET" else self.desk
        wanted = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return wanted if safe and wanted != request.path else self.desk

    def _second_factor_shown(self, request: HttpRequest, user: User) -> bool:
        """Tell whether this very session was opened with the second factor."""
        records = get_authentication_records(request, user)
        return is_mfa_enabled(user) and any(row.get("method") == "mfa" for row in records)

    def _ask_for_second_factor(self, request: HttpRequest, user: User) -> HttpResponse:
        if is_mfa_enabled(user):
            query = urlencode({"next": self._wanted(request)})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
        messages.warning(
            request,
            _("Officers need a second factor. Set up an authenticator app or a passkey here."),
        )
        return HttpResponseRedirect(reverse("mfa_index"))


@receiver(authenticator_added, dispatch_uid="accounts.signin.gate")
def _just_shown(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Setting a second factor up shows it: do not ask for it again on the next page."""
    record_authentication(request, user, "mfa", reauthenticated=True)
