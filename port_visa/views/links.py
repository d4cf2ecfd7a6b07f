"""The inviter's pages about a person's links, and the page that a link opens."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from applications.private_links import grant_keep
from applications.views.links import link_page
from port_visa import services
from port_visa.errors import InvitationError
from port_visa.forms.people import LinkForm
from port_visa.links import confirmed_words, link_of, link_state
from port_visa.models import Invitee
from port_visa.outbox_traveller import traveller_language
from port_visa.views.common import actor_of, home_of, invitee_or_404, is_draft
from port_visa.views.seat import GONE, GRANTS
from port_visa.views.seats import PersonSeat
from ui.qr import qr_image
from ui.responses import unlisted
from ui.steps import Step, signed_in


def _person_of_draft(request: HttpRequest, pk: UUID, invitee_pk: int) -> Invitee:
    invitee = invitee_or_404(request, pk, invitee_pk)
    if not is_draft(invitee.invitation):
        raise Http404
    return invitee


@never_cache
@signed_in
def invitee_link(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Send the traveller a private link, make one to copy, close it; see how it stands.

    After the invitation was handed in the page leads to its receipt.
    """
    invitee = invitee_or_404(request, pk, invitee_pk)
    if not is_draft(invitee.invitation):
        return redirect(home_of(invitee.invitation))
    if request.method == "POST" and "close" in request.POST:
        return _closed(request, invitee)
    if request.method == "POST" and "copy" in request.POST:
        return _copied(request, invitee)

    def save(form: Any) -> None:
        services.invitee_link_send(
            invitee=invitee, **form.cleaned_data, actor=actor_of(request), now=timezone.now()
        )
        messages.success(
            request,
            _("The link is on its way to %(address)s.") % {"address": form.cleaned_data["email"]},
        )

    initial = {"email": invitee.email, "language": traveller_language(invitee)}
    return Step(
        template="port_visa/link.html",
        form=lambda **kwargs: LinkForm(initial=initial, **kwargs),
        save=save,
        onward=lambda: reverse("invitee_link", args=[pk, invitee_pk]),
        context=_context(request, invitee),
    ).respond(request)


def _context(request: HttpRequest, invitee: Invitee, **more: Any) -> dict[str, Any]:
    link = link_of(invitee)
    return PersonSeat(invitee, actor_of(request)).context(
        link=link,
        confirmed=confirmed_words(invitee),
        state=link_state(invitee, link, timezone.now()) if link else "",
        **more,
    )


def _closed(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    services.invitee_link_close(invitee=invitee, actor=actor_of(request), now=timezone.now())
    messages.success(request, _("The link is closed. It opens nothing any more."))
    return redirect("invitee_link", pk=invitee.invitation_id, invitee_pk=invitee.pk)


def _copied(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """Show the new link once: it is not kept, so it cannot be shown again."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = traveller_language(invitee)
    try:
        _link, token = services.invitee_link_copy(
            invitee=invitee, language=language, actor=actor_of(request), now=timezone.now()
        )
    except InvitationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("invitee_link", pk=invitee.invitation_id, invitee_pk=invitee.pk)
    context = _context(request, invitee, address=_address(token, language))
    return unlisted(render(request, "port_visa/link_copy.html", context))


def _address(token: str, language: str) -> str:
    """The whole address of a link, opening in this language."""
    with translation.override(language):
        return f"{settings.PORTAL_BASE_URL}{reverse('invitee_link_open', args=[token])}"


@never_cache
@signed_in
def invitee_phone(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Hand this person's pages over to the inviter's own phone: a QR code for half an hour."""
    invitee = _person_of_draft(request, pk, invitee_pk)
    context = _context(request, invitee)
    if request.method == "POST":
        language = translation.get_language() or "en"
        try:
            link, token = services.invitee_phone_link(
                invitee=invitee, language=language, actor=actor_of(request), now=timezone.now()
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("invitee_phone", pk=pk, invitee_pk=invitee_pk)
        onward = reverse("invitation_invitees", args=[pk])
        context |= {"qr": qr_image(_address(token, language)), "phone": link, "onward": onward}
    return unlisted(render(request, "port_visa/phone.html", context))


@never_cache
@sensitive_variables("token")
def invitee_link_open(request: HttpRequest, token: str) -> HttpResponse:
    """A private link, opened by the traveller or by the inviter's phone."""

    def open_link() -> str:
        link = services.invitee_link_open(token=token, now=timezone.now())
        grant_keep(request, GRANTS, link.invitee_id, link)
        return reverse("invited", args=[link.invitee_id])

    return link_page(
        request, template="port_visa/invited/link.html", gone=GONE, open_link=open_link
    )
