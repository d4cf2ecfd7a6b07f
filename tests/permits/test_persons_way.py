"""The person without a password: their earlier passport, and a code that opens the list to answer."""

from datetime import date
from urllib.parse import urlparse

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from applications.enums import Status
from applications.models import Traveller
from permits import services
from permits.models import PermitApplication
from tests.accounts.test_signin import code_of
from tests.factories.permits import ADDRESS, PASSPORT, TwoHands
from tests.permits.test_supplement import asked

pytestmark = pytest.mark.usefixtures("time_machine_at")


class TestEarlierPassport:
    """What the person gave in one case is offered to them in the next, to be compared once more."""

    def page(self, client: Client, permit: PermitApplication) -> str:
        return str(client.get(reverse("permit_person_passport", args=[permit.pk])).content.decode())

    def begun(self, hands: TwoHands) -> PermitApplication:
        hands.submitted()
        other = TwoHands(now=hands.now)
        new = other.start()
        other.opened(new)
        return new

    def test_it_is_offered_taken_and_compared(self, client: Client, hands: TwoHands) -> None:
        new = self.begun(hands)
        client.force_login(hands.someone)
        assert "Use this passport" in self.page(client, new)
        answer = client.post(reverse("permit_person_passport", args=[new.pk]), {"take": "1"})
        assert answer["Location"] == reverse("permit_person_confirm", args=[new.pk])
        traveller = Traveller.objects.get(application__permit=new)
        assert traveller.document_number == PASSPORT.number
        assert traveller.confirmed_at is None
        services.permit_passport_confirm(
            permit=new, risky_compared=True, actor=hands.someone, now=hands.now
        )
        assert "Use this passport" not in self.page(client, new)

    def test_one_that_ended_is_not_offered(self, client: Client, hands: TwoHands) -> None:
        new = self.begun(hands)
        Traveller.objects.exclude(application__permit=new).update(expires_on=date(2026, 3, 1))
        client.force_login(hands.someone)
        assert "Use this passport" not in self.page(client, new)
        client.post(reverse("permit_person_passport", args=[new.pk]), {"take": "1"})
        assert Traveller.objects.get(application__permit=new).document_number == ""

    def test_the_employer_neither_sees_nor_takes_it(self, client: Client, hands: TwoHands) -> None:
        new = self.begun(hands)
        client.force_login(hands.employer)
        page = reverse("permit_person_passport", args=[new.pk])
        assert client.get(page).status_code == 404
        assert client.post(page, {"take": "1"}).status_code == 404
        assert Traveller.objects.get(application__permit=new).document_number == ""


def test_a_code_by_email_opens_the_list(hands: TwoHands) -> None:
    permit = asked(hands, "studies")
    client = Client()
    page = reverse("application_supplement", args=[permit.application.reference])
    wanted = client.get(page)
    assert wanted.status_code == 302
    assert urlparse(wanted["Location"]).path == "/en/account/login/"
    mail.outbox.clear()
    client.post(f"/en/account/login/code/?next={page}", {"email": ADDRESS, "next": page})
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    done = client.post(
        "/en/account/login/code/confirm/", {"code": code_of(letter), "next": page}, follow=True
    )
    text = done.content.decode()
    assert "Please mend studies" in text
    assert "Hand in the whole answer" in text
    form = done.context["form"]
    data = {form.text_name(item): "Here." for item in form.items}
    client.post(page, data | {"send": "1", "version": permit.application.version})
    permit.application.refresh_from_db()
    assert permit.application.status == Status.SUBMITTED
