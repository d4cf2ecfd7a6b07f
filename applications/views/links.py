"""The page of a private link: looking changes nothing, the button opens."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.errors import LinkGone
from applications.limits import client_address
from applications.private_links import OPENINGS
from ui.responses import unlisted


def link_page(
    request: HttpRequest, *, template: str, gone: str, open_link: Callable[[], str]
) -> HttpResponse:
    """Show what the link opens; the button calls ``open_link`` and goes where it says.

    A mail scanner that follows links opens no session, and the token leaves the address bar at
    once. What opens nothing any more answers 410, too many tries 429. ``gone`` is the template
    that gets the ``sentence`` why.
    """
    if request.method != "POST":
        return unlisted(render(request, template))
    if not OPENINGS.allows(client_address(request), timezone.now()):
        sentence = _("Too many tries. Wait ten minutes and open the link once more.")
        return unlisted(render(request, gone, {"sentence": sentence, "code": ""}, status=429))
    try:
        onward = open_link()
    except LinkGone as error:
        context = {"sentence": " ".join(error.messages), "code": error.code}
        return unlisted(render(request, gone, context, status=410))
    return unlisted(redirect(onward))
