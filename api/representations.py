"""Invitations and people as the members of an answer. Texts are in the caller's language."""

from collections.abc import Iterable
from typing import Any

from api.problems import SHOWN_AS
from api.serializers.invitations import (
    AttachedSerializer,
    InvitationHeadSerializer,
    InvitationSerializer,
)
from api.serializers.people import InviteeSerializer
from applications.models import Attachment
from applications.passport.writing import risky_of
from port_visa import progress
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.queries import Slot, Snapshot

_HEAD = ("id", "status", "inviter_kind", "category", "purpose", "arrival_on")
_TIMES = ("created_at", "updated_at", "submitted_at")
_VISIT = (
    "urgency",
    "urgency_text",
    "electronic",
    "flight",
    "stay_days",
    "itinerary",
    "host_address",
    "payer",
    "payer_text",
    "declared_name",
)
_TRAVELLER = (
    "document_number",
    "issuing_state",
    "nationality",
    "sex",
    "birth_date",
    "expires_on",
    "name_viz",
    "name_zh",
    "issued_on",
)
_DETAILS = ("occupation", "employer", "relation", "previous_visits", "email", "language")


def invitation_head(invitation: Invitation) -> dict[str, Any]:
    """A line of the list of invitations."""
    return dict(InvitationHeadSerializer(taken(invitation, _HEAD + _TIMES)).data)


def invitation_full(snapshot: Snapshot) -> dict[str, Any]:
    """An invitation with its people, its checklist and what is still missing."""
    invitation = snapshot.invitation
    draft = invitation.status == InvitationStatus.DRAFT
    facts = {
        **taken(invitation, _HEAD + _TIMES + _VISIT),
        "port": invitation.port.code if invitation.port else None,
        "invitees": [_invitee(snapshot, invitee) for invitee in snapshot.invitees],
        "checklist": [_line(slot) for slot in snapshot.slots] if invitation.category else [],
        "missing": [_missing(finding) for finding in progress.findings(snapshot)] if draft else [],
    }
    return dict(InvitationSerializer(facts).data)


def invitee_full(snapshot: Snapshot, invitee: Invitee) -> dict[str, Any]:
    """One person of an invitation."""
    return dict(InviteeSerializer(_invitee(snapshot, invitee)).data)


def attached(row: Attachment) -> dict[str, Any]:
    """One file of a line."""
    return dict(AttachedSerializer(file_facts(row)).data)


def taken(row: object, names: Iterable[str]) -> dict[str, Any]:
    """Those columns of a row, by their names."""
    return {name: getattr(row, name) for name in names}


def _invitee(snapshot: Snapshot, invitee: Invitee) -> dict[str, Any]:
    application, traveller = invitee.application, invitee.application.traveller
    known = bool(traveller.document_number)
    warnings = progress.invitee_warnings(snapshot, invitee) if known else []
    return {
        "id": invitee.pk,
        "reference": application.reference,
        "status": application.status,
        "status_text": application.get_status_display(),
        "surname": traveller.name_mrz_primary,
        "given_names": traveller.name_mrz_secondary,
        **taken(traveller, _TRAVELLER),
        "compared": traveller.confirmed_at is not None,
        "uncertain_characters": sorted(str(name) for name in risky_of(traveller)),
        "typed": sorted(SHOWN_AS.get(field, field) for field in invitee.corrected_fields),
        "typed_reason": invitee.correction_reason,
        **taken(invitee, _DETAILS),
        "warnings": [warning.message for warning in warnings],
    }


def _line(slot: Slot) -> dict[str, Any]:
    return {
        "code": slot.code,
        "name": slot.requirement.name,
        "help": slot.requirement.help_text,
        "required": slot.requirement.required,
        "invitee": slot.invitee.pk if slot.invitee else None,
        "files": [file_facts(row) for row in slot.attachments],
    }


def file_facts(row: Attachment) -> dict[str, Any]:
    """One file, for the serializers that show it."""
    upload = row.upload
    return {
        "id": row.pk,
        "name": upload.label,
        **taken(upload, ("media_type", "size", "sha256", "status", "problem", "problem_text")),
        "added_at": row.created_at,
    }


def _missing(finding: progress.Finding) -> dict[str, Any]:
    return {
        "code": finding.problem.code,
        "detail": finding.problem.message,
        "field": finding.problem.field or finding.part,
        "invitee": finding.invitee.pk if finding.invitee else None,
    }
