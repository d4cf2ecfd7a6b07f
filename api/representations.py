"""Rows as the members of an answer. Texts are in the caller's language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from api.serializers.applications import ApplicationHeadSerializer, ApplicationSerializer
from api.serializers.invitations import (
    AttachedSerializer,
    InvitationHeadSerializer,
    InvitationSerializer,
    InviteeSerializer,
)
from applications.models import Application, Attachment, SupplementRequest
from applications.passport.writing import risky_of
from applications.queries import issued_documents_of
from applications.registry import adapter_for
from port_visa import progress
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation, Invitee
from port_visa.queries import Slot, Snapshot

_HEAD = ("id", "status", "inviter_kind", "category", "purpose", "arrival_on")
_TIMES = ("created_at", "updated_at", "submitted_at")
_VISIT = (
    "urgency",
    "urgency_text",
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
    "nationality",
    "sex",
    "birth_date",
    "expires_on",
    "name_viz",
    "name_zh",
    "issued_on",
)
_DETAILS = ("occupation", "employer", "relation", "previous_visits")
_CASE = (
    "reference",
    "status",
    "version",
    "category",
    "created_at",
    "submitted_at",
    "accepted_at",
    "due_on",
    "due_provisional",
    "decided_at",
    "issued_at",
    "closed_at",
)


def invitation_head(invitation: Invitation) -> dict[str, Any]:
    """A line of the list of invitations."""
    return dict(InvitationHeadSerializer(_taken(invitation, _HEAD + _TIMES)).data)


def invitation_full(snapshot: Snapshot) -> dict[str, Any]:
    """An invitation with its people, its checklist and what is still missing."""
    invitation = snapshot.invitation
    draft = invitation.status == InvitationStatus.DRAFT
    facts = {
        **_taken(invitation, _HEAD + _TIMES + _VISIT),
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
    return dict(AttachedSerializer(_file(row)).data)


def application_head(invitee: Invitee) -> dict[str, Any]:
    """A line of the list of applications."""
    return dict(ApplicationHeadSerializer(_case(invitee)).data)


def application_full(invitee: Invitee, actor: User) -> dict[str, Any]:
    """One application with what is asked and what was issued."""
    application = invitee.application
    request = application.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    documents = [document for document in issued_documents_of(application) if document.file]
    facts = {
        **_case(invitee),
        "office": application.office.name if application.office else "",
        "decision_text": application.decision_text,
        "supplement": _asked(application, request, actor) if request else None,
        "documents": documents,
    }
    return dict(ApplicationSerializer(facts).data)


def _taken(row: object, names: Iterable[str]) -> dict[str, Any]:
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
        **_taken(traveller, _TRAVELLER),
        "compared": traveller.confirmed_at is not None,
        "uncertain_characters": sorted(str(name) for name in risky_of(traveller)),
        **_taken(invitee, _DETAILS),
        "warnings": [warning.message for warning in warnings],
    }


def _line(slot: Slot) -> dict[str, Any]:
    return {
        "code": slot.code,
        "name": slot.requirement.name,
        "help": slot.requirement.help_text,
        "required": slot.requirement.required,
        "invitee": slot.invitee.pk if slot.invitee else None,
        "files": [_file(row) for row in slot.attachments],
    }


def _file(row: Attachment) -> dict[str, Any]:
    upload = row.upload
    return {
        "id": row.pk,
        "name": upload.label,
        **_taken(upload, ("media_type", "size", "sha256", "status", "problem", "problem_text")),
        "added_at": row.created_at,
    }


def _missing(finding: progress.Finding) -> dict[str, Any]:
    return {
        "code": finding.problem.code,
        "detail": finding.problem.message,
        "field": finding.problem.field or finding.part,
        "invitee": finding.invitee.pk if finding.invitee else None,
    }


def _case(invitee: Invitee) -> dict[str, Any]:
    return {
        **_taken(invitee.application, _CASE),
        "invitation": invitee.invitation_id,
        "invitee": invitee.pk,
        "status_text": invitee.application.get_status_display(),
    }


def _asked(application: Application, request: SupplementRequest, actor: User) -> dict[str, Any]:
    items = list(request.items.all())
    codes = [item.code for item in items]
    points = adapter_for(application).supplement_points(application, codes, actor)
    added: QuerySet[Attachment] = Attachment.objects.filter(
        application=application, removed_at=None, created_at__gte=request.requested_at
    ).select_related("upload")
    files = list(added)
    return {
        **_taken(request, ("number", "requested_at", "answer_by", "note")),
        "points": [
            {
                **_taken(item, ("id", "code", "text", "answer")),
                "todo": points[item.code].todo,
                "takes_files": bool(points[item.code].file_code),
                "files": [_file(f) for f in files if f.code == points[item.code].file_code],
            }
            for item in items
        ],
    }
