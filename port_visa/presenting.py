"""Values in the words of a page: rows of summary lists."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.passport.presenting import passport_rows
from port_visa.enums import Payer, VisitPart
from port_visa.models import Invitation, Invitee
from port_visa.professionals import purpose_of
from port_visa.rules.visit import last_lawful_day
from ui.rows import Row


def _changes(rows: Sequence[tuple[str, Any]], url: str) -> list[Row]:
    unanswered = _("not answered yet")
    return [Row(key=key, value=value or unanswered, url=url) for key, value in rows]


def visit_rows(invitation: Invitation, *, changeable: bool) -> list[Row]:
    """The visit, page by page, each row with a link to its page while it can be changed."""
    rows: list[Row] = []
    for part, values in _visit_values(invitation).items():
        url = reverse("invitation_visit", args=[invitation.pk, part]) + "?from=check"
        rows += _changes(values, url if changeable else "")
    return rows


def _visit_values(invitation: Invitation) -> dict[str, list[tuple[str, Any]]]:
    payer = capfirst(invitation.get_payer_display())
    if invitation.payer == Payer.OTHER:
        payer = invitation.payer_text
    return {
        VisitPart.PURPOSE: [
            *_guest(invitation),
            (_("Category"), invitation.get_category_display()),
            (_("Purpose"), invitation.purpose),
        ],
        VisitPart.URGENCY: [
            (_("Why not from abroad"), capfirst(invitation.get_urgency_display())),
            (_("Explanation"), invitation.urgency_text),
        ],
        VisitPart.ARRIVAL: [
            *visa_kind(invitation),
            (_("Date of arrival"), _date(invitation.arrival_on)),
            (_("Port of arrival"), invitation.port),
            *_centre(invitation),
            (_("Flight or ship"), invitation.flight or _("not known yet")),
            (_("Stay"), _stay(invitation)),
        ],
        VisitPart.PLAN: [
            (_("Itinerary"), invitation.itinerary),
            (_("Where they will stay"), invitation.host_address),
        ],
        VisitPart.COSTS: [(_("Who pays"), payer)],
    }


def _centre(invitation: Invitation) -> list[tuple[str, Any]]:
    """That the 24-hour centre was asked for."""
    return [(_("24-hour centre"), _("asked for"))] if invitation.wants_centre else []


def visa_kind(invitation: Invitation) -> list[tuple[str, Any]]:
    """Which visa is applied for, where it is not the paper one."""
    return [(_("Visa"), _("Electronic port visa"))] if invitation.electronic else []


def _guest(invitation: Invitation) -> list[tuple[str, Any]]:
    """Whom a professional invites; an organisation is not asked."""
    if not invitation.by_person:
        return []
    purpose = purpose_of(invitation)
    return [(_("Whom you invite"), purpose.name if purpose else "")]


def _date(day: Any) -> str:
    return formats.date_format(day) if day else ""


def _stay(invitation: Invitation) -> str:
    """Days in words that cannot be misread: with the last lawful day."""
    if not (invitation.stay_days and invitation.arrival_on):
        return ""
    last = last_lawful_day(invitation.arrival_on, invitation.stay_days)
    return _("%(days)d days. If they enter on the day of arrival, the last day is %(last)s.") % {
        "days": invitation.stay_days,
        "last": formats.date_format(last),
    }


def person_rows(invitee: Invitee, *, changeable: bool) -> list[Row]:
    """One person for the check page: passport first, then details."""
    ids = [invitee.invitation_id, invitee.pk]
    traveller = invitee.application.traveller
    name = traveller.name_mrz
    passport_url = reverse("invitee_passport", args=ids) if changeable else ""
    details_url = reverse("invitee_details", args=ids) + "?from=check" if changeable else ""
    rows = [Row(**row, url=passport_url) for row in passport_rows(traveller)]
    details = [
        (_("Name as printed"), traveller.name_viz or "–"),
        (pgettext("person", "Chinese name"), traveller.name_zh or "–"),
        (_("Passport issued on"), _date(traveller.issued_on) or "–"),
        (_("Occupation"), invitee.occupation),
        (_("Employer or school"), invitee.employer or "–"),
        (_("Relation to the inviter"), invitee.relation),
        (_("Earlier visits to China"), invitee.previous_visits or "–"),
    ]
    rows += _changes(details, details_url)
    if invitee.email:
        written = [invitee.email, str(invitee.get_language_display())]
        value = " · ".join(filter(None, written))
        rows.append(Row(key=_("E-mail"), value=value, url=""))
    for row in rows:
        row["about"] = f"{row['key']}, {name}"
    return rows
