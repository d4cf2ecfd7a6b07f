"""A slip at the port: mended by who made it, within the minutes of the row; then by a supervisor."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from accounts.enums import PostRole
from accounts.models import Post, User
from applications.admin.history import history_of
from applications.enums import EventKind, Status
from applications.errors import NotPermitted, StaleVersion
from applications.events import chain_problems
from applications.models import Application
from applications.presenting import history
from documents.models import IssuedDocument
from port_visa.errors import PassageError
from port_visa.models import PortCorrection, PortDecision, PortVisaParameter
from port_visa.services import port_correct, port_grant, port_refuse
from port_visa.services.passage import Seen
from tests.factories.port_visa import ANNA, NOW, SAM
from tests.port_visa.passing import case_of, issued, porter

pytestmark = pytest.mark.django_db
AT = NOW + timedelta(days=8)
SEEN = Seen(lines=ANNA.lines)
REASON = "Two digits were swapped."


def grant(document: IssuedDocument, officer: User, **values: Any) -> PortDecision:
    given = {"visa_number": "PV1234567", "stay_days": 8, "seen": SEEN, "now": AT, **values}
    return port_grant(document=document, actor=officer, **given)


@pytest.fixture
def officer() -> User:
    return porter()


@pytest.fixture
def made(officer: User) -> PortDecision:
    return grant(issued(), officer)


def mend(decision: PortDecision, actor: User, **values: Any) -> PortCorrection:
    given: dict[str, Any] = {
        "visa_number": "pv 123-4576",
        "stay_days": 10,
        "reason": REASON,
        "now": AT + timedelta(minutes=5),
        **values,
    }
    return port_correct(decision=decision, actor=actor, **given)


def after(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def test_number_days_and_the_last_day_are_right_afterwards(
    made: PortDecision, officer: User
) -> None:
    slip = mend(made, officer)
    made.refresh_from_db()
    assert (made.visa_number, made.stay_days) == ("PV1234576", 10)
    assert made.last_day == date(2026, 3, 20)
    assert (slip.number_before, slip.days_before, slip.by_supervisor) == ("PV1234567", 8, False)
    assert (made.decided_at, made.officer) == (AT, officer)


def test_both_values_stay_in_the_history(made: PortDecision, officer: User) -> None:
    mend(made, officer)
    case = made.application
    entry = history_of(case)[0]
    assert entry.facts == "PV1234567 → PV1234576; 8 → 10; 2026-03-18 → 2026-03-20"
    assert (entry.what, entry.reason) == ("decision at the port corrected", REASON)
    event = case.events.filter(kind=EventKind.PORT_CORRECTED).get()
    assert event.actor == officer
    stands = Application.objects.get(pk=case.pk)
    assert list(chain_problems(stands, list(case.events.order_by("sequence")))) == []
    told = history(case)[0]
    assert (told.title, told.text) == ("A slip in the decision at the port was corrected", "")


def test_the_wrong_number_is_free_for_the_traveller_who_has_it(
    made: PortDecision, officer: User
) -> None:
    other = issued(SAM)
    seen = Seen(lines=SAM.lines)
    with pytest.raises(PassageError, match="granted already"):
        grant(other, officer, seen=seen)
    mend(made, officer)
    assert grant(other, officer, seen=seen).visa_number == "PV1234567"
    with pytest.raises(PassageError, match="granted already"):
        mend(made, officer, visa_number="PV1234567", stay_days=8)


class TestWho:
    def test_the_minutes_are_a_row_of_the_day_of_the_decision(
        self, made: PortDecision, officer: User
    ) -> None:
        row = PortVisaParameter.objects.get(code="port_correction_minutes")
        assert "Local configuration" in row.legal_basis
        late = {"now": after(row.value + 1)}
        with pytest.raises(NotPermitted, match="Ask a supervisor"):
            mend(made, officer, **late)
        PortVisaParameter.objects.create(
            code=row.code, value=500, legal_basis="Order 9", valid_from=date(2026, 3, 10)
        )
        assert mend(made, officer, **late).by_supervisor is False

    def test_a_row_of_tomorrow_does_not_count_today(
        self, made: PortDecision, officer: User
    ) -> None:
        PortVisaParameter.objects.create(
            code="port_correction_minutes",
            value=1,
            legal_basis="Order 9",
            valid_from=date(2026, 3, 11),
        )
        assert mend(made, officer, now=after(59))

    def test_afterwards_a_supervisor_of_the_case(self, made: PortDecision) -> None:
        slip = mend(made, porter(role=PostRole.SUPERVISOR), now=after(3000))
        assert slip.by_supervisor

    @pytest.mark.parametrize(
        ("office", "role"),
        [
            ("pvg-port-visa", PostRole.PORT_OFFICER),
            ("pvg-port-visa", PostRole.REVIEWER),
            ("pvg-port-visa", PostRole.ADMINISTRATOR),
            ("sha-port-visa", PostRole.SUPERVISOR),
        ],
    )
    def test_nobody_else(self, made: PortDecision, office: str, role: str) -> None:
        with pytest.raises(NotPermitted):
            mend(made, porter(office, role))
        assert not PortCorrection.objects.exists()

    def test_a_supervisor_does_not_mend_what_they_granted_themselves(
        self, made: PortDecision, officer: User
    ) -> None:
        post = Post.objects.get(officer=officer)
        Post.objects.create(officer=officer, office=post.office, role=PostRole.SUPERVISOR)
        with pytest.raises(NotPermitted, match="Ask a supervisor"):
            mend(made, User.objects.get(pk=officer.pk), now=after(3000))

    def test_who_no_longer_stands_at_the_port_does_not(
        self, made: PortDecision, officer: User
    ) -> None:
        Post.objects.filter(officer=officer).update(active=False)
        with pytest.raises(NotPermitted):
            mend(made, User.objects.get(pk=officer.pk))


class TestWhat:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"visa_number": "??"}, "6 to 12 letters and digits"),
            ({"stay_days": 0}, "the 10 days that were approved"),
            ({"stay_days": 11}, "the 10 days that were approved"),
            ({"reason": "  "}, "Say what was wrong"),
            ({"visa_number": "PV1234567", "stay_days": 8}, "as before"),
        ],
    )
    def test_bad_values_change_nothing(
        self, made: PortDecision, officer: User, change: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(ValidationError, match=words):
            mend(made, officer, **change)
        made.refresh_from_db()
        assert (made.visa_number, made.stay_days) == ("PV1234567", 8)

    def test_a_refusal_has_nothing_to_correct(self, officer: User) -> None:
        seen = Seen(lines=ANNA.lines, explanation="Says that nobody invited her.")
        refused = port_refuse(document=issued(), reason="fraud", seen=seen, actor=officer, now=AT)
        with pytest.raises(NotPermitted):
            mend(refused, officer)

    def test_what_was_revoked_stays_as_it_is(self, made: PortDecision, officer: User) -> None:
        Application.objects.filter(pk=made.application_id).update(
            status=Status.REVOKED, issued_at=AT, closed_at=AT
        )
        with pytest.raises(NotPermitted):
            mend(made, officer)

    def test_pressed_twice_is_once(self, made: PortDecision, officer: User) -> None:
        assert mend(made, officer) == mend(made, officer)
        assert PortCorrection.objects.count() == 1

    def test_an_old_page_overwrites_nothing(self, made: PortDecision, officer: User) -> None:
        mend(made, officer, seen=0)
        with pytest.raises(StaleVersion):
            mend(made, porter(role=PostRole.SUPERVISOR), visa_number="PV7654321", seen=0)
        assert mend(made, officer, visa_number="PV1234567", seen=1)
        assert PortCorrection.objects.count() == 2


def test_the_database_alters_a_decision_for_its_correction_only(
    made: PortDecision, officer: User
) -> None:
    slip = mend(made, officer)
    rows = PortDecision.objects.filter(pk=made.pk)
    acts: list[Callable[[], Any]] = [
        lambda: rows.update(visa_number="PV1234567"),
        lambda: rows.update(stay_days=30),
        lambda: rows.update(last_day=date(2026, 3, 30)),
        lambda: rows.update(officer=porter()),
        lambda: PortCorrection.objects.filter(pk=slip.pk).update(reason="Another"),
        slip.delete,
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_officer_and_supervisor_at_once() -> None:
    officer = porter()
    made = grant(issued(), officer)
    people = [officer, porter(role=PostRole.SUPERVISOR)]

    def press(number: int) -> str:
        try:
            mend(made, people[number], visa_number=f"PV000000{number}", seen=0)
        except StaleVersion:
            return "told"
        finally:
            connection.close()
        return "corrected"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["corrected", "told"]
    slip = PortCorrection.objects.get()
    made.refresh_from_db()
    assert made.visa_number == slip.number_after
    assert case_of(made.document).events.filter(kind=EventKind.PORT_CORRECTED).count() == 1
