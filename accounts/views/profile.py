"""A person's own account."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.forms import ProfileForm
from accounts.identity.links import identity_of
from accounts.queries import memberships_for
from accounts.views.common import person
from ui.kept import answers_forget
from ui.steps import signed_in, typed_form


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change the person's name and language; lead to password, passkeys, organisations."""
    user = person(request)
    form = typed_form(request, partial(ProfileForm, instance=user))
    if request.method == "POST" and form.is_valid():
        form.save()
        answers_forget(request)
        with override(user.language):
            messages.success(request, _("Saved."))
        return redirect(translate_url(reverse("account_profile"), user.language))
    context = {
        "form": form,
        "memberships": memberships_for(user),
        "identity": identity_of(user),
    }
    return render(request, "accounts/profile.html", context)
