"""Issued permits, put into the database as the issuing service leaves them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from applications.references import reference_new
from documents.enums import DocumentKind
from permits.models import PermitHolder, ResidencePermit, WorkPermit
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, ApplicationFactory
from tests.factories.documents import IssuedDocumentFactory


def holder_new(user: User | None = None, **changes: Any) -> PermitHolder:
    """A person with a number; ``user`` is their account."""
    facts = {
        "issuing_state": "UTO",
        "document_number": reference_new("WP")[-9:],
        "birth_date_mrz": "880229",
        "created_at": NOW,
        **changes,
    }
    return PermitHolder.objects.create(
        number=reference_new("WP"), user=user or UserFactory(), **facts
    )


def pair_new(
    holder: PermitHolder,
    *,
    first: date,
    until: date,
    employer: Organisation | None = None,
    at: datetime = NOW,
    **changes: Any,
) -> ResidencePermit:
    """Both permits of one application; answers the residence permit."""
    case = ApplicationFactory(accepted=True, **({"organisation": employer} if employer else {}))
    common = {
        "holder": holder,
        "application": case,
        "valid_from": first,
        "valid_until": until,
        "issued_at": at,
        **changes,
    }
    with transaction.atomic():
        work = WorkPermit.objects.create(
            **common,
            category="B",
            employer=case.organisation,
            post_title="Hydraulic Engineer",
            document=_document(DocumentKind.WORK_PERMIT, case.reference),
        )
        return ResidencePermit.objects.create(
            **common,
            work_permit=work,
            document=_document(DocumentKind.RESIDENCE_PERMIT, case.reference),
        )


def _document(kind: DocumentKind, subject: str) -> Any:
    return IssuedDocumentFactory(kind=kind, subject=subject, valid=True)
