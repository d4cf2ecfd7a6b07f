"""The pages of people who come, and the officer's window."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from centre import demo
from centre.enums import TicketState
from centre.models import ServiceWindow, Ticket
from centre.services import ticket_call_next, ticket_missed
from offices.models import Office
from tests.factories.accounts import NOW
from tests.factories.centre import CODE, WindowFactory, purpose_of, took

pytestmark = pytest.mark.django_db
PHONE = f"/en/centre/{CODE}/"
KIOSK, HALL = f"{PHONE}kiosk/", f"{PHONE}hall/"


@pytest.fixture(autouse=True)
def _clock(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def take(client: Client, path: str, **values: Any) -> Any:
    data = {"purpose": purpose_of("B").pk, "press": str(uuid4()), **values}
    return client.post(path, data, follow=True)


def test_a_phone_has_one_place(client: Client, window: ServiceWindow) -> None:
    assert "Business negotiation" in words(client.get(PHONE))
    page = words(take(client, PHONE))
    assert "B001" in page
    assert "You are next." in page
    assert "下一位就是您。" in page
    assert take(client, PHONE, purpose=purpose_of("A").pk).redirect_chain
    assert Ticket.objects.get().source == "phone"
    assert "You have number <strong>B001</strong>" in words(client.get(PHONE))


def test_the_desk_gives_every_press_a_number(client: Client, window: ServiceWindow) -> None:
    press = str(uuid4())
    for _ in range(2):
        assert "B001" in words(take(client, KIOSK, press=press))
    assert "B002" in words(take(client, KIOSK))
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [{"purpose": ""}, {"purpose": "999999"}, {"purpose": "x\0"}, {"press": "x"}, {"press": ""}],
)
@pytest.mark.parametrize("path", [KIOSK, PHONE])
def test_nonsense_takes_no_number(
    client: Client, window: ServiceWindow, values: dict[str, str], path: str
) -> None:
    answer = take(client, path, **values)
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert not Ticket.objects.exists()


def test_one_address_does_not_empty_the_roll(client: Client, window: ServiceWindow) -> None:
    statuses = [take(Client(), PHONE).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert Ticket.objects.count() == 30


def test_without_windows_no_numbers(client: Client) -> None:
    for path in (PHONE, KIOSK):
        assert "No numbers are given out here now." in words(client.get(path))
    assert "No numbers are given out now." in words(client.get(HALL))


def test_other_offices_have_no_queue(client: Client, window: ServiceWindow) -> None:
    for path in ("", "hall/", "kiosk/"):
        assert client.get(f"/en/centre/pvg-port-visa/{path}").status_code == 404
    Office.objects.filter(code=CODE).update(active=False)
    assert client.get(PHONE).status_code == 404


def test_a_guessed_code_opens_nothing(client: Client, window: ServiceWindow) -> None:
    took()
    for code in ("AAAAAAAAAAAAAAAA", "x" * 300):
        for path in (f"{PHONE}ticket/{code}/", f"{KIOSK}{code}/"):
            assert client.get(path).status_code == 404
        assert client.post(f"{PHONE}ticket/{code}/leave/").status_code == 404


def test_the_phone_follows_the_ticket(client: Client, window: ServiceWindow, officer: User) -> None:
    ticket = took()
    page = f"{PHONE}ticket/{ticket.code}/"
    ticket_call_next(window=window, actor=officer, now=NOW)
    shown = words(client.get(page))
    assert "Go to window 1 now." in shown
    assert "请现在到1号窗口。" in shown
    left = client.post(f"{page}leave/", follow=True)
    assert "A001 is “at the window” now" in words(left)
    ticket_missed(ticket=ticket, window=window, actor=officer, now=NOW)
    assert "within 120 minutes" in words(client.get(page))
    other = took()
    client.post(f"{PHONE}ticket/{other.code}/leave/")
    assert "You have left the queue." in words(client.get(f"{PHONE}ticket/{other.code}/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_hall_shows_both_languages(
    client: Client, window: ServiceWindow, officer: User, language: str
) -> None:
    took()
    took("C")
    ticket_call_next(window=window, actor=officer, now=NOW)
    page = words(client.get(f"/{language}/centre/{CODE}/hall/"))
    for text in (
        "A001",
        "正在叫号",
        "Now calling",
        "号窗口",
        "1 waiting",
        "1人",
        "Travel and visits",
    ):
        assert text in page
    assert page.count("C001") == 0


def test_the_hall_reads_little(
    client: Client, window: ServiceWindow, django_assert_max_num_queries: Any
) -> None:
    for letter in "ABCD" * 5:
        took(letter)
    with django_assert_max_num_queries(14):
        client.get(HALL)


def test_the_office_page_leads_to_the_queue(client: Client) -> None:
    assert f'href="{PHONE}"' in words(client.get("/en/offices/"))


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


LIST = "/admin/centre/ticket/"


def press(desk: Client, window: ServiceWindow, step: str, ticket: Ticket | None = None) -> str:
    data = {"ticket": ticket.pk} if ticket else {}
    answer = desk.post(reverse(f"admin:centre_{step}", args=[window.pk]), data, follow=True)
    assert answer.status_code == 200
    return words(answer)


def test_an_officer_serves_a_window(desk: Client, windows: list[ServiceWindow]) -> None:
    assert "Which window is yours?" in words(desk.get(LIST))
    took()
    shown = words(desk.get(f"{LIST}?window={windows[0].pk}"))
    assert "1 person waits for this window." in shown
    assert "A001 is called to window 1." in press(desk, windows[0], "call")
    assert "A001 is at this window." in press(desk, windows[0], "call")
    ticket = Ticket.objects.get()
    assert "A001 is called again." in press(desk, windows[0], "recall", ticket)
    assert "Called 2 times" in words(desk.get(LIST))  # the browser remembers the window
    assert "A001 did not come." in press(desk, windows[0], "missed", ticket)
    assert "A001 is called again." in press(desk, windows[1], "recall", ticket)
    assert "A001 is done." in press(desk, windows[1], "done", ticket)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.window, ticket.calls) == (TicketState.DONE, windows[1], 3)
    assert "Nobody is waiting" in press(desk, windows[0], "call")


def test_a_button_takes_only_what_it_showed(desk: Client, window: ServiceWindow) -> None:
    for step in ("recall", "done", "missed"):
        for key in ("", "x", "0", "99999999999999999999"):
            address = reverse(f"admin:centre_{step}", args=[window.pk])
            assert desk.post(address, {"ticket": key}).status_code == 404
    assert desk.post(reverse("admin:centre_call", args=[4711])).status_code == 404
    assert desk.get(reverse("admin:centre_call", args=[window.pk])).status_code == 405
    assert desk.get(f"{LIST}?window=%C2%B2").status_code == 200


def test_hours_without_anybody_are_told(desk: Client) -> None:
    window = WindowFactory.create(number=1)
    shown = words(desk.get(f"{LIST}?window={window.pk}"))
    assert "Not every hour of the next day is staffed" in shown
    assert "No shift staffs this window now" in shown


def test_others_do_not_press(client: Client, window: ServiceWindow) -> None:
    took()
    answer = client.post(reverse("admin:centre_call", args=[window.pk]))
    assert "/login/" in answer.headers["Location"]
    assert Ticket.objects.get().state == TicketState.WAITING


def test_the_demonstration_has_a_hall_with_people(client: Client) -> None:
    logins = demo.load(now=NOW)
    assert logins[0]["email"] == "centre@example.org"
    before = Ticket.objects.count()
    demo.load(now=NOW)
    assert Ticket.objects.count() == before
    assert Ticket.objects.filter(state=TicketState.CALLED).count() == 2
    for ticket in Ticket.objects.exclude(called_at=None):
        assert ticket.taken_at <= ticket.called_at  # type: ignore[operator]
    shown = words(client.get(HALL))
    assert "no estimate yet" not in shown
    assert " min<" in shown
