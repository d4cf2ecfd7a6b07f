"""Which office decides: the port's own, the one that a row names, or the one that was asked for."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from offices.models import Office, Port
from port_visa import services
from port_visa.errors import InvitationIncomplete
from port_visa.models import Invitation, PortRoute
from port_visa.routing import electronic_ports, handling_words, office_for
from tests.factories.filings import filed_desk
from tests.factories.port_visa import NOW, TODAY, Desk, airport

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def office(code: str) -> Office:
    return Office.objects.get(code=code)


def route(**values: Any) -> PortRoute:
    made: PortRoute = PortRoute.objects.create(
        **{
            "port": airport(),
            "office": office("eastern-hub"),
            "valid_from": date(2026, 2, 1),
            "legal_basis": "Local configuration",
            **values,
        }
    )
    return made


def decided_by(invitation: Invitation) -> Office:
    found = invitation.invitees.get().application.office
    assert found is not None
    return found


def decides(invitation: Invitation) -> str:
    return decided_by(invitation).code


def asking(desk: Desk) -> Invitation:
    draft = desk.complete()
    draft.wants_centre = True
    draft.save()
    return draft


def test_without_a_request_the_ports_own_office_decides() -> None:
    invitation = Desk().submitted()
    assert decides(invitation) == "pvg-port-visa"
    assert handling_words(invitation, decided_by(invitation)) == ""


def test_who_asks_is_handled_by_the_centre() -> None:
    desk = Desk()
    invitation = desk.submit(asking(desk))
    assert decides(invitation) == "eastern-hub"
    assert "because you asked for it" in handling_words(invitation, decided_by(invitation))


def test_a_port_can_be_routed_as_a_whole_from_a_day_on() -> None:
    row = route(valid_from=TODAY + timedelta(days=1))
    assert decides(Desk().submitted()) == "pvg-port-visa"
    tomorrow = Desk(now=NOW + timedelta(days=1))
    invitation = tomorrow.submitted()
    assert decides(invitation) == "eastern-hub"
    assert "handles what arrives at" in handling_words(invitation, decided_by(invitation))
    row.valid_until = row.valid_from
    row.save()
    assert decides(Desk(now=NOW + timedelta(days=2)).submitted()) == "pvg-port-visa"


def test_a_later_row_replaces_an_earlier_one() -> None:
    route()
    route(office=office("sha-port-visa"), valid_from=TODAY)
    assert decides(Desk().submitted()) == "sha-port-visa"


def test_an_office_that_closed_is_no_way() -> None:
    Office.objects.filter(code="eastern-hub").update(active=False)
    desk = Desk()
    assert decides(desk.submit(asking(desk))) == "pvg-port-visa"


def test_nobody_decides_without_a_port() -> None:
    assert office_for(Desk().draft(), TODAY) is None


def sea(desk: Desk, **visit: Any) -> Invitation:
    """Handed in for an electronic visa, by ship: that port has no visa counter."""
    port = Port.objects.get(code="wusongkou")
    return desk.submitted(electronic=True, port=port, stay_days=10, **visit)


def test_a_port_without_a_counter_is_decided_where_the_row_of_the_day_says() -> None:
    invitation = sea(filed_desk())
    assert decides(invitation) == "pvg-port-visa"
    words = handling_words(invitation, decided_by(invitation))
    assert "decides electronic visas for what arrives at Wusongkou" in words
    route(
        port=invitation.port,
        office=office("sha-port-visa"),
        valid_from=TODAY + timedelta(days=1),
    )
    assert decides(sea(filed_desk())) == "pvg-port-visa"
    tomorrow = filed_desk(at=NOW + timedelta(days=1))
    assert decides(sea(tomorrow)) == "sha-port-visa"


def test_a_port_that_nobody_decides_is_not_offered_and_not_handed_in() -> None:
    desk = filed_desk()
    draft = desk.complete(electronic=True, port=Port.objects.get(code="wusongkou"))
    row = PortRoute.objects.get(port=draft.port)
    row.valid_until = TODAY - timedelta(days=1)
    row.save()
    assert "wusongkou" not in {port.code for port in electronic_ports(TODAY)}
    with pytest.raises(InvitationIncomplete, match="No office decides electronic visas"):
        desk.submit(draft)
    Office.objects.filter(code="pvg-port-visa").update(active=False)
    assert {port.code for port in electronic_ports(TODAY)} == {"SHA"}


def test_every_port_without_a_counter_has_its_row() -> None:
    assert {port.code for port in electronic_ports(TODAY)} == {
        port.code for port in Port.objects.all()
    }
    rows = PortRoute.objects.filter(port__office=None)
    assert all("Local configuration" in row.legal_basis for row in rows)


def test_who_asked_for_the_centre_reads_that_no_port_issues_it() -> None:
    desk = filed_desk()
    draft = desk.complete(electronic=True)
    draft.wants_centre = True
    draft.save()
    invitation = desk.submit(draft)
    words = handling_words(invitation, decided_by(invitation))
    assert words.endswith("because you asked for it.")


def test_it_cannot_be_asked_for_at_another_port(client: Client) -> None:
    desk = Desk()
    draft = desk.complete()
    other = Port.objects.get(code="SHA")
    values = {"arrival_on": TODAY, "port": other, "flight": "", "stay_days": 5}
    with pytest.raises(InvitationIncomplete, match="24-hour centre"):
        services.invitation_visit_save(
            invitation=draft,
            part="arrival",
            data={**values, "wants_centre": True},
            actor=desk.actor,
            now=NOW,
        )


def test_the_page_explains_and_the_receipt_says_who(client: Client) -> None:
    desk = Desk()
    draft = desk.complete()
    client.force_login(desk.actor, backend=BACKEND)
    with time_machine.travel(NOW, tick=False):
        address = reverse("invitation_visit", args=[draft.pk, "arrival"])
        assert "Let the 24-hour centre handle it" in client.get(address).content.decode()
        day = TODAY + timedelta(days=3)
        typed = {
            "arrival_on_day": day.day,
            "arrival_on_month": day.month,
            "arrival_on_year": day.year,
            "port": draft.port_id,
            "flight": "",
            "stay_days": 5,
            "wants_centre": "on",
        }
        assert client.post(address, typed).status_code == 302
        draft.refresh_from_db()
        assert draft.wants_centre
        check = client.get(reverse("invitation_check", args=[draft.pk])).content.decode()
        assert "24-hour centre" in check
        desk.submit(draft)
        receipt = client.get(reverse("invitation_receipt", args=[draft.pk])).content.decode()
        assert "Eastern Hub port visa centre" in receipt
        assert "because you asked for it" in receipt


def test_without_a_row_nobody_is_asked(client: Client) -> None:
    PortRoute.objects.update(valid_until=date(2026, 2, 1))
    desk = Desk()
    draft = desk.draft()
    client.force_login(desk.actor, backend=BACKEND)
    with time_machine.travel(datetime.fromisoformat("2026-03-02T10:00:00+08:00"), tick=False):
        page = client.get(reverse("invitation_visit", args=[draft.pk, "arrival"]))
    assert "24-hour centre" not in page.content.decode()
