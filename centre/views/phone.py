"""On the phone, reached by the QR code in the hall: take a number, see the place in the queue."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications.limits import Limit, client_address
from centre.enums import TicketSource, TicketState
from centre.models import Ticket
from centre.presenting import lines
from centre.queries import Queue, ticket_for
from centre.services import ticket_leave
from centre.views.common import TakeForm, centre_of, taken_ticket, ticket_of
from offices.models import Office
from ui.responses import unlisted

SESSION_KEY = "centre_tickets"
OPEN = (TicketState.WAITING, TicketState.CALLED)
TEN_MINUTES = 600


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, office: str) -> HttpResponse:
    """Take a number by phone. Who has one already is led to it: one phone, one place."""
    now = timezone.now()
    queue = Queue(centre_of(office), now)
    mine = _own_ticket(request, queue.office)
    form = TakeForm(purposes=queue.purposes)
    status = 200
    if request.method == "POST":
        if mine is not None:
            return redirect("centre_ticket", office, mine.code)
        limit = Limit("centre-phone", times=queue.numbers.phone_tickets, seconds=TEN_MINUTES)
        if not limit.allows(client_address(request), now):
            status = 429
            form = TakeForm(request.POST, purposes=queue.purposes)
            form.add_error(
                None, _("Many numbers were taken from here. Take yours at the desk, please.")
            )
        else:
            ticket, form = taken_ticket(request, queue, TicketSource.PHONE, now)
            if ticket is not None:
                request.session[SESSION_KEY] = {office: ticket.code}
                return redirect("centre_ticket", office, ticket.code)
    context = {"office": queue.office, "lines": lines(queue), "form": form, "mine": mine}
    return render(request, "centre/take.html", context, status=status)


@never_cache
@require_GET
def ticket(request: HttpRequest, office: str, code: str) -> HttpResponse:
    """The number, the place in the queue, the window: in both languages, kept fresh."""
    found = ticket_of(centre_of(office), code)
    queue = Queue(found.office, timezone.now())
    context = {
        "office": found.office,
        "ticket": found,
        "ahead": len(queue.before(found.purpose_id, found)),
        "estimate": queue.estimate(found.purpose_id, found),
        "recall_minutes": queue.numbers.recall_minutes,
    }
    return unlisted(render(request, "centre/ticket.html", context))


@require_POST
def leave(request: HttpRequest, office: str, code: str) -> HttpResponse:
    """Give the place back, so that nobody is called in vain."""
    found = ticket_of(centre_of(office), code)
    try:
        ticket_leave(ticket=found, now=timezone.now())
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("centre_ticket", office, code)


def _own_ticket(request: HttpRequest, office: Office) -> Ticket | None:
    """The ticket that this phone took here and that is still open."""
    code = request.session.get(SESSION_KEY, {}).get(office.code, "")
    found = ticket_for(office, code) if code else None
    return found if found is not None and found.state in OPEN else None
