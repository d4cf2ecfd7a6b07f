"""Approved, drawn, read back, issued: both permits at one moment, or nothing at all."""

from datetime import date, timedelta

import pytest

from applications.enums import Status
from applications.models import Application, Traveller
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.services import bundle_produce
from notifications.models import Message
from permits.enums import PermitEnd, PermitKind
from permits.errors import PermitError
from permits.models import PermitHolder, ResidencePermit, WorkPermit
from permits.services import issuing
from permits.services.issuing import permits_request, permits_revoke
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, TravellerFactory
from tests.factories.permits_issued import permit_approved

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def issued(case: Application, now=NOW) -> list[IssuedDocument]:
    permits_request(application=case, now=now)
    return produced(case, now)


def produced(case: Application, now=NOW) -> list[IssuedDocument]:
    bundle = IssuedDocument.objects.filter(subject=case.reference).latest("version").bundle
    assert bundle is not None
    return bundle_produce(bundle=bundle, now=now)


def test_both_permits_at_one_moment() -> None:
    case = permit_approved()
    documents = issued(case)
    work, residence = WorkPermit.objects.get(), ResidencePermit.objects.get()
    assert [one.kind for one in documents] == [
        DocumentKind.WORK_PERMIT,
        DocumentKind.RESIDENCE_PERMIT,
    ]
    assert (work.document, residence.document) == tuple(documents)
    assert residence.work_permit == work
    assert work.issued_at == residence.issued_at == NOW
    assert (work.valid_from, work.valid_until) == (TODAY, date(2028, 3, 2))  # 24 months for B
    assert work.holder.user == case.person
    assert documents[0].facts["holder_number"] == work.holder.number
    case.refresh_from_db()
    assert case.status == Status.ISSUED
    told = Message.objects.filter(event="document_ready").first()
    assert told is not None
    assert all(document.number in told.context["number"] for document in documents)


def test_asked_and_produced_twice_is_once() -> None:
    case = permit_approved()
    permits_request(application=case, now=NOW)
    issued(case)
    produced(case)
    assert WorkPermit.objects.count() == ResidencePermit.objects.count() == 1
    assert IssuedDocument.objects.filter(subject=case.reference).count() == 2
    assert PermitHolder.objects.count() == 1


def test_a_correction_replaces_both_papers_and_keeps_both_permits() -> None:
    case = permit_approved()
    issued(case)
    number = PermitHolder.objects.get().number
    Application.objects.filter(pk=case.pk).update(status=Status.APPROVED, closed_at=None)
    Traveller.objects.filter(application=case).update(name_mrz_secondary="ANNA MARIE")
    second = issued(Application.objects.get(pk=case.pk))
    work, residence = WorkPermit.objects.get(), ResidencePermit.objects.get()
    assert [work.document, residence.document] == second
    assert {one.version for one in second} == {2}
    assert all(one.facts["name_secondary"] == "ANNA MARIE" for one in second)
    assert work.holder.number == number
    old = IssuedDocument.objects.filter(version=1)
    assert set(old.values_list("status", flat=True)) == {DocumentStatus.REPLACED}


@pytest.mark.parametrize("stage", ["_store", "application_issue", "holder_ensure"])
def test_what_breaks_half_way_leaves_nothing(monkeypatch, stage: str) -> None:
    case = permit_approved()
    permits_request(application=case, now=NOW)

    def broken(*args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(issuing, stage, broken)
    with pytest.raises(OSError, match="no space"):
        produced(case)
    assert not WorkPermit.objects.exists()
    assert not ResidencePermit.objects.exists()
    assert set(IssuedDocument.objects.values_list("status", flat=True)) == {DocumentStatus.DRAFT}
    case.refresh_from_db()
    assert case.status == Status.APPROVED
    monkeypatch.undo()
    produced(case)
    assert ResidencePermit.objects.count() == 1


@pytest.mark.parametrize(
    ("until", "passport", "expected"),
    [
        (date(2026, 12, 31), date(2031, 4, 15), date(2026, 12, 31)),
        (date(2028, 12, 31), date(2027, 1, 1), date(2027, 1, 1)),
        (None, date(2031, 4, 15), date(2028, 3, 2)),
    ],
    ids=["contract", "passport", "category"],
)
def test_never_beyond_contract_passport_or_category(until, passport, expected) -> None:
    case = permit_approved(contract_until=until, traveller=TravellerFactory(expires_on=passport))
    issued(case)
    assert ResidencePermit.objects.get().valid_until == expected
    assert WorkPermit.objects.get().valid_until == expected


def test_too_short_is_said_before_anything_is_drawn() -> None:
    case = permit_approved(traveller=TravellerFactory(expires_on=TODAY + timedelta(days=60)))
    with pytest.raises(PermitError, match="Renew the passport"):
        permits_request(application=case, now=NOW)
    assert not IssuedDocument.objects.exists()
    assert not PermitHolder.objects.exists()


def test_one_number_for_life_across_employers_and_passports() -> None:
    person = UserFactory()
    first = permit_approved(person=person)
    issued(first)
    number = PermitHolder.objects.get().number
    traveller = TravellerFactory(document_number="NEW000001")
    second = permit_approved(
        kind=PermitKind.CHANGE_EMPLOYER,
        person=person,
        traveller=traveller,
        permit_number=f" {number[:4]}-{number[4:].lower()} ",
    )
    later = NOW + timedelta(days=200)
    issued(second, later)
    holder = PermitHolder.objects.get()
    assert holder.number == number
    assert holder.document_number == "NEW000001"
    old, new = WorkPermit.objects.order_by("issued_at")
    assert (old.end, old.ended_on) == (PermitEnd.REPLACED, later.date())
    assert old.residence_permit.end == PermitEnd.REPLACED
    assert old.document.status == DocumentStatus.REVOKED
    assert new.ended_on is None


def test_anothers_number_with_another_birthday_does_not_take_their_record() -> None:
    issued(permit_approved())
    number = PermitHolder.objects.get().number
    stranger = TravellerFactory(document_number="X00000001", birth_date_mrz="900101")
    issued(permit_approved(traveller=stranger, permit_number=number))
    assert PermitHolder.objects.count() == 2


def test_an_extension_begins_where_the_old_one_ends() -> None:
    person, traveller = UserFactory(), TravellerFactory()
    first = permit_approved(person=person, traveller=traveller)
    issued(first)
    old = WorkPermit.objects.get()
    again = TravellerFactory(document_number=traveller.document_number)
    second = permit_approved(
        kind=PermitKind.EXTENSION,
        person=person,
        traveller=again,
        permit_until=old.valid_until,
        contract_until=date(2030, 3, 31),
    )
    issued(second, NOW + timedelta(days=650))
    old.refresh_from_db()
    new = WorkPermit.objects.latest("issued_at")
    assert old.ended_on is None
    assert new.valid_from == old.valid_until + timedelta(days=1)
    assert PermitHolder.objects.count() == 1


def test_a_cancellation_ends_both_and_gives_the_proof() -> None:
    person, traveller = UserFactory(), TravellerFactory()
    issued(permit_approved(person=person, traveller=traveller))
    again = TravellerFactory(document_number=traveller.document_number)
    case = permit_approved(
        kind=PermitKind.CANCELLATION,
        person=person,
        traveller=again,
        changed_on=date(2026, 5, 1),
    )
    (proof,) = issued(case, NOW + timedelta(days=70))
    assert proof.kind == DocumentKind.WORK_CANCELLATION
    assert proof.facts["left_on"] == "2026-05-01"
    work = WorkPermit.objects.get()
    assert work.end == work.residence_permit.end == PermitEnd.CANCELLED
    case.refresh_from_db()
    assert case.status == Status.ISSUED


def test_revoked_means_both() -> None:
    case = permit_approved()
    issued(case)
    permits_revoke(application=case, reason="False statements.", now=NOW)
    permits_revoke(application=case, reason="False statements.", now=NOW)
    for permit in (WorkPermit.objects.get(), ResidencePermit.objects.get()):
        assert permit.end == PermitEnd.REVOKED
        assert permit.document.status == DocumentStatus.REVOKED
        assert permit.document.revoked_reason == "False statements."
