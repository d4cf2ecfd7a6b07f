"""Pages of a sign-in with an identity from elsewhere: leave, come back, and what went wrong."""

from typing import Any
from urllib.parse import urlencode

import structlog
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import activate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.identity.config import configuration, label
from accounts.identity.errors import IdentityProblem, Reason, sentence
from accounts.identity.links import identity_lock
from accounts.identity.provider import IdentityProvider

logger = structlog.get_logger(__name__)


def provider_of(request: HttpRequest) -> IdentityProvider:
    """Return the configured provider; without one the page does not exist."""
    found = configuration()
    if found is None:
        raise Http404
    provider: IdentityProvider = get_adapter().get_provider(request, provider=found.issuer)
    return provider


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the provider: to sign in, or to link who is signed in.

    By a page, because a form that leads to another site is stopped by our own security policy.
    """
    provider = provider_of(request)
    linking = request.POST.get("process") == AuthProcess.CONNECT
    if request.method != "POST" or request.user.is_authenticated != linking:
        lost = f"{reverse('identity_problem')}?about={Reason.LOST.value}"
        return redirect("identity" if request.user.is_authenticated else lost)
    if linking:
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    process = AuthProcess.CONNECT if linking else AuthProcess.LOGIN
    wanted = None if linking else get_next_redirect_url(request)
    try:
        address = provider.begin(request, process, wanted)
    except IdentityProblem as problem:
        return _refused(request, {"process": process, "next": wanted}, problem)
    return render(request, "accounts/identity_leave.html", {"address": address, "label": label()})


@require_GET
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser back to; the same address for every language."""
    provider = provider_of(request)
    state = provider.begun(request)
    if state and state.get("language"):
        activate(state["language"])
    try:
        if state is None:
            raise IdentityProblem(Reason.LOST, "no such state in this session")
        login = provider.finish(request, state)
        with transaction.atomic():
            identity_lock(login)
            return complete_social_login(request, login)
    except IntegrityError:  # somebody has taken the e-mail address a moment ago
        return _refused(request, state or {}, IdentityProblem(Reason.TAKEN))
    except IdentityProblem as problem:
        return _refused(request, state or {}, problem)


def _refused(request: HttpRequest, state: dict[str, Any], problem: IdentityProblem) -> HttpResponse:
    """Say it on a page of its own: the provider's answer leaves the address bar."""
    logger.warning(
        "identity_refused",
        reason=problem.reason.value,
        detail=problem.detail,
        process=state.get("process", ""),
        user=request.user.pk,
    )
    if state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated:
        messages.error(request, problem.message)
        return redirect("identity")
    query = {"about": problem.reason.value}
    if state.get("next"):
        query["next"] = state["next"]
    return redirect(f"{reverse('identity_problem')}?{urlencode(query)}")


@require_GET
def problem(request: HttpRequest) -> HttpResponse:
    """Say why a sign-in ended, and how to go on."""
    provider_of(request)
    try:
        reason = Reason(request.GET.get("about", ""))
    except ValueError:
        reason = Reason.FAILED
    context = {
        "sentence": sentence(reason),
        "cancelled": reason == Reason.CANCELLED,
        "again": reason != Reason.TAKEN,
        "next": get_next_redirect_url(request) or "",
        "link_after": reverse("identity"),
        "label": label(),
    }
    return render(request, "accounts/identity_problem.html", context)
