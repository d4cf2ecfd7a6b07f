"""The owner's page of the filing, and the choice of the visa on the page of the arrival."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.enums import MemberRole
from port_visa.models import OrganisationFiling
from port_visa.services import filing_return
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.filings import WHY, asked, checker, filed, suspended
from tests.factories.port_visa import NOW, TODAY, Desk, airport
from tests.port_visa.passing import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at")]


def address(desk: Desk, language: str = "en") -> str:
    return f"/{language}/organisations/{desk.organisation.pk}/filing/"


def page(desk: Desk, client: Client | None = None, language: str = "en") -> str:
    answer = (client or browser_of(desk.actor)).get(address(desk, language))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "UNDEFINED TEMPLATE VARIABLE" not in text
    return text.partition('id="main-content"')[2] or text


def test_asked_for_and_the_promise_in_working_days(desk: Desk) -> None:
    client = browser_of(desk.actor)
    assert "Only filed organisations can apply" in page(desk, client)
    assert "We decide within 5 working days." in page(desk, client)
    answer = client.post(address(desk), {"statement": WHY}, follow=True)
    text = answer.content.decode()
    assert "We received it." in text
    assert "We decide by Monday 9 March 2026, 24:00 Beijing time" in text
    assert 'name="statement"' not in text
    assert "2026年3月9日（星期一）" in page(desk, client, "zh-hans")


def test_nothing_said_keeps_the_page_and_says_so(desk: Desk) -> None:
    answer = browser_of(desk.actor).post(address(desk), {"statement": " "})
    assert "Say what you need electronic visas for." in answer.content.decode()
    assert not OrganisationFiling.objects.exists()


def test_filed_until_when_and_renewed_from_when(desk: Desk) -> None:
    filed(desk)
    text = page(desk)
    assert "You are filed until <strong>Thursday 2 March 2028</strong>." in text
    assert "It can be renewed from Sunday 2 January 2028." in text
    assert 'name="statement"' not in text


def test_ended_and_renewed(desk: Desk) -> None:
    filed(desk)
    OrganisationFiling.objects.update(valid_until=TODAY - timedelta(days=1))
    client = browser_of(desk.actor)
    assert "The filing ended on <strong>Sunday 1 March 2026</strong>." in page(desk, client)
    client.post(address(desk), {"statement": WHY})
    text = page(desk, client)
    assert "your request for the renewal" in text
    assert 'name="statement"' not in text


def test_returned_with_its_reason_and_asked_again(desk: Desk) -> None:
    filing_return(filing=asked(desk), reason="Say who comes.", actor=checker(), now=NOW)
    text = page(desk)
    assert "Say who comes." in text
    assert "Ask again" in text
    assert WHY.replace("'", "&#x27;") in text  # what was said is kept


def test_suspended_says_why_and_offers_nothing(desk: Desk) -> None:
    suspended(desk)
    text = page(desk)
    assert "Two false letters." in text
    assert "12367" in text
    assert 'name="statement"' not in text


def test_a_colleague_sees_and_does_not_ask(desk: Desk) -> None:
    colleague = MembershipFactory(organisation=desk.organisation, role=MemberRole.SUBMITTER).user
    client = browser_of(colleague)
    assert "Only an owner of the organisation can ask" in page(desk, client)
    assert client.post(address(desk), {"statement": WHY}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"pending": True}, "has to verify your organisation before"),
        ({"verified": True, "province": "jiangsu"}, "cannot be filed at present"),
    ],
)
def test_who_cannot_ask_is_told_why(fields: dict[str, object], sentence: str) -> None:
    desk = Desk(organisation=OrganisationFactory(**fields))
    text = page(desk)
    assert sentence in text
    assert 'name="statement"' not in text


def test_the_organisations_page_leads_there(desk: Desk) -> None:
    answer = browser_of(desk.actor).get(f"/en/organisations/{desk.organisation.pk}/")
    assert address(desk) in answer.content.decode()


class TestTheChoice:
    def arrival(self, desk: Desk) -> str:
        return f"/en/invitations/{desk.draft().pk}/visit/arrival/"

    def test_is_not_offered_to_who_is_not_filed(self, desk: Desk) -> None:
        text = browser_of(desk.actor).get(self.arrival(desk)).content.decode()
        assert "Which visa?" not in text

    def test_is_offered_with_every_port_of_the_city(self, desk: Desk) -> None:
        filed(desk)
        text = browser_of(desk.actor).get(self.arrival(desk)).content.decode()
        assert "Which visa?" in text
        assert "Wusongkou" in text

    @pytest.mark.parametrize(
        ("answer", "stay", "sentence"),
        [
            ("", "10", "Choose which visa you apply for."),
            ("perhaps", "10", "Choose which visa you apply for."),
            ("True", "31", "between 1 and 30 days"),
        ],
    )
    def test_bad_answers_get_a_sentence(
        self, desk: Desk, answer: str, stay: str, sentence: str
    ) -> None:
        filed(desk)
        arrival = TODAY + timedelta(days=8)
        data = {
            **{f"arrival_on_{part}": getattr(arrival, part) for part in ("day", "month", "year")},
            "port": airport().pk,
            "stay_days": stay,
            "electronic": answer,
        }
        text = browser_of(desk.actor).post(self.arrival(desk), data).content.decode()
        assert sentence in text

    def test_the_check_page_says_which(self, desk: Desk) -> None:
        filed(desk)
        invitation = desk.complete(electronic=True)
        answer = browser_of(desk.actor).get(f"/en/invitations/{invitation.pk}/check/")
        assert "Electronic port visa" in answer.content.decode()
