"""What the case engine asks about a port visa."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import users_of, users_of_each
from applications.enums import Service, Status
from applications.models import Application, Attachment, Traveller
from applications.passport.rules.digits import UNCAUGHT, risky_characters
from applications.passport.rules.states import state_name
from applications.points import SupplementPoint
from applications.registry import Addressed, BaseAdapter, ChecklistLine, Section
from port_visa.answering import supplement_points
from port_visa.enums import VisaCategory
from port_visa.models import Invitation, Invitee
from port_visa.progress import PASSPORT_COPY, invitee_warnings
from port_visa.queries import (
    Snapshot,
    active_invitees,
    invitations_of,
    invitee_of,
    snapshot_load,
)
from port_visa.services.notification import notification_request, notification_revoke


def _day(value: date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else "–"


def _snapshot(application: Application) -> tuple[Snapshot, Invitee]:
    invitee = invitee_of(application)
    at = invitee.invitation.submitted_at or application.created_at
    return snapshot_load(invitee.invitation, at), invitee


class PortVisaAdapter(BaseAdapter):
    """Answers for applications of the service ``port_visa``."""

    service = Service.PORT_VISA
    reference_prefix = "PV"

    def checklist(self, application: Application) -> Sequence[ChecklistLine]:
        """The data to compare, then the documents of the group and of this person."""
        snapshot, invitee = _snapshot(application)
        ticks = {tick.code: tick for tick in application.ticks.all()}
        data = [
            ("passport", _("Passport values"), _("As the passport copy shows them.")),
            ("details", _("Details of the person"), _("Name as printed, occupation, relation.")),
            ("visit", _("Visit"), _("Purpose, urgency, dates, itinerary, address, costs.")),
        ]
        own = list(application.attachments.filter(removed_at__isnull=True).select_related("upload"))
        lines = [
            ChecklistLine(
                code=code,
                name=name,
                help_text=text,
                tick=ticks.get(code),
                is_document=False,
                attachments=[row for row in own if row.code == code],  # answers to a supplement
            )
            for code, name, text in data
        ]
        for slot in [*snapshot.slots_of(invitee), *snapshot.group_slots]:
            # an answer to a supplement request is this person's, also in a slot of the group
            answers = [row for row in own if row.code == slot.code and slot.invitee is None]
            lines.append(
                ChecklistLine(
                    code=slot.code,
                    name=slot.requirement.name,
                    help_text=slot.requirement.help_text,
                    legal_basis=slot.requirement.legal_basis or "",
                    required=slot.requirement.required,
                    attachments=[*slot.attachments, *answers],
                    tick=ticks.get(slot.code),
                )
            )
        return lines

    def sections(self, application: Application) -> Sequence[Section]:
        invitee = invitee_of(application)
        return [_person_section(invitee), _visit_section(invitee)]

    def recipients(self, application: Application) -> Sequence[User]:
        if application.organisation is None:
            return (application.filed_by,)
        return list(users_of(application.organisation))

    def message_context(self, application: Application) -> Mapping[str, Any]:
        return _visit_facts(invitee_of(application).invitation)

    def addressed(self, applications: Sequence[Application]) -> Mapping[int, Addressed]:
        invitations = invitations_of(applications)
        members = users_of_each([one.organisation_id for one in applications])
        return {
            one.pk: (
                members[one.organisation_id] if one.organisation_id else (one.filed_by,),
                _visit_facts(invitations[one.pk]),
            )
            for one in applications
        }

    def supplement_points(
        self, application: Application, codes: Collection[str]
    ) -> Mapping[str, SupplementPoint]:
        return supplement_points(application, codes)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in VisaCategory.choices]

    def passport(self, application: Application) -> Attachment | None:
        rows = Attachment.objects.filter(
            application=application, code=PASSPORT_COPY, removed_at__isnull=True
        )
        return rows.select_related("upload").order_by("created_at", "pk").last()

    def state(self, code: str) -> str:
        return f"{state_name(code, get_language() or 'en')} ({code})"

    def flags(self, application: Application) -> Sequence[str]:
        """What was typed by hand and why, what no check digit can tell, what is unusual."""
        snapshot, invitee = _snapshot(application)
        found = []
        if invitee.corrected_fields:
            columns = ", ".join(_column_name(field) for field in invitee.corrected_fields)
            found.append(
                _("Typed by hand: %(fields)s. Reason given: %(reason)s")
                % {"fields": columns, "reason": invitee.correction_reason}
            )
        for sign in risky_characters(application.traveller.document_number):
            found.append(
                _("Passport number: compare %(sign)s; no check digit tells it from %(other)s.")
                % {"sign": sign, "other": ", ".join(UNCAUGHT[sign])}
            )
        return found + [problem.message for problem in invitee_warnings(snapshot, invitee)]

    def group_members(self, application: Application) -> Sequence[Application]:
        invitation_id = invitee_of(application).invitation_id
        rows = active_invitees().filter(invitation_id=invitation_id)
        return [i.application for i in rows if i.application.status != Status.DRAFT]

    def on_approved(self, application: Application, now: datetime) -> None:
        notification_request(application=application, now=now)

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        notification_revoke(application=application, reason=reason, now=now)


def _visit_facts(invitation: Invitation) -> dict[str, Any]:
    return {
        "purpose": invitation.purpose,
        "arrival_on": invitation.arrival_on.isoformat() if invitation.arrival_on else "",
        "inviter_zh": invitation.organisation.name_zh,
        "inviter_en": invitation.organisation.name_en,
    }


def _column_name(field: str) -> str:
    return str(getattr(Traveller._meta.get_field(field), "verbose_name", field))


def _person_section(invitee: Invitee) -> Section:
    rows = [
        (_("Occupation"), invitee.occupation or "–"),
        (_("Employer"), invitee.employer or "–"),
        (_("Earlier visits to China"), invitee.previous_visits or "–"),
        (_("Relation to the inviter"), invitee.relation or "–"),
    ]
    return Section(_("Person"), rows)


def _visit_section(invitee: Invitee) -> Section:
    visit = invitee.invitation
    rows = [
        (_("Category"), visit.get_category_display()),
        (_("Purpose"), visit.purpose),
        (
            _("Why not from abroad"),
            f"{capfirst(visit.get_urgency_display())}: {visit.urgency_text}",
        ),
        (_("Arrival"), _day(visit.arrival_on)),
        (_("Port"), str(visit.port or "–")),
        (_("Flight or ship"), visit.flight or "–"),
        (_("Stay in days"), invitee.stay_days or visit.stay_days),
        (_("Itinerary"), visit.itinerary),
        (_("Where they stay"), visit.host_address),
        (_("Who pays"), visit.payer_text or capfirst(visit.get_payer_display())),
        (_("Declared by"), visit.declared_name or "–"),
    ]
    return Section(_("Visit"), rows)
