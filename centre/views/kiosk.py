"""The page at the desk: large buttons, a number, and back to the beginning."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from centre.enums import TicketSource
from centre.presenting import lines, phone_url
from centre.queries import Queue
from centre.views.common import TakeForm, centre_of, taken_ticket, ticket_of
from ui.qr import qr_image


@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, office: str) -> HttpResponse:
    """Choose what you come for; the press takes a number."""
    now = timezone.now()
    queue = Queue(centre_of(office), now)
    form = TakeForm(purposes=queue.purposes)
    if request.method == "POST":
        ticket, form = taken_ticket(request, queue, TicketSource.KIOSK, now)
        if ticket is not None:
            return redirect("centre_kiosk_ticket", office, ticket.code)
    context = {"office": queue.office, "lines": lines(queue), "form": form}
    return render(request, "centre/kiosk.html", context)


@never_cache
@require_GET
def taken(request: HttpRequest, office: str, code: str) -> HttpResponse:
    """The number in large, with a QR code that takes it along on the phone."""
    ticket = ticket_of(centre_of(office), code)
    queue = Queue(ticket.office, timezone.now())
    context = {
        "office": ticket.office,
        "ticket": ticket,
        "ahead": len(queue.before(ticket.purpose_id, ticket)),
        "estimate": queue.estimate(ticket.purpose_id, ticket),
        "qr": qr_image(phone_url(office, ticket)),
    }
    return render(request, "centre/kiosk_ticket.html", context)
