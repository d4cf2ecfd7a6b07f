"""A list about a passport and a letter: asked at the desk, answered where it asks, and the clock."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.enums import PostRole
from applications.models import Application
from applications.registry import adapter_for, case_file
from applications.services import application_accept, supplement_request
from port_visa.queries import active_invitees
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import ANNA, NOW, SAM, Desk, picture


@pytest.fixture
def case(desk: Desk, time_machine_at: None) -> Application:
    """Anna's, handed in together with Sam's."""
    return active_invitees().filter(invitation=desk.submitted(ANNA, SAM))[0].application


@pytest.fixture
def officer(case: Application) -> Client:
    client = Client()
    client.force_login(PostFactory.create(office=case.office, role=PostRole.REVIEWER).officer)
    return client


def ask_for_passport_and_letter(officer: Client, case: Application) -> None:
    page = f"/admin/applications/application/{case.pk}/supplement/"
    shown = officer.get(page).content.decode()
    names = re.findall(r'name="use_(\w+)"', shown)
    assert "passport" in names
    letter = next(name for name in names if "letter" in name)
    answer = officer.post(
        page,
        {
            "use_passport": "on",
            "text_passport": "Read the number again.",
            f"use_{letter}": "on",
            f"text_{letter}": "The letter is not signed.",
        },
    )
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def test_what_was_asked_is_answered_where_it_asks_and_the_clock_starts_anew(
    client: Client, desk: Desk, case: Application, officer: Client
) -> None:
    ask_for_passport_and_letter(officer, case)
    client.force_login(desk.actor)
    url = f"/en/applications/{case.reference}/supplement/"
    page = client.get(url).content.decode()
    passport = re.search(r'value="([^"]+/passport/)"', page)
    assert passport, "the point about the passport leads to its form"
    items = case.supplement_requests.get().items.order_by("pk")
    data_item, letter = items
    assert f'name="files_{letter.pk}"' in page
    assert f'name="files_{data_item.pk}"' in page, "a better copy is handed in where it is asked"
    assert "Add a new copy of the passport" in page

    nothing = client.post(url, {"send": "1"})
    assert "Still open" in nothing.content.decode()

    answered = client.post(
        url,
        {
            "send": "1",
            f"answer_{data_item.pk}": "Read again: it is as in the passport.",
            f"files_{letter.pk}": picture(ANNA, "letter.jpg"),
        },
    )
    assert answered.status_code == 302, answered.content.decode()[-2000:]
    case.refresh_from_db()
    assert case.status == "submitted"
    assert case.next_on is not None
    assert case.next_on > NOW.date()
    accept = officer.post(f"/admin/applications/application/{case.pk}/accept/", {})
    assert accept.status_code == 302
    case.refresh_from_db()
    assert (case.status, str(case.due_on)) == ("accepted", "2026-03-05")


def test_the_other_person_is_asked_nothing(
    client: Client, desk: Desk, case: Application, officer: Client
) -> None:
    ask_for_passport_and_letter(officer, case)
    other = Application.objects.exclude(pk=case.pk).get()
    client.force_login(desk.actor)
    answer = client.get(f"/en/applications/{other.reference}/supplement/")
    assert answer.headers["Location"].endswith(f"/applications/{other.reference}/")


def ask(case: Application, *codes: str) -> dict[str, int]:
    """Send the list; return the keys of its items by their code."""
    officer = PostFactory.create(office=case.office, role=PostRole.REVIEWER).officer
    items = [(code, f"Look at {code} again.") for code in codes]
    asked = supplement_request(application=case, items=items, actor=officer, now=NOW)
    return {item.code: item.pk for item in asked.items.all()}


def answer_page(case: Application, language: str = "en") -> str:
    return f"/{language}/applications/{case.reference}/supplement/"


class TestOnTheSpot:
    @pytest.fixture(autouse=True)
    def signed_in(self, client: Client, desk: Desk) -> None:
        client.force_login(desk.actor)

    def test_a_new_passport_copy_is_a_whole_answer_and_stands_beside_the_data(
        self, client: Client, case: Application
    ) -> None:
        keys = ask(case, "passport")
        officer = PostFactory.create(office=case.office, role=PostRole.REVIEWER).officer
        case.attachments.update(created_at=NOW - timedelta(hours=1))
        before = case_file(case).passport()
        files = {f"files_{keys['passport']}": picture(ANNA, "better.jpg")}
        assert client.post(answer_page(case), {"save": "1", **files}).status_code == 302
        assert "better.jpg" in client.get(answer_page(case)).content.decode()
        assert client.post(answer_page(case), {"send": "1"}).status_code == 302
        case.refresh_from_db()
        assert case.status == "submitted"
        shown = case_file(case).passport()
        assert before is not None
        assert shown is not None
        assert (before.upload.label, shown.upload.label) == ("passport.jpg", "better.jpg")
        assert case_file(case).checklist()[0].tick is None
        application_accept(application=case, actor=officer, now=NOW)

    def test_a_copy_given_on_the_passport_page_counts_too(
        self, client: Client, case: Application
    ) -> None:
        ask(case, "passport")
        url = adapter_for(case).supplement_points(case, ["passport"])["passport"].links[0][1]
        lines = "\n".join([case.traveller.mrz_line1, case.traveller.mrz_line2])
        done = client.post(url, {"lines": lines, "copy": picture(ANNA, "better.jpg")})
        assert done.status_code == 302, done.content.decode()[-2000:]
        assert "better.jpg" in client.get(answer_page(case)).content.decode()

    def test_a_correction_in_the_form_is_an_answer_without_further_words(
        self, client: Client, case: Application
    ) -> None:
        ask(case, "details")
        page = client.get(answer_page(case)).content.decode()
        assert "Changed in the form" not in page
        assert "Correct what is wrong in the form" in page
        url = re.search(r'value="([^"]+/details/)"', page)
        assert url
        details = {"occupation": "Chief engineer", "employer": "Example Machines"}
        back = client.post(url[1], {**details, "previous_visits": "", "relation": "Supplier"})
        assert back.headers["Location"] == answer_page(case)
        assert "Changed in the form" in client.get(answer_page(case)).content.decode()
        assert client.post(answer_page(case), {"send": "1"}).status_code == 302
        case.refresh_from_db()
        assert case.status == "submitted"

    def test_the_shared_visit_is_answered_in_words_while_others_were_not_asked(
        self, client: Client, case: Application
    ) -> None:
        keys = ask(case, "visit")
        page = client.get(answer_page(case)).content.decode()
        assert "Write below what is right" in page
        assert "/visit/" not in page.partition("<main")[2]
        text = {f"answer_{keys['visit']}": "The stay is 12 days."}
        assert client.post(answer_page(case), {"send": "1", **text}).status_code == 302

    def test_the_visit_of_all_is_corrected_in_the_form_and_leads_back(
        self, client: Client, case: Application
    ) -> None:
        other = Application.objects.exclude(pk=case.pk).get()
        for one in (case, other):
            ask(one, "visit")
        page = client.get(answer_page(case)).content.decode()
        links = re.findall(r'value="([^"]+/visit/[a-z]+/\?for=[^"]+)"', page)
        assert len(links) == 5
        shown = client.get(links[0]).content.decode()
        assert f'href="{answer_page(case)}"' in shown
        back = client.post(links[0], {"category": "M", "purpose": "Repair of the test line"})
        assert back.headers["Location"] == answer_page(case)
        for one in (case, other):
            assert client.post(answer_page(one), {"send": "1"}).status_code == 302
            one.refresh_from_db()
            assert one.status == "submitted"

    def test_a_made_up_origin_leads_nowhere_else(self, client: Client, case: Application) -> None:
        for one in Application.objects.all():
            ask(one, "visit")
        url = adapter_for(case).supplement_points(case, ["visit"])["visit"].links[0][1]
        strange = url.partition("?")[0] + "?for=https://example.org"
        back = client.post(strange, {"category": "M", "purpose": "Repair of the test line"})
        assert back.headers["Location"].endswith("/receipt/")

    def test_a_file_beside_a_data_point_reaches_the_officer(
        self, client: Client, case: Application
    ) -> None:
        keys = ask(case, "visit")
        files = {f"files_{keys['visit']}": picture(ANNA, "programme.jpg")}
        assert client.post(answer_page(case), {"send": "1", **files}).status_code == 302
        lines = {line.code: line for line in case_file(case).checklist()}
        labels = [row.upload.label for row in lines["visit"].attachments]
        assert labels == ["programme.jpg"]

    def test_what_was_typed_is_saved_on_the_way_to_the_form(
        self, client: Client, case: Application
    ) -> None:
        keys = ask(case, "details", "visit")
        text = {f"answer_{keys['visit']}": "The stay is 12 days."}
        url = adapter_for(case).supplement_points(case, ["details"])["details"].links[0][1]
        went = client.post(answer_page(case), {"go": url, **text})
        assert went.headers["Location"] == url
        assert "The stay is 12 days." in client.get(answer_page(case)).content.decode()
        astray = client.post(answer_page(case), {"go": "https://example.org/", **text})
        assert astray.headers["Location"] == answer_page(case)

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "Add a new copy"), ("zh-hans", "请在此上传")]
    )
    def test_every_point_says_what_to_do_in_both_languages(
        self, client: Client, case: Application, language: str, words: str
    ) -> None:
        ask(case, "passport")
        assert words in client.get(answer_page(case, language)).content.decode()
