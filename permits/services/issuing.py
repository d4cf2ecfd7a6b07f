"""Both permits, issued in one transaction or not at all."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.deadlines import legal_date
from applications.models import Application
from applications.services import application_issue
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.services import document_revoke, documents_request_together
from permits.enums import PermitEnd, PermitKind
from permits.errors import PermitError
from permits.models import PermitApplication, PermitHolder, ResidencePermit, WorkPermit
from permits.paper.facts import both, cancellation_facts, permit_facts
from permits.queries import parameters
from permits.rules.spans import starts_on
from permits.rules.validity import Validity, validity
from permits.services.holders import holder_ensure

PAIR = (DocumentKind.WORK_PERMIT, DocumentKind.RESIDENCE_PERMIT)


def validity_now(application: Application, permit: PermitApplication, now: datetime) -> Validity:
    """From when until when permits that are approved today would be valid, and why."""
    today = legal_date(now)
    passport_until = application.traveller.expires_on
    if passport_until is None:  # never: a confirmed passport has it
        raise ValueError("The passport's last day is not known.")
    return validity(
        category=application.category,
        starts_on=starts_on(kind=permit.kind, issued_on=today, current_until=permit.permit_until),
        contract_until=permit.contract_until,
        passport_until=passport_until,
        numbers=parameters(today),
    )


@transaction.atomic
def permits_request(*, application: Application, now: datetime) -> None:
    """Ask for the documents of an approved application; after a correction, for their next version.

    :raises PermitError: no permit of the shortest length fits before contract or passport end.
    """
    permit = PermitApplication.objects.select_related("application__organisation").get(
        application=application
    )
    holder = holder_ensure(application=application, permit=permit, now=now)
    if permit.kind == PermitKind.CANCELLATION:
        facts = cancellation_facts(application, permit, holder, now)
        _request(application, {DocumentKind.WORK_CANCELLATION: facts}, now)
        return
    span = validity_now(application, permit, now)
    if not span.possible:
        raise PermitError(span.problem, code="no_validity")
    facts = permit_facts(application, permit, holder, span, now)
    _request(application, dict.fromkeys(PAIR, facts), now)


def _request(
    application: Application, facts: dict[DocumentKind, dict[str, Any]], now: datetime
) -> None:
    documents_request_together(
        requests=[
            {
                "kind": kind,
                "subject": application.reference,
                "facts": printed,
                "valid_until": _day(printed["valid_until"]),
                "replaces": _in_force(application, kind),
            }
            for kind, printed in facts.items()
        ],
        now=now,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_force(application: Application, kind: str) -> IssuedDocument | None:
    return IssuedDocument.objects.filter(
        kind=kind, subject=application.reference, status=DocumentStatus.VALID
    ).first()


@transaction.atomic
def permits_ready(documents: Sequence[IssuedDocument], now: datetime) -> None:
    """All documents exist and were read back: both permits begin and the case is issued.

    Called by the documents room in the transaction that makes the documents valid.
    """
    papers = {DocumentKind(document.kind): document for document in documents}
    application = Application.objects.select_related("traveller").get(
        reference=documents[0].subject
    )
    permit = PermitApplication.objects.get(application=application)
    holder = holder_ensure(application=application, permit=permit, now=now)
    earlier = _running(holder, application)
    if permit.kind == PermitKind.CANCELLATION:
        _end(earlier, PermitEnd.CANCELLED, now)
    else:
        work = _store(papers, application, permit, holder, now)
        _end(_overlapping(earlier, work.valid_from), PermitEnd.REPLACED, now)
    application_issue(application=application, documents=documents, now=now)


def _store(
    papers: dict[DocumentKind, IssuedDocument],
    application: Application,
    permit: PermitApplication,
    holder: PermitHolder,
    now: datetime,
) -> WorkPermit:
    employer = application.organisation
    if employer is None:  # never: only an organisation starts one
        raise ValueError("A single-window application has an employer.")
    facts = papers[DocumentKind.WORK_PERMIT].facts
    common = {
        "holder": holder,
        "valid_from": date.fromisoformat(facts["valid_from"]),
        "valid_until": date.fromisoformat(facts["valid_until"]),
        "issued_at": now,
    }
    work, _created = WorkPermit.objects.update_or_create(
        application=application,
        defaults={
            **common,
            "document": papers[DocumentKind.WORK_PERMIT],
            "category": application.category,
            "employer": employer,
            "post_title": permit.job_title,
            "post_title_zh": permit.job_title_zh,
        },
    )
    ResidencePermit.objects.update_or_create(
        application=application,
        defaults={
            **common,
            "document": papers[DocumentKind.RESIDENCE_PERMIT],
            "work_permit": work,
        },
    )
    return work


def _running(holder: PermitHolder, application: Application) -> list[WorkPermit]:
    rows = WorkPermit.objects.filter(holder=holder, ended_on=None).exclude(application=application)
    return list(rows.select_related("document", "residence_permit__document"))


def _overlapping(permits: Sequence[WorkPermit], first_day: date) -> list[WorkPermit]:
    """An extension leaves the permit that it extends in force until its last day."""
    return [one for one in permits if one.valid_until >= first_day]


def _end(permits: Sequence[WorkPermit], why: PermitEnd, now: datetime, reason: str = "") -> None:
    """End both permits of each pair. The record keeps ``reason``, or else why in both languages."""
    today = legal_date(now)
    recorded = reason or " · ".join(both("why", lambda: why.label).values())
    for work in permits:
        for one in (work, work.residence_permit):
            one.ended_on, one.end = today, why
            one.save(update_fields=["ended_on", "end"])
            if one.document.status == DocumentStatus.VALID:
                document_revoke(document=one.document, reason=recorded, now=now)


def permits_revoke(*, application: Application, reason: str, now: datetime) -> None:
    """End what the case issued; the documents keep the officer's reason."""
    work = (
        WorkPermit.objects.filter(application=application)
        .select_related("document", "residence_permit__document")
        .first()
    )
    if work is not None:
        _end([work], PermitEnd.REVOKED, now, reason)
