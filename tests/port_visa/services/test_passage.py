"""At the port: granted or refused, once, by who may, with everything on record."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import ActorKind, EventKind, RefusalReason
from applications.errors import NotPermitted, StaleVersion
from applications.events import chain_problems
from applications.specimen import Specimen
from documents.enums import DocumentStatus
from documents.errors import DocumentError
from documents.models import IssuedDocument
from documents.services import document_revoke
from port_visa.enums import ComparedBy, PortOutcome
from port_visa.errors import AlreadyDecided, PassageError
from port_visa.models import PortDecision
from port_visa.services import port_grant, port_refuse
from port_visa.services.passage import Seen, sticker_normalise
from tests.factories.port_visa import ANNA, NOW, SAM
from tests.port_visa.passing import case_of, issued, porter

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=8)
SEEN = Seen(lines=ANNA.lines)


def grant(document: IssuedDocument, actor: User, seen: Seen = SEEN, **values: Any) -> PortDecision:
    given = {"visa_number": "PV1234567", "stay_days": 10, "now": LATER, **values}
    return port_grant(document=document, seen=seen, actor=actor, **given)


def refuse(document: IssuedDocument, actor: User, **values: Any) -> PortDecision:
    given = {"reason": RefusalReason.FRAUD, "now": LATER, **values}
    seen = given.pop("seen", replace(SEEN, explanation="Says that nobody invited him."))
    return port_refuse(document=document, seen=seen, actor=actor, **given)


@pytest.fixture
def document() -> IssuedDocument:
    return issued()


@pytest.fixture
def officer() -> User:
    return porter()


def test_granted_and_the_last_day_counted(document: IssuedDocument, officer: User) -> None:
    made = grant(document, officer, visa_number=" pv 123-4567 ")
    assert made.visa_number == "PV1234567"
    assert (made.entered_on, made.last_day) == (date(2026, 3, 10), date(2026, 3, 20))
    assert (made.compared_by, made.differences) == (ComparedBy.LINES, [])
    document.refresh_from_db()
    assert (document.status, document.used_at) == (DocumentStatus.USED, LATER)


def test_it_is_one_line_of_the_cases_log(document: IssuedDocument, officer: User) -> None:
    grant(document, officer)
    case = case_of(document)
    event = case.events.get(kind=EventKind.DOCUMENT_USED)
    assert (event.actor_kind, event.actor) == (ActorKind.OFFICER, officer)
    assert event.data["visa_number"] == "PV1234567"
    assert event.data["last_day"] == "2026-03-20"
    assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []


def test_refused_with_its_ground_and_words(document: IssuedDocument, officer: User) -> None:
    made = refuse(document, officer)
    assert (made.outcome, made.reason, made.last_day) == (PortOutcome.REFUSED, "fraud", None)
    document.refresh_from_db()
    assert document.status == DocumentStatus.USED
    assert case_of(document).events.get(kind=EventKind.DOCUMENT_USED).reason == made.explanation


@pytest.mark.parametrize(
    "wrong", ["", "  ", "12345", "ABCDEF", "1234567890123", "PV12345<", "签证1234567"]
)
def test_a_sticker_has_a_number(wrong: str) -> None:
    with pytest.raises(PassageError) as caught:
        sticker_normalise(wrong)
    assert "6 to 12" in str(caught.value.messages)


@pytest.mark.parametrize("days", [0, -1, 11, 31])
def test_no_longer_than_approved(document: IssuedDocument, officer: User, days: int) -> None:
    with pytest.raises(PassageError, match="the 10 days that were approved"):
        grant(document, officer, stay_days=days)
    document.refresh_from_db()
    assert document.status == DocumentStatus.VALID


def test_a_sticker_is_given_once(document: IssuedDocument, officer: User) -> None:
    grant(document, officer)
    other = issued(SAM)
    with pytest.raises(PassageError, match="granted already"):
        grant(other, officer, Seen(lines=SAM.lines))
    other.refresh_from_db()
    assert other.status == DocumentStatus.VALID


def test_pressed_twice_is_once(document: IssuedDocument, officer: User) -> None:
    first = grant(document, officer)
    assert grant(document, officer, now=LATER + timedelta(seconds=2)) == first
    assert PortDecision.objects.count() == 1
    assert case_of(document).events.filter(kind=EventKind.DOCUMENT_USED).count() == 1


@pytest.mark.parametrize("again", ["other officer", "other number", "refusal", "hours later"])
def test_decided_twice_names_who_did_it_where_and_when(
    document: IssuedDocument, officer: User, again: str
) -> None:
    grant(document, officer)
    tries: dict[str, Callable[[], PortDecision]] = {
        "other officer": lambda: grant(document, porter()),
        "other number": lambda: grant(document, officer, visa_number="PV7654321"),
        "refusal": lambda: refuse(document, officer),
        "hours later": lambda: grant(document, officer, now=LATER + timedelta(hours=3)),
    }
    with pytest.raises(AlreadyDecided) as caught:
        tries[again]()
    said = caught.value.messages[0]
    assert "Po, Pudong International Airport (PVG), on 2026-03-10 at 10:00" in said


def test_a_changed_case_is_looked_at_again(document: IssuedDocument, officer: User) -> None:
    version = case_of(document).version
    with pytest.raises(StaleVersion):
        grant(document, officer, replace(SEEN, version=version - 1))
    assert grant(document, officer, replace(SEEN, version=version)).pk


@pytest.mark.parametrize(
    ("day", "works"), [("2026-04-01T23:59:59+08:00", True), ("2026-04-02T00:00:00+08:00", False)]
)
def test_until_the_end_of_its_last_day(
    document: IssuedDocument, officer: User, day: str, works: bool
) -> None:
    moment = datetime.fromisoformat(day)
    if works:
        assert grant(document, officer, now=moment).entered_on == date(2026, 4, 1)
        return
    with pytest.raises(DocumentError, match="expired"):
        grant(document, officer, now=moment)


def test_what_was_revoked_is_not_granted(document: IssuedDocument, officer: User) -> None:
    document_revoke(document=document, reason="Cancelled", now=NOW)
    with pytest.raises(DocumentError):
        grant(document, officer)


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("sha-port-visa", PostRole.PORT_OFFICER),
        ("pvg-port-visa", PostRole.REVIEWER),
        ("pvg-port-visa", PostRole.ADMINISTRATOR),
    ],
)
def test_only_at_the_port_of_the_application(
    document: IssuedDocument, office: str, role: PostRole
) -> None:
    for step in (grant, refuse):
        with pytest.raises(NotPermitted):
            step(document, porter(office, role))
    assert not PortDecision.objects.exists()


def test_the_passport_is_compared_by_its_lines_or_by_eye(
    document: IssuedDocument, officer: User
) -> None:
    with pytest.raises(PassageError, match="by eye"):
        grant(document, officer, Seen())
    assert grant(document, officer, Seen(by_eye=True)).compared_by == ComparedBy.EYE


NEW_PASSPORT = replace(ANNA, number="M11122234")


def test_a_difference_needs_its_reason(document: IssuedDocument, officer: User) -> None:
    seen = Seen(lines=NEW_PASSPORT.lines)
    with pytest.raises(PassageError, match="why it is the same person"):
        grant(document, officer, seen)
    made = grant(document, officer, replace(seen, explanation="Old passport shown, too."))
    assert made.differences == ["number"]
    event = case_of(document).events.get(kind=EventKind.DOCUMENT_USED)
    assert event.data["differences"] == ["number"]


def test_a_refusal_needs_ground_and_words(document: IssuedDocument, officer: User) -> None:
    with pytest.raises(PassageError, match="ground"):
        refuse(document, officer, reason="nonsense")
    with pytest.raises(PassageError, match="sentence"):
        refuse(document, officer, seen=SEEN)


def test_no_visa_on_a_passport_that_ended(document: IssuedDocument, officer: User) -> None:
    old = Specimen("ERIKSSON", "ANNA MARIA", "L898902C3", ANNA.birth_date, date(2026, 3, 9))
    seen = Seen(lines=old.lines, explanation="The new one is at home.")
    with pytest.raises(PassageError, match="expired"):
        grant(document, officer, seen)
    assert refuse(document, officer, seen=seen).differences == ["expires_on"]


def test_lines_that_were_tampered_with_are_refused(document: IssuedDocument, officer: User) -> None:
    with pytest.raises(ValidationError):
        grant(document, officer, Seen(lines="P<UTO" + "<" * 83))


def test_a_decision_is_never_altered(document: IssuedDocument, officer: User) -> None:
    made = grant(document, officer)
    for act in (
        lambda: PortDecision.objects.filter(pk=made.pk).update(stay_days=30),
        lambda: PortDecision.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "change",
    [
        {"visa_number": ""},
        {"stay_days": 31},
        {"last_day": None},
        {"outcome": PortOutcome.REFUSED},
        {"differences": ["number"]},
    ],
)
def test_the_database_keeps_a_decision_whole(
    document: IssuedDocument, officer: User, change: dict[str, Any]
) -> None:
    values = {
        "application": case_of(document),
        "document": document,
        "outcome": PortOutcome.GRANTED,
        "port_id": 1,
        "officer": officer,
        "decided_at": NOW,
        "entered_on": date(2026, 3, 2),
        "visa_number": "PV1234567",
        "stay_days": 1,
        "last_day": date(2026, 3, 3),
        "compared_by": ComparedBy.EYE,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        PortDecision.objects.create(**{**values, **change})


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_one_decision() -> None:
    document = issued()
    officers = [porter(), porter()]

    def press(number: int) -> str:
        try:
            grant(document, officers[number], visa_number=f"PV000000{number}")
        except AlreadyDecided:
            return "told"
        finally:
            connection.close()
        return "granted"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["granted", "told"]
    assert PortDecision.objects.count() == 1
