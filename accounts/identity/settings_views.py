"""The identity in the account: see, link, unlink; the e-mail address of a new account."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.internal.flows import signup as flow
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.views import SignupView
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.identity.config import label
from accounts.identity.errors import IdentityProblem, Reason, sentence
from accounts.identity.links import identity_lock, identity_of, identity_unlink
from accounts.identity.views import provider_of
from accounts.views.common import person
from ui.steps import signed_in


@signed_in
def identity(request: HttpRequest) -> HttpResponse:
    """Show whether an identity is linked."""
    provider_of(request)
    context = {"identity": identity_of(person(request)), "label": label()}
    return render(request, "accounts/identity.html", context)


@signed_in
def unlink(request: HttpRequest) -> HttpResponse:
    """Ask, then unlink."""
    provider_of(request)
    if identity_of(person(request)) is None:
        return redirect("identity")
    if request.method != "POST":
        return render(request, "accounts/identity_unlink.html", {"label": label()})
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    try:
        identity_unlink(request, person(request))
    except IdentityProblem as problem:
        messages.error(request, problem.message)
    return redirect("identity")


class EmailView(SignupView):
    """Ask a newcomer for an e-mail address, which is confirmed by a code as everybody's."""

    template_name = "accounts/identity_email.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        issuer = provider_of(request).sub_id
        try:
            pending = flow.get_pending_signup(request)
        except SocialApp.DoesNotExist:  # of a provider that is configured no longer
            pending = None
        if pending is None or pending.account.provider != issuer:
            flow.clear_pending_signup(request)
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the account; a second window with the same identity finds it made."""
        login: SocialLogin = self.sociallogin
        with transaction.atomic():
            identity_lock(login)
            if not SocialAccount.objects.filter(
                provider=login.account.provider, uid=login.account.uid
            ).exists():
                return super().form_valid(form)
        flow.clear_pending_signup(self.request)
        messages.warning(self.request, sentence(Reason.USED))
        return redirect("account_login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "label": label()}

    def get_authenticated_redirect_url(self) -> str:
        return reverse("identity")


email = EmailView.as_view()
