"""What people are told at each step: in their language, with nothing missing, once."""

from datetime import timedelta

import pytest

from applications.services import (
    clock_extend,
    message_context,
    supplement_answer,
)
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from notifications.rendering import message_text
from tests.factories.accounts import OrganisationFactory
from tests.factories.applications import (
    NOW,
    ApplicationFactory,
    case_take,
    member_of,
    officer_at,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
E_ = MessageEvent
TOLD = {
    "submitted": [E_.APPLICATION_RECEIVED],
    "supplement": [E_.APPLICATION_RECEIVED, E_.SUPPLEMENT_REQUESTED],
    "lapsed": [E_.APPLICATION_RECEIVED, E_.SUPPLEMENT_REQUESTED, E_.SUPPLEMENT_LAPSED],
    "accepted": [E_.APPLICATION_RECEIVED, E_.APPLICATION_ACCEPTED],
    "not_accepted": [E_.APPLICATION_RECEIVED, E_.APPLICATION_NOT_ACCEPTED],
    "withdrawn": [E_.APPLICATION_RECEIVED, E_.APPLICATION_WITHDRAWN],
    "refused": [E_.APPLICATION_RECEIVED, E_.APPLICATION_ACCEPTED, E_.APPLICATION_REFUSED],
    "issued": [
        E_.APPLICATION_RECEIVED,
        E_.APPLICATION_ACCEPTED,
        E_.APPLICATION_APPROVED,
        E_.DOCUMENT_READY,
    ],
    "revoked": [
        E_.APPLICATION_RECEIVED,
        E_.APPLICATION_ACCEPTED,
        E_.APPLICATION_APPROVED,
        E_.DOCUMENT_READY,
        E_.DOCUMENT_REVOKED,
    ],
}


def texts_of(case):
    return [
        message_text(message) for message in Message.objects.filter(key__startswith=case.reference)
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("path", "events"), TOLD.items())
def test_each_step_tells_the_applicant_once(path, events, language):
    organisation = OrganisationFactory.create(verified=True)
    filer = member_of(organisation)
    filer.language = language
    filer.save()
    case = ApplicationFactory(path=path, organisation=organisation)
    sent = Message.objects.filter(key__startswith=case.reference).order_by("pk")
    by_mail = [message.event for message in sent if message.channel == Channel.EMAIL]
    assert sorted(by_mail) == sorted(events)
    assert {message.recipient for message in sent} == {filer}
    for message in sent:
        text = message_text(message)
        assert "UNDEFINED" not in text.subject + text.body
        assert case.reference in text.subject + text.body
        assert f"/{language}/" in text.body


def test_the_words_of_officers_reach_the_applicant():
    case = ApplicationFactory(refused=True)
    inbox = Message.objects.get(event=E_.APPLICATION_REFUSED, channel=Channel.INBOX)
    assert "not written by the company" in message_text(inbox).body
    assert case.traveller.name_mrz in message_text(inbox).body


def test_an_answer_and_a_moved_date_are_told(adapter):
    case = ApplicationFactory(supplement=True)
    item = case.supplement_requests.get().items.get()
    supplement_answer(application=case, actor=case.filed_by, now=LATER, answers={item.pk: "Done."})
    case_take(case, "accept", at=LATER)
    case.refresh_from_db()
    supervisor = officer_at(case.office, "supervisor")
    for days in (1, 2):
        clock_extend(application=case, days=days, reason="Hearing.", actor=supervisor, now=LATER)
    mails = Message.objects.filter(key__startswith=case.reference, channel=Channel.EMAIL)
    assert mails.filter(event=E_.SUPPLEMENT_ANSWERED).count() == 1
    assert mails.filter(event=E_.DUE_DATE_MOVED).count() == 2
    assert all("UNDEFINED" not in text.body for text in texts_of(case))


def test_a_context_is_plain_and_complete():
    case = ApplicationFactory(accepted=True)
    assert message_context(case) == {
        "reference": case.reference,
        "name": "ERIKSSON, ANNA MARIA",
        "service": "port_visa",
        "promise": "2026-03-05",
        "promise_provisional": False,
        "items": [],
        "reason": "",
        "answer_by": "",
        "path": f"/applications/{case.reference}/",
    }
