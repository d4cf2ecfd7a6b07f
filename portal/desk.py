"""What surrounds the officers' pages: the menu by role, the label of a demonstration, the start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import PostRole
from accounts.models import User
from applications.permissions import offices_of
from centre.permissions import centres_of, centres_supervised
from port_visa.permissions import reads_filings, reads_professionals

DECIDERS = frozenset({PostRole.REVIEWER, PostRole.SUPERVISOR})


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles of the officer's active posts; read once a request."""
    found: frozenset[str] | None = getattr(request, "_desk_roles", None)
    if found is None:
        user = request.user
        found = frozenset(post.role for post in user.held_posts()) if user.is_staff else frozenset()
        request._desk_roles = found  # type: ignore[attr-defined]
    return found


def environment(request: HttpRequest) -> tuple[str, str] | None:
    """The label beside the heading that tells a demonstration from the real desk."""
    return (_("Demonstration"), "warning") if settings.PORTAL_DEMO else None


@dataclass(frozen=True)
class Entry:
    """A line of the menu. It is left out while its page does not exist.

    ``whose``: whether it is for this officer, beyond the role: nothing leads to a closed door.
    """

    title: str | Promise
    icon: str
    url_name: str
    query: str = ""
    whose: Callable[[Any], object] = bool


def stands_at_port(user: User) -> bool:
    """Whether there is a port at which the officer decides."""
    return bool(offices_of(user, (PostRole.PORT_OFFICER,)))


Group = tuple[str | Promise, frozenset[str], tuple[Entry, ...]]
ADMINISTRATORS = frozenset({PostRole.ADMINISTRATOR})
MENU: tuple[Group, ...] = (
    (
        gettext_lazy("Cases"),
        DECIDERS,
        (
            Entry(gettext_lazy("Queue"), "inbox", "admin:applications_application_changelist"),
            Entry(
                gettext_lazy("My cases"),
                "person",
                "admin:applications_application_changelist",
                "?owner=mine",
            ),
            Entry(
                gettext_lazy("Overdue"),
                "alarm",
                "admin:applications_application_changelist",
                "?due=overdue",
            ),
        ),
    ),
    (
        gettext_lazy("At the window"),
        DECIDERS,
        (
            Entry(gettext_lazy("Visits"), "event_available", "admin:visits_booking_changelist"),
            Entry(
                gettext_lazy("Numbers at the centre"),
                "confirmation_number",
                "admin:centre_ticket_changelist",
                whose=centres_of,
            ),
            Entry(
                gettext_lazy("Open a case at the window"),
                "person_add",
                "admin:centre_walk_in",
                whose=centres_of,
            ),
            Entry(
                gettext_lazy("Expedited handling"),
                "bolt",
                "admin:centre_expedite_changelist",
                whose=centres_supervised,
            ),
        ),
    ),
    (
        gettext_lazy("At the port"),
        DECIDERS | {PostRole.PORT_OFFICER},
        (
            Entry(
                gettext_lazy("Look up a Notification"),
                "qr_code_scanner",
                "admin:port_lookup",
                whose=stands_at_port,
            ),
            Entry(
                gettext_lazy("Decisions at the port"),
                "fact_check",
                "admin:port_visa_portdecision_changelist",
            ),
        ),
    ),
    (
        gettext_lazy("Organisations"),
        DECIDERS | ADMINISTRATORS,
        (
            Entry(
                gettext_lazy("Organisations to check"),
                "apartment",
                "admin:accounts_organisation_changelist",
            ),
            Entry(
                gettext_lazy("Filings for electronic visas"),
                "verified_user",
                "admin:port_visa_organisationfiling_changelist",
                whose=reads_filings,
            ),
            Entry(
                gettext_lazy("Professionals to check"),
                "badge",
                "admin:port_visa_professional_changelist",
                whose=reads_professionals,
            ),
        ),
    ),
    (
        gettext_lazy("Administration"),
        ADMINISTRATORS,
        (
            Entry(
                gettext_lazy("Working-day calendar"),
                "calendar_month",
                "admin:workdays_calendarnotice_changelist",
            ),
            Entry(
                gettext_lazy("Opening hours for visits"),
                "schedule",
                "admin:visits_openingrule_changelist",
            ),
            Entry(
                gettext_lazy("Windows of the centre"),
                "storefront",
                "admin:centre_servicewindow_changelist",
            ),
            Entry(
                gettext_lazy("Shifts of the centre"),
                "schedule",
                "admin:centre_shift_changelist",
            ),
            Entry(
                gettext_lazy("What people come for"),
                "list_alt",
                "admin:centre_ticketpurpose_changelist",
            ),
            Entry(
                gettext_lazy("Numbers of the centre’s rules"),
                "tune",
                "admin:centre_centreparameter_changelist",
            ),
            Entry(
                gettext_lazy("Reasons for expedited handling"),
                "bolt",
                "admin:centre_expeditereason_changelist",
            ),
            Entry(
                gettext_lazy("Promised times"),
                "timer",
                "admin:applications_servicestandard_changelist",
            ),
            Entry(
                gettext_lazy("Messages"), "outgoing_mail", "admin:notifications_message_changelist"
            ),
            Entry(
                gettext_lazy("Issued documents"),
                "description",
                "admin:documents_issueddocument_changelist",
            ),
            Entry(gettext_lazy("Uploads"), "upload_file", "admin:documents_upload_changelist"),
            Entry(gettext_lazy("Posts"), "badge", "admin:accounts_post_changelist"),
            Entry(gettext_lazy("API clients"), "api", "admin:api_apiclient_changelist"),
            Entry(
                gettext_lazy("Webhook deliveries"),
                "webhook",
                "admin:api_webhookdelivery_changelist",
            ),
            Entry(
                gettext_lazy("Numbers of the interface"),
                "tune",
                "admin:api_apiparameter_changelist",
            ),
            Entry(gettext_lazy("Offices"), "location_on", "admin:offices_office_changelist"),
            Entry(gettext_lazy("Ports"), "flight_land", "admin:offices_port_changelist"),
            Entry(gettext_lazy("Zones"), "map", "admin:offices_zone_changelist"),
            Entry(
                gettext_lazy("Points tables"), "calculate", "admin:permits_pointstable_changelist"
            ),
            Entry(gettext_lazy("Average pay"), "payments", "admin:permits_wageaverage_changelist"),
            Entry(
                gettext_lazy("Numbers of the rules"),
                "tune",
                "admin:permits_permitparameter_changelist",
            ),
            Entry(
                gettext_lazy("Numbers of the port visa"),
                "tune",
                "admin:port_visa_portvisaparameter_changelist",
            ),
            Entry(
                gettext_lazy("Ways to another office"),
                "alt_route",
                "admin:port_visa_portroute_changelist",
            ),
            Entry(
                gettext_lazy("Proofs of professionals"),
                "verified_user",
                "admin:port_visa_professionalproof_changelist",
            ),
            Entry(
                gettext_lazy("Purposes of professionals"),
                "handshake",
                "admin:port_visa_professionalpurpose_changelist",
            ),
            Entry(
                gettext_lazy("Which branch serves whom"),
                "alt_route",
                "admin:permits_servingrule_changelist",
            ),
            Entry(
                gettext_lazy("Documents asked for"),
                "checklist",
                "admin:applications_documentrequirement_changelist",
            ),
        ),
    ),
)


def _items(request: HttpRequest, entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for entry in entries:
        if not entry.whose(request.user):
            continue
        try:
            link = reverse(entry.url_name) + entry.query
        except NoReverseMatch:
            continue
        items.append({"title": entry.title, "icon": entry.icon, "link": link})
    links = {item["link"] for item in items}
    here = [one for one in (request.get_full_path(), request.path) if one in links]
    for item in items:  # with a filter that has no line of its own, the list's line
        item["active"] = item["link"] in here[:1]
    return items


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu for this officer's roles; a superuser sees all of it."""
    roles = roles_of(request)
    everything = getattr(request.user, "is_superuser", False)
    groups: list[dict[str, Any]] = [
        {"items": [{"title": _("Start"), "icon": "home", "link": reverse("admin:index")}]}
    ]
    for title, wanted, entries in MENU:
        if everything or roles & wanted:
            groups.append({"title": title, "separator": True, "items": _items(request, entries)})
    return groups
