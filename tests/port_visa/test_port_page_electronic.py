"""The port officer's page: an electronic visa lets in, once, without a sticker, at every port."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.errors import NotPermitted
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from documents.services import document_revoke
from offices.models import Office, Port
from port_visa.enums import PortOutcome
from port_visa.models import PortDecision
from port_visa.services import port_enter, port_grant
from port_visa.services.passage import Seen
from tests.factories.filings import electronic, filed_desk
from tests.factories.port_visa import SAM
from tests.port_visa.passing import LINES, LOOKUP, browser_of, issued, porter, scan, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("port_day")]
EYE = Seen(by_eye=True)


@pytest.fixture
def visa() -> IssuedDocument:
    """An electronic visa in force: enter on or before 17 March, ten days."""
    return electronic()


def enter_address(document: IssuedDocument) -> str:
    return f"{LOOKUP}{document.pk}/enter/"


def hidden(page: str) -> dict[str, str]:
    """The fields of the form that lets in, as the page carries them."""
    form = page.partition('id="enter"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', unescape(form)))


def test_a_scan_offers_entry_and_says_the_last_day(port: Client, visa: IssuedDocument) -> None:
    page = scan(port, visa.code)
    assert "Entry on the electronic visa" in page
    assert "last lawful day is <b>2026-03-12</b>" in page
    assert "Any open port of Shanghai" in page
    assert 'name="visa_number"' not in page
    assert "Enter on or before" in page


def test_the_lines_then_one_press_and_a_second_to_confirm(
    port: Client, officer: User, visa: IssuedDocument
) -> None:
    page = scan(port, LINES, shown=visa.code)
    assert "Valid. The passport agrees with the record." in page
    assert "autofocus" in page.partition('id="enter"')[2].partition("</form>")[0]
    answer = port.post(enter_address(visa), hidden(page))
    asked = words(answer)
    assert "Entry on the electronic visa?" in asked
    assert "2026-03-12" in asked
    assert not PortDecision.objects.exists()
    done = port.post(enter_address(visa), {**hidden(page), "confirm": "yes"}, follow=True)
    told = words(done)
    assert "Read the last day to the traveller" in told
    assert "12 March 2026" in told
    made = PortDecision.objects.get()
    assert (made.outcome, made.visa_number, made.stay_days) == (PortOutcome.ENTERED, "", 10)
    assert (made.entered_on, made.last_day) == (date(2026, 3, 2), date(2026, 3, 12))
    visa.refresh_from_db()
    assert visa.status == DocumentStatus.USED


def test_it_counts_at_another_port_of_the_city(visa: IssuedDocument) -> None:
    officer = porter("sha-port-visa")
    page = scan(browser_of(officer), visa.code)
    assert "Entry on the electronic visa" in page
    made = port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now())
    assert made.port.code == "SHA"


@pytest.fixture
def ferry() -> Port:
    """Pudong's office has a second port from now on."""
    found = Port.objects.get(code="wusongkou")
    found.office = Office.objects.get(code="pvg-port-visa")
    found.save()
    return found


def test_the_port_that_the_traveller_named_is_chosen_already(
    port: Client, officer: User, ferry: Port
) -> None:
    desk = filed_desk()
    visa = electronic(desk=desk, port=ferry)
    page = scan(port, LINES, shown=visa.code)
    assert f'<option value="{ferry.pk}" selected>' in page
    entry = page.partition('id="enter"')[2].partition("</form>")[0]
    assert re.search(r"<button[^>]*autofocus", entry), "nothing is left to type"
    made = port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now())
    assert made.port == ferry


def test_an_officer_of_several_ports_says_once_where(port: Client, ferry: Port) -> None:
    first = electronic(port=Port.objects.get(code="SHA"))
    page = scan(port, LINES, shown=first.code)
    assert "At which port are you?" in page
    unsaid = port.post(enter_address(first), hidden(page))
    assert "Choose the port at which you are." in words(unsaid)
    nonsense = port.post(enter_address(first), {**hidden(page), "port": "99999"})
    assert "Choose the port at which you are." in words(nonsense)
    said = {**hidden(page), "port": ferry.pk}
    assert ferry.name in words(port.post(enter_address(first), said))
    port.post(enter_address(first), {**said, "confirm": "yes"})
    assert PortDecision.objects.get().port == ferry
    second = electronic(SAM, port=Port.objects.get(code="SHA"))
    assert f'<option value="{ferry.pk}" selected>' in scan(port, second.code), "kept for the next"
    page = port.get(f"{LOOKUP}{second.pk}/refuse/").content.decode()
    assert f'<option value="{ferry.pk}" selected>' in page


def test_without_a_word_no_port_is_made_up(officer: User, ferry: Port) -> None:
    visa = electronic(port=Port.objects.get(code="SHA"))
    now = timezone.now()
    with pytest.raises(ValidationError, match="Choose the port"):
        port_enter(document=visa, seen=EYE, actor=officer, now=now)
    elsewhere = Port.objects.get(code="SHA").pk
    with pytest.raises(ValidationError, match="Choose the port"):
        port_enter(document=visa, seen=replace(EYE, port=elsewhere), actor=officer, now=now)
    made = port_enter(document=visa, seen=replace(EYE, port=ferry.pk), actor=officer, now=now)
    assert made.port == ferry


def test_shown_twice_says_who_let_in_where_and_when(
    port: Client, officer: User, visa: IssuedDocument
) -> None:
    port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now())
    page = scan(port, visa.code)
    assert "Used already." in page
    assert "Entered on the electronic visa: by Po" in page
    assert "entry stamp of that day" in page
    assert 'id="enter"' not in page
    other = porter("sha-port-visa")
    with pytest.raises(ValidationError, match="Entered on the electronic visa: by Po"):
        port_enter(document=visa, seen=EYE, actor=other, now=timezone.now())
    assert PortDecision.objects.count() == 1


def test_pressed_twice_is_one_entry(officer: User, visa: IssuedDocument) -> None:
    first = port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now())
    assert port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now()) == first


def test_revoked(port: Client, visa: IssuedDocument) -> None:
    document_revoke(document=visa, reason="The visit was cancelled.", now=timezone.now())
    page = scan(port, visa.code)
    assert "Revoked: this paper no longer counts" in page
    assert "Nobody enters on it." in page
    assert 'id="enter"' not in page


def test_the_window_is_over(port: Client) -> None:
    early = timezone.now() - timedelta(days=16)
    visa = electronic(at=early, desk=filed_desk(at=early), arrival_on=date(2026, 2, 20))
    page = scan(port, visa.code)
    assert "Expired." in page
    assert "Its last day was 2026-03-01." in page
    assert 'id="enter"' not in page


def test_the_last_day_of_the_window_still_counts(officer: User) -> None:
    early = timezone.now() - timedelta(days=15)
    visa = electronic(at=early, desk=filed_desk(at=early), arrival_on=date(2026, 2, 20))
    made = port_enter(document=visa, seen=EYE, actor=officer, now=timezone.now())
    assert made.last_day == date(2026, 3, 12)


def test_another_passport_needs_a_word(port: Client, visa: IssuedDocument) -> None:
    other = LINES.replace("ERIKSSON", "ERIKSSEN")
    page = scan(port, other, shown=visa.code)
    assert "The passport differs from the record." in page
    answer = port.post(enter_address(visa), {**hidden(page), "explanation": ""})
    assert "Say why it is the same person, or refuse." in words(answer)
    assert not PortDecision.objects.exists()


def test_each_step_fits_its_document(officer: User, visa: IssuedDocument) -> None:
    now = timezone.now()
    with pytest.raises(NotPermitted, match="does not fit"):
        port_enter(document=issued(), seen=EYE, actor=officer, now=now)
    with pytest.raises(NotPermitted, match="does not fit"):
        port_grant(
            document=visa, visa_number="PV1234567", stay_days=10, seen=EYE, actor=officer, now=now
        )


def test_the_check_page_says_what_it_is(client: Client, visa: IssuedDocument) -> None:
    page = client.get(f"/en/verify/{visa.code}/").content.decode()
    assert "Any open port of Shanghai" in page
    assert "17 March 2026" in page
    assert "nothing is glued into the passport" in page
    assert "L898902C3" not in page
