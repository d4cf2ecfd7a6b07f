"""The pages of somebody who invites in their own name, and the officer's side of them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts import residence
from accounts.enums import PostRole
from accounts.models import User
from accounts.residence import Stay
from applications.models import Application
from applications.queries import same_inviter
from port_visa import services
from port_visa.enums import ProfessionalStatus
from port_visa.models import Invitation, Professional
from tests.factories.accounts import MembershipFactory, PostFactory, UserFactory
from tests.factories.port_visa import ANNA, NOW, SAM, TODAY, Desk, picture
from tests.factories.professionals import WORK, PersonalDesk, accepted, begun, copy_of, handed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at")]
ABOUT = {
    "name": "ERIKSDOTTER, FREJA",
    "name_zh": "傅蕾雅",
    "occupation": "Professor of chemistry",
    "employer": "Example University",
    "address": "上海市杨浦区示例路7号",
    "phone": "+86 138 0013 8000",
}
DECLARED = {"declared_name": "Freja Eriksdotter", "declared": "on"}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: Any, language: str = "en") -> str:
    with translation.override(language):
        answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.content.decode()


@pytest.fixture
def newcomer() -> User:
    found: User = UserFactory.create(name="")
    return found


class TestBeginning:
    def test_both_ways_are_offered(self, newcomer: User) -> None:
        client = browser(newcomer)
        for name in ("dashboard", "invitation_new"):
            for language, words in (("en", "In your own name"), ("zh-hans", "以个人名义")):
                found = page(client, name, language=language)
                assert words in found
                assert "/organisations/new/" in found
                assert "/professional/" in found

    def test_employing_is_for_organisations(self, newcomer: User) -> None:
        found = page(browser(newcomer), "permit_new")
        assert "Only an organisation can employ" in found
        assert "own name" not in found

    def test_the_page_names_the_rules_of_the_day(self, newcomer: User) -> None:
        found = page(browser(newcomer), "professional")
        assert "Residence permit for work, category A" in found
        assert "Permanent residence card" in found
        assert "A research colleague" in found
        assert "10 people under way" in found

    def test_from_the_first_page_to_the_check(self, newcomer: User) -> None:
        client = browser(newcomer)
        said = client.post(reverse("professional_details"), ABOUT)
        assert said.headers["Location"] == reverse("professional_proof")
        sent = {"proof": "work_residence:B", "copies": picture()}
        done = client.post(reverse("professional_proof"), sent, follow=True).content.decode()
        assert "Handed in. We write to you" in done
        assert "The bureau is checking your proof" in done
        row = Professional.objects.get(user=newcomer)
        assert (row.status, row.proof_category) == (ProfessionalStatus.PENDING, "B")
        newcomer.refresh_from_db()
        assert newcomer.name == ABOUT["name"]
        again = client.get(reverse("professional_proof"))
        assert again.headers["Location"] == reverse("professional")

    def test_bad_input_is_a_sentence_and_is_kept(self, newcomer: User) -> None:
        client = browser(newcomer)
        wrong = client.post(reverse("professional_details"), {**ABOUT, "name": "傅", "phone": "1"})
        assert "Enter the name in Latin letters." in wrong.content.decode()
        assert ABOUT["employer"] in wrong.content.decode()
        begun(newcomer)
        empty = client.post(reverse("professional_proof"), {}).content.decode()
        assert "Choose your proof." in empty
        assert "Choose a file." in empty
        bad = SimpleUploadedFile("proof.pdf", b"no pdf", "application/pdf")
        sent = {"proof": "work_residence:A", "copies": bad}
        refused = client.post(reverse("professional_proof"), sent).content.decode()
        assert "error-summary" in refused
        assert Professional.objects.get(user=newcomer).status == ProfessionalStatus.DRAFT

    def test_a_copy_is_taken_off(self, newcomer: User) -> None:
        row, client = begun(newcomer), browser(newcomer)
        upload = copy_of(row)
        services.proof_add(professional=row, actor=newcomer, uploads=[upload], now=NOW)
        client.post(reverse("professional_proof"), {"remove": str(upload.pk)})
        assert not row.copies.exists()
        assert client.post(reverse("professional_proof"), {"remove": "x"}).status_code == 404

    def test_a_permit_on_record_is_enough(
        self, newcomer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stay = Stay(WORK, "A", "R-1", "ERIKSDOTTER FREJA", "", TODAY)
        monkeypatch.setattr(residence, "_sources", [lambda user, on: [stay]])
        client = browser(newcomer)
        assert "We found your residence permit R-1" in page(client, "professional")
        client.post(reverse("professional_details"), {**ABOUT, "name": "FALSE"})
        row = Professional.objects.get(user=newcomer)
        assert (row.status, row.name) == (ProfessionalStatus.ACCEPTED, stay.name)
        found = page(client, "professional_details")
        assert "Your name comes from your permit" in found
        assert 'name="name"' not in found

    def test_the_newer_permit_takes_over(
        self, newcomer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        handed = handed_in(newcomer)
        services.professional_return(
            professional=handed,
            items=["expiry"],
            text="It has ended.",
            actor=PostFactory.create().officer,
            now=NOW,
        )
        stay = Stay(WORK, "A", "R-2", "ERIKSDOTTER FREJA", "", TODAY)
        monkeypatch.setattr(residence, "_sources", [lambda user, on: [stay]])
        client = browser(newcomer)
        assert "It has ended." in page(client, "professional")
        client.get(reverse("professional_permit"))
        handed.refresh_from_db()
        assert handed.status == ProfessionalStatus.RETURNED
        client.post(reverse("professional_permit"))
        handed.refresh_from_db()
        assert (handed.status, handed.proof_number) == (ProfessionalStatus.ACCEPTED, "R-2")
        monkeypatch.setattr(residence, "_sources", [])
        assert "no longer in force on our records" in page(client, "professional")
        none = client.post(reverse("professional_permit"), follow=True).content.decode()
        assert "no permit of yours on record" in none


class TestInviting:
    @pytest.fixture
    def desk(self) -> PersonalDesk:
        return PersonalDesk()

    def test_the_words_fit_a_person(self, desk: PersonalDesk) -> None:
        client, draft = browser(desk.actor), desk.complete()
        words = {
            "en": ("You invite 1 person and are", "5,000 to 10,000", "in your own name"),
            "zh-hans": ("您邀请1人", "五千元以上一万元以下", "以个人名义作出声明"),
        }
        for language, sentences in words.items():
            found = page(client, "invitation_declare", draft.pk, language=language)
            assert all(sentence in found for sentence in sentences)
            assert "your organisation" not in found
        assert 'value="ERIKSDOTTER, FREJA"' in page(client, "invitation_declare", draft.pk)
        answer = client.post(reverse("invitation_declare", args=[draft.pk]), DECLARED)
        assert answer.headers["Location"].endswith("/receipt/")
        receipt = client.get(reverse("invitation_receipt_pdf", args=[draft.pk]))
        assert receipt.content.startswith(b"%PDF")
        for name in ("invitation_receipt", "invitation_check", "invitation_withdraw"):
            assert "organisation" not in page(client, name, draft.pk).split("<footer")[0]
        assert "Joint experiments" in page(client, "dashboard")

    def test_the_purpose_is_chosen_by_the_guest(self, desk: PersonalDesk) -> None:
        client, draft = browser(desk.actor), desk.draft()
        url = reverse("invitation_visit", args=[draft.pk, "purpose"])
        found = client.get(url).content.decode()
        assert "A business partner" in found
        assert "S2 · " not in found
        assert "Choose whom you invite." in client.post(url, {"purpose": "x"}).content.decode()
        client.post(url, {"guest_kind": "business_partner", "purpose": "Talks"})
        draft.refresh_from_db()
        assert (draft.category, draft.guest_kind) == ("M", "business_partner")

    def test_who_waits_for_the_check_is_told_so(self) -> None:
        desk = PersonalDesk(professional=handed_in())
        client, draft = browser(desk.actor), desk.complete()
        found = page(client, "invitation", draft.pk)
        assert "The bureau is checking your proof" in found
        kept = client.post(reverse("invitation_declare", args=[draft.pk]), DECLARED, follow=True)
        assert "Nothing was handed in" in kept.content.decode()
        assert "The bureau is checking your proof" in page(client, "dashboard")

    def test_the_check_page_warns_of_the_own_stay(self) -> None:
        desk = PersonalDesk(professional=accepted(until=TODAY))
        client, draft = browser(desk.actor), desk.complete()
        found = page(client, "invitation_check", draft.pk)
        assert "before the last day of the visit" in found
        assert "/declare/" in found

    def test_a_member_who_is_a_professional_chooses(self, desk: PersonalDesk) -> None:
        company = Desk()
        MembershipFactory.create(user=desk.actor, organisation=company.organisation)
        client = browser(desk.actor)
        url = reverse("invitation_new")
        found = client.get(url).content.decode()
        assert "You, in your own name: ERIKSDOTTER, FREJA" in found
        client.post(url, {"inviter": str(company.organisation.pk)})
        client.post(url, {"inviter": "me"})
        assert "Choose who invites." in client.post(url, {}).content.decode()
        begun = Invitation.objects.filter(created_by=desk.actor).order_by("created_at", "pk")
        assert {row.by_person for row in begun} == {True, False}

    def test_a_copy_of_a_proof_is_nobody_elses(self, desk: PersonalDesk) -> None:
        upload = Professional.objects.get(user=desk.actor).copies.get()
        stranger = browser(Desk().actor).get(reverse("upload_open", args=[upload.pk]))
        assert stranger.status_code in (403, 404)


class TestTheOfficersSide:
    @pytest.fixture
    def officer(self) -> Client:
        return browser(PostFactory.create().officer)

    def test_a_proof_is_accepted_with_its_last_day(self, officer: Client) -> None:
        row = handed_in(category="B")
        found = officer.get("/admin/port_visa/professional/").content.decode()
        assert row.name in found
        one = officer.get(f"/admin/port_visa/professional/{row.pk}/change/").content.decode()
        assert "Residence permit for work, category B" in one
        url = f"/admin/port_visa/professional/{row.pk}/accept/"
        form = officer.get(url)
        seen = str(row.changes.latest("pk").pk)
        assert f'value="{seen}"' in form.content.decode()
        sent = {"proof": "work_residence:B", "number": "R7", "expected_version": seen}
        missing = officer.post(url, sent).content.decode()
        assert "Enter the last day that the copy shows." in missing
        past = officer.post(url, {**sent, "valid_until": "2020-01-01"}).content.decode()
        assert "The proof has already ended." in past
        officer.post(url, {**sent, "valid_until": "2027-01-31"})
        row.refresh_from_db()
        assert (row.status, str(row.proof_until)) == (ProfessionalStatus.ACCEPTED, "2027-01-31")

    def test_a_proof_is_returned_with_a_reason(self, officer: Client) -> None:
        row = handed_in()
        url = f"/admin/port_visa/professional/{row.pk}/return/"
        assert "tick at least one item" in officer.post(url, {"text": "No."}).content.decode()
        officer.post(url, {"items": ["copy"], "text": "It is cut off."})
        found = page(browser(row.user), "professional")
        assert "It is cut off." in found
        assert "Copy of the proof" in found

    def test_a_supervisor_suspends(self) -> None:
        row = accepted()
        boss = browser(PostFactory.create(role=PostRole.SUPERVISOR).officer)
        url = f"/admin/port_visa/professional/{row.pk}/suspend/"
        boss.post(url, {"reason": "Misuse."})
        found = page(browser(row.user), "professional", language="zh-hans")
        assert "Misuse." in found
        assert "您目前不能以个人名义邀请" in found

    def test_the_case_shows_the_person_as_inviter(self, officer: Client) -> None:
        desk = PersonalDesk(professional=accepted(until=TODAY))
        first = self.case(desk, ANNA)
        second = self.case(desk, SAM)
        found = officer.get(f"/admin/applications/application/{first.pk}/change/").content.decode()
        for words in (
            "Inviter, a person",
            "ERIKSDOTTER, FREJA",
            "before the last day of the visit",
            "A research colleague",
            second.reference,
        ):
            assert words in found
        assert list(same_inviter(first)) == [second]
        queue = "/admin/applications/application/"
        key = f"person-{desk.actor.pk}"
        mine = officer.get(f"{queue}?inviter={key}&status=all").content.decode()
        assert first.reference in mine
        assert second.reference in mine
        other = officer.get(f"{queue}?inviter=person-0&status=all").content.decode()
        assert first.reference not in other
        searched = officer.get(f"{queue}?q={desk.actor.name}").content.decode()
        assert first.reference in searched

    def case(self, desk: PersonalDesk, *people: Any) -> Application:
        application: Application = desk.submitted(*people).invitees.get().application
        return application
