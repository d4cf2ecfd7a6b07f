"""Two permits or none: the database itself holds it."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction

from documents.enums import DocumentKind
from permits.models import PermitHolder, ResidencePermit, WorkPermit
from tests.factories.applications import NOW, ApplicationFactory
from tests.factories.documents import IssuedDocumentFactory

FROM = date(2026, 3, 2)


def holder() -> PermitHolder:
    return PermitHolder.objects.create(
        number="WP23456789A",
        issuing_state="UTO",
        document_number="L898902C3",
        birth_date_mrz="880229",
        created_at=NOW,
    )


def pair(*, until: date = date(2028, 3, 1)) -> tuple[WorkPermit, ResidencePermit]:
    case = ApplicationFactory(accepted=True)
    common = {
        "holder": holder(),
        "application": case,
        "valid_from": FROM,
        "valid_until": until,
        "issued_at": NOW,
    }
    work = WorkPermit(
        **common,
        category="B",
        employer=case.organisation,
        post_title="Engineer",
        document=IssuedDocumentFactory(kind=DocumentKind.WORK_PERMIT, number="1"),
    )
    residence = ResidencePermit(
        **common, document=IssuedDocumentFactory(kind=DocumentKind.RESIDENCE_PERMIT, number="2")
    )
    return work, residence


@pytest.mark.django_db(transaction=True)
def test_a_work_permit_alone_is_refused_at_the_end_of_the_transaction() -> None:
    work, _residence = pair()
    with pytest.raises(InternalError, match="issued together"):
        work.save()
    assert WorkPermit.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_both_in_one_transaction_are_fine() -> None:
    work, residence = pair()
    with transaction.atomic():
        work.save()
        residence.work_permit = work
        residence.save()
    assert ResidencePermit.objects.get().work_permit == work


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "allowed"),
    [(88, False), (89, True), (365, True), (1826, True), (1827, False)],
)
def test_residence_lasts_90_days_to_5_years(days: int, allowed: bool) -> None:
    work, residence = pair(until=FROM + timedelta(days=days))
    refused = pytest.raises(IntegrityError, match="90_days_to_5_years")
    with nullcontext() if allowed else refused, transaction.atomic():
        work.save()
        residence.work_permit = work
        residence.save()
    assert ResidencePermit.objects.exists() is allowed
    assert WorkPermit.objects.exists() is allowed


@pytest.mark.django_db
def test_one_person_has_one_number() -> None:
    holder()
    with pytest.raises(IntegrityError), transaction.atomic():
        PermitHolder.objects.create(
            number="WP23456789B",
            issuing_state="UTO",
            document_number="L898902C3",
            birth_date_mrz="880229",
            created_at=NOW,
        )
