"""An electronic visa from the choice to the sealed page: who may, until when, who is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.enums import PostRole
from applications.enums import Status
from applications.models import Application
from applications.registry import adapter_for
from applications.services import application_revoke
from documents.electronic import ELECTRONIC_VISA
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from documents.reading import pdf_pages, pdf_text, texts_missing
from documents.services import document_produce
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from notifications.services import message_send
from offices.models import Port
from port_visa.models import Invitation, OrganisationFiling
from port_visa.progress import findings
from port_visa.queries import snapshot_load
from port_visa.services import filing_lift
from tests.factories.accounts import OrganisationFactory
from tests.factories.applications import case_steps
from tests.factories.filings import checker, filed, filed_desk, parameter, submitted, suspended
from tests.factories.port_visa import NOW, TODAY, Desk

pytestmark = pytest.mark.django_db
ELECTRONIC = DocumentKind.ELECTRONIC_PORT_VISA


@pytest.fixture
def filed_one(settings: Any) -> Desk:
    settings.PORTAL_DEMO = True
    return filed_desk()


def sentences(invitation: Invitation) -> list[str]:
    return [one.problem.message for one in findings(snapshot_load(invitation, NOW))]


def decided(invitation: Invitation, *, at: Any = NOW) -> Application:
    """Accepted and approved through the port visa's own adapter."""
    return case_steps(invitation.invitees.get().application, "accept", "approve", at=at)


def produced(invitation: Invitation, *, at: Any = NOW) -> IssuedDocument:
    case = decided(invitation, at=at)
    draft = IssuedDocument.objects.get(subject=case.reference)
    return document_produce(document_id=draft.pk, now=at)


class TestAskingForIt:
    def test_only_a_filed_organisation(self, desk: Desk) -> None:
        with pytest.raises(ValidationError, match="Only filed organisations"):
            desk.visit(desk.draft(), electronic=True)
        filed(desk)
        assert desk.visit(desk.draft(), electronic=True).electronic

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"stay_days": 30, "arrival_on": TODAY + timedelta(days=16)}, "within 15 days"),
            ({"arrival_on": TODAY + timedelta(days=30)}, "on or before 17 March 2026"),
        ],
    )
    def test_the_window_of_entry(self, filed_one: Desk, changes: Any, sentence: str) -> None:
        with pytest.raises(ValidationError, match=sentence):
            filed_one.visit(filed_one.draft(), electronic=True, **changes)

    def test_any_port_of_shanghai_also_without_a_counter(self, filed_one: Desk) -> None:
        pier = Port.objects.filter(office=None)[0]
        with pytest.raises(ValidationError, match="not issued at"):
            filed_one.visit(filed_one.draft(), port=pier)
        case = submitted(filed_one, port=pier).invitees.get().application
        assert case.office is not None
        assert case.office.round_the_clock

    def test_a_professional_is_not_asked(self, desk: Desk) -> None:
        invitation = desk.visit(desk.draft())
        assert not invitation.electronic

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"status": "suspended", "reason": "Why"}, "filing is suspended"),
            ({"valid_until": TODAY - timedelta(days=1)}, "filing ended on"),
        ],
    )
    def test_what_ended_meanwhile_is_said_at_submission(
        self, filed_one: Desk, change: dict[str, Any], sentence: str
    ) -> None:
        invitation = filed_one.complete(electronic=True)
        OrganisationFiling.objects.update(valid_from=date(2025, 1, 1), **change)
        assert any(sentence in one for one in sentences(invitation))
        with pytest.raises(ValidationError, match=sentence):
            filed_one.submit(invitation)


class TestDatedRows:
    def test_a_category_that_ends(self, filed_one: Desk) -> None:
        parameter("electronic_m", 0, TODAY + timedelta(days=1))
        assert submitted(filed_one).submitted_at
        later = filed_desk(at=NOW + timedelta(days=1))
        with pytest.raises(ValidationError, match="no electronic visa in category M"):
            submitted(later)

    def test_a_shorter_window_reaches_only_what_is_handed_in_later(self, filed_one: Desk) -> None:
        parameter("electronic_entry_days", 10, TODAY + timedelta(days=1))
        day_two = NOW + timedelta(days=1)
        before = produced(submitted(filed_one), at=day_two)
        assert before.valid_until == TODAY + timedelta(days=16)  # 15 days by the rule of day one
        after = produced(submitted(filed_desk(at=day_two)), at=day_two)
        assert after.valid_until == TODAY + timedelta(days=11)

    def test_a_shorter_stay(self, filed_one: Desk) -> None:
        parameter("electronic_stay_days", 9, TODAY + timedelta(days=1))
        assert submitted(filed_one).stay_days == 10
        with pytest.raises(ValidationError, match="at most 9 days"):
            submitted(filed_desk(at=NOW + timedelta(days=1)))


class TestDeciding:
    def test_not_while_the_filing_is_suspended(self, filed_one: Desk) -> None:
        invitation = submitted(filed_one)
        case = case_steps(invitation.invitees.get().application, "accept")
        filing = OrganisationFiling.objects.get()
        OrganisationFiling.objects.update(status="suspended", reason="Two false letters.")
        assert "is suspended" in adapter_for(case).hinders(case, "exit_entry")[0]
        with pytest.raises(ValidationError, match="suspended"):
            case_steps(case, "approve")
        filing.refresh_from_db()
        filing_lift(filing=filing, actor=checker(PostRole.SUPERVISOR), now=NOW)
        assert case_steps(case, "approve").status == Status.APPROVED

    def test_a_filing_that_ended_since_does_not_matter(self, filed_one: Desk) -> None:
        invitation = submitted(filed_one)
        yesterday = TODAY - timedelta(days=1)
        OrganisationFiling.objects.update(valid_from=yesterday, valid_until=yesterday)
        assert decided(invitation).status == Status.APPROVED

    def test_the_paper_visa_needs_no_filing(self, settings: Any) -> None:
        settings.PORTAL_DEMO = True
        desk = Desk()
        suspended(desk)
        case = decided(desk.submitted())
        assert IssuedDocument.objects.get(subject=case.reference).kind != ELECTRONIC


class TestTheConfirmation:
    def test_one_page_with_the_two_days_in_words(self, filed_one: Desk) -> None:
        document = produced(submitted(filed_one))
        assert (document.kind, document.status) == (ELECTRONIC, DocumentStatus.VALID)
        with document.file.open("rb") as stored:
            pdf = stored.read()
        text = pdf_text(pdf)
        assert pdf_pages(pdf) == 1
        assert texts_missing(text, ELECTRONIC_VISA.read_back(document.facts)) == []
        words = [
            "电子口岸签证确认书",
            "请于2026年3月17日24:00前入境；如当日入境，停留期最后一日为2026年3月27日",
            "Enter on or before 17 March 2026. If you enter that day, your last day is 27 March",
            "上海任一对外开放口岸",
        ]
        assert texts_missing(text, words) == []
        case = Application.objects.get(reference=document.subject)
        assert case.status == Status.ISSUED

    def test_the_inviter_is_told_both_days(self, filed_one: Desk) -> None:
        produced(submitted(filed_one))
        letter = Message.objects.get(event=MessageEvent.DOCUMENT_READY, channel=Channel.INBOX)
        message_send(message_id=letter.pk, now=NOW)
        letter.refresh_from_db()
        assert "Enter on or before: Tuesday 17 March 2026" in letter.body
        assert "your last day is Friday 27 March 2026" in letter.body
        assert "Port Visa Notification" not in letter.body

    def test_the_traveller_gets_the_sealed_page(self, filed_one: Desk) -> None:
        invitation = submitted(filed_one)
        invitation.invitees.update(email="anna@example.org")
        document = produced(invitation)
        letter = Message.objects.get(event=MessageEvent.ELECTRONIC_VISA_SENT)
        assert letter.address == "anna@example.org"
        message_send(message_id=letter.pk, now=NOW)
        sent = mail.outbox[-1]
        assert "If you enter that day, your last day is Friday 27 March 2026" in sent.body
        assert f"/en/verify/{document.code}/" in sent.body
        assert "L898902C3" not in sent.body
        name, content, media_type = sent.attachments[0]
        assert (name, media_type) == ("electronic-port-visa.pdf", "application/pdf")
        with document.file.open("rb") as stored:
            assert content == stored.read()

    def test_nobody_is_written_to_without_an_address(self, filed_one: Desk) -> None:
        produced(submitted(filed_one))
        assert not Message.objects.filter(event=MessageEvent.ELECTRONIC_VISA_SENT).exists()

    def test_a_letter_never_leaves_without_its_file(self, filed_one: Desk) -> None:
        invitation = submitted(filed_one)
        invitation.invitees.update(email="anna@example.org")
        document = produced(invitation)
        document.file.storage.delete(str(document.file))
        letter = Message.objects.get(event=MessageEvent.ELECTRONIC_VISA_SENT)
        assert not message_send(message_id=letter.pk, now=NOW)
        letter.refresh_from_db()
        assert "FileNotFoundError" in letter.last_error
        assert mail.outbox == []

    def test_revoking_the_case_revokes_it(self, filed_one: Desk) -> None:
        document = produced(submitted(filed_one))
        case = Application.objects.get(reference=document.subject)
        boss = checker(PostRole.SUPERVISOR)
        application_revoke(application=case, actor=boss, now=NOW, reason="The visit is off.")
        document.refresh_from_db()
        assert document.status == DocumentStatus.REVOKED


def test_an_organisation_of_the_delta_is_not_offered_it(desk: Desk) -> None:
    away = Desk(organisation=OrganisationFactory(verified=True, province="jiangsu"))
    with pytest.raises(ValidationError, match="Only filed"):
        away.visit(away.draft(), electronic=True)
