"""Applications as the members of an answer: where each stands, what is asked, what was issued."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from api.representations import file_facts, taken
from api.serializers.applications import ApplicationHeadSerializer, ApplicationSerializer
from applications.models import Application, Attachment, SupplementRequest
from applications.queries import issued_documents_of
from applications.registry import adapter_for
from port_visa.models import Invitee

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


def application_head(invitee: Invitee) -> dict[str, Any]:
    """A line of the list of applications."""
    return dict(ApplicationHeadSerializer(_case(invitee)).data)


def application_full(invitee: Invitee, actor: User) -> dict[str, Any]:
    """One application with what is asked and what was issued."""
    application = invitee.application
    documents = [document for document in issued_documents_of(application) if document.file]
    facts = {
        **_case(invitee),
        "office": application.office.name if application.office else "",
        "decision_text": application.decision_text,
        "supplement": application_asked(application, actor),
        "documents": documents,
    }
    return dict(ApplicationSerializer(facts).data)


def _case(invitee: Invitee) -> dict[str, Any]:
    return {
        **taken(invitee.application, _CASE),
        "invitation": invitee.invitation_id,
        "invitee": invitee.pk,
        "status_text": invitee.application.get_status_display(),
    }


def application_asked(application: Application, actor: User) -> dict[str, Any] | None:
    """The list that waits for its answer, with what was added since; None when nothing is asked."""
    request = application.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    return _asked(application, request, actor) if request else None


def _asked(application: Application, request: SupplementRequest, actor: User) -> dict[str, Any]:
    items = list(request.items.all())
    codes = [item.code for item in items]
    points = adapter_for(application).supplement_points(application, codes, actor)
    added: QuerySet[Attachment] = Attachment.objects.filter(
        application=application, removed_at=None, created_at__gte=request.requested_at
    ).select_related("upload")
    files = list(added)
    return {
        **taken(request, ("number", "requested_at", "answer_by", "note")),
        "points": [
            {
                **taken(item, ("id", "code", "text", "answer")),
                "todo": points[item.code].todo,
                "takes_files": bool(points[item.code].file_code),
                "files": [file_facts(f) for f in files if f.code == points[item.code].file_code],
            }
            for item in items
        ],
    }
