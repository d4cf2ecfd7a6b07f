"""The inviter asks for expedited handling."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from applications.deadlines import legal_date
from applications.views.common import actor_of, own_case
from centre.expedites import can_be_expedited, expedited_standard, open_request
from centre.forms import ExpediteForm
from centre.services import expedite_ask
from ui.steps import Step, signed_in


@never_cache
@signed_in
def expedite(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose a reason, explain it, ask. Elsewhere than here the case says what became of it."""
    case, now = own_case(request, reference), timezone.now()
    home = reverse("application", args=[case.reference])
    if not can_be_expedited(case, now) or open_request(case) is not None:
        messages.info(request, _("Expedited handling cannot be asked for now: see below."))
        return redirect(home)

    def save(form: Any) -> None:
        expedite_ask(
            application=case,
            reason=form.cleaned_data["reason"],
            text=form.cleaned_data["text"],
            actor=actor_of(request),
            now=timezone.now(),
        )
        messages.success(request, _("You have asked for expedited handling. We write to you."))

    return Step(
        template="centre/expedite.html",
        form=lambda **kwargs: ExpediteForm(day=legal_date(now), **kwargs),
        save=save,
        onward=lambda: home,
        context={"application": case, "standard": expedited_standard(now), "back": home},
    ).respond(request)
