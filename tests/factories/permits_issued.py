"""Issued permits, put into the database as the issuing service leaves them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from applications.enums import Service
from applications.models import Application
from applications.references import reference_new
from documents.enums import DocumentKind
from permits.enums import PermitKind
from permits.models import PermitApplication, PermitHolder, ResidencePermit, WorkPermit
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
    case: Application | None = None,
    **changes: Any,
) -> ResidencePermit:
    """Both permits of one application, a new one or ``case``; answers the residence permit."""
    if case is None:
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
            employer=case.organisation,  # type: ignore[misc]
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


def permit_approved(
    *,
    kind: str = PermitKind.NEW_IN_CHINA,
    at: datetime = NOW,
    person: User | None = None,
    **columns: Any,
) -> Application:
    """An approved application whose documents nobody has asked for yet.

    ``columns`` are of the ``PermitApplication``; ``traveller`` and ``organisation`` may be among
    them.
    """
    own = {name: columns.pop(name) for name in ("traveller", "organisation") if name in columns}
    case = ApplicationFactory(approved=True, category="B", at=at, **own)
    person = person or UserFactory()
    Application.objects.filter(pk=case.pk).update(service=Service.SINGLE_WINDOW, person=person)
    values = {
        "kind": kind,
        "person_name": "Anna Maria Eriksson",
        "person_email": person.email,
        "person_language": "en",
        "job_title": "Process engineer",
        "job_title_zh": "工艺工程师",
        "contract_from": date(2026, 4, 1),
        "contract_until": date(2028, 3, 31),
        "updated_at": at,
        **columns,
    }
    PermitApplication.objects.create(application=case, **values)
    return Application.objects.get(pk=case.pk)
