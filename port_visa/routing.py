"""Who decides an invitation's cases: the port's own office, or the one to which a row routes them.

ADR 0093: a case opened at a window stays at that office; then comes what the inviter asked for,
then what is routed by the port.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from offices.models import Office, Port
from offices.queries import port_list
from port_visa.models import Invitation, PortRoute
from port_visa.rules.checklist import in_force
from ui.problems import Problem


def routes_on(day: date) -> list[PortRoute]:
    """The rows in force on a day, with offices that are open."""
    rows = PortRoute.objects.select_related("port", "office").filter(office__active=True)
    return in_force(rows, day)


def routes_to_ask_for(day: date) -> list[PortRoute]:
    """The rows that inviters may ask for on a day."""
    return [row for row in routes_on(day) if row.on_request]


def route_of(invitation: Invitation, day: date) -> PortRoute | None:
    """The row that takes this invitation elsewhere; None: the port's own office decides."""
    rows = [row for row in routes_on(day) if row.port_id == invitation.port_id]
    asked = [row for row in rows if row.on_request and invitation.wants_centre]
    always = [row for row in rows if not row.on_request]
    return next(iter([*asked, *always]), None)


def office_for(invitation: Invitation, day: date) -> Office | None:
    """The office that decides what is handed in on ``day``; None when nobody does."""
    if invitation.opened_office is not None:
        return invitation.opened_office
    row = route_of(invitation, day)
    if row is not None:
        return row.office
    return invitation.port.office if invitation.port else None


def electronic_ports(day: date) -> QuerySet[Port]:
    """Ports for which an electronic visa can be applied for on a day: an office decides them.

    A port without a visa counter has no office of its own; a row names one.
    """
    routed = [row.port_id for row in routes_on(day) if not row.on_request]
    return port_list().filter(Q(office__active=True) | Q(pk__in=routed))


def undecided_problem(port: Port | None, day: date) -> Problem | None:
    """Whether nobody decides electronic visas for what arrives at this port."""
    if port is None or electronic_ports(day).filter(pk=port.pk).exists():
        return None
    message = _("No office decides electronic visas for %(port)s. Choose another port.")
    return Problem("port_undecided", message % {"port": port}, "port")


def request_problem(port: Port | None, wanted: bool, day: date) -> Problem | None:
    """Whether the centre was asked for at a port from which nothing leads to it."""
    if not wanted or port is None:
        return None
    if any(row.port_id == port.pk for row in routes_to_ask_for(day)):
        return None
    message = _("The 24-hour centre does not handle %(port)s. Take the tick away.")
    return Problem("no_route", message % {"port": port}, "wants_centre")


def handling_words(invitation: Invitation, office: Office | None) -> str:
    """Why another office than the port's own decides, as a sentence; empty when it does not.

    :param office: which decides, as the case has it: rows may have changed since.
    """
    port = invitation.port
    if invitation.opened_office is not None:
        return _("%(office)s opened the case at its window and handles it.") % {
            "office": invitation.opened_office
        }
    if office is None or port is None or port.office_id == office.pk:
        return ""
    routes = PortRoute.objects.filter(port=port, office=office)
    if not routes.exists():
        return ""
    asked = invitation.wants_centre and routes.filter(on_request=True).exists()
    return _handling(asked=asked, electronic=invitation.electronic) % {
        "office": office,
        "port": port,
    }


def _handling(*, asked: bool, electronic: bool) -> str:
    """An electronic visa is issued at no port."""
    if electronic and asked:
        return _("%(office)s handles it, because you asked for it.")
    if electronic:
        return _("%(office)s decides electronic visas for what arrives at %(port)s.")
    if asked:
        return _("%(office)s handles it, because you asked for it. The visa is issued at %(port)s.")
    return _("%(office)s handles what arrives at %(port)s. The visa is issued at the port.")
