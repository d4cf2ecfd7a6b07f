"""One list, two hands: each answers its own points, and the last one hands the answer in."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import Authority
from applications.enums import Status
from applications.errors import Incomplete
from applications.registry import adapter_for
from applications.services import supplement_answer, supplement_request
from documents.reading import pdf_text
from permits.models import PermitApplication
from tests.factories.accounts import PostFactory
from tests.factories.permits import TwoHands

pytestmark = pytest.mark.usefixtures("time_machine_at")


def asked(hands: TwoHands, *codes: str) -> PermitApplication:
    """A case whose officer asks for these points."""
    permit = hands.submitted()
    earlier = hands.now - timedelta(hours=1)  # the clock stands still, so say that it was before
    permit.application.attachments.update(created_at=earlier)
    office = permit.application.office
    officer = PostFactory(office=office, authority=Authority.EXIT_ENTRY).officer
    supplement_request(
        application=permit.application,
        items=[(code, f"Please mend {code}") for code in codes],
        actor=officer,
        now=hands.now,
    )
    return PermitApplication.objects.get(pk=permit.pk)


def send(client: Any, hands: TwoHands, permit: PermitApplication, who: str, *codes: str) -> str:
    """Sign in, write an answer to these points, hand in; answers the page that follows."""
    client.force_login(hands.employer if who == "employer" else hands.someone)
    page = reverse("application_supplement", args=[permit.application.reference])
    form = client.get(page).context["form"]
    data: dict[str, Any] = {  # as a browser posts it: with what stands there already
        form.text_name(item): "Here." if item.code in codes else item.answer for item in form.items
    }
    data |= {"send": "1", "version": permit.application.version}
    text: str = client.post(page, data, follow=True).content.decode()
    return text


def status(permit: PermitApplication) -> str:
    permit.application.refresh_from_db()
    return permit.application.status


class TestWhoseTurn:
    """Nobody reads a sentence that asks them for what only the other hand can do."""

    def pages(self, client: Any, permit: PermitApplication, mine: str) -> list[str]:
        reference = permit.application.reference
        paths = (f"permit-applications/{permit.pk}/{mine}receipt/", f"applications/{reference}/")
        return [client.get(f"/en/{path}").content.decode() for path in paths]

    @pytest.mark.parametrize(
        ("codes", "who", "words"),
        [
            (("health",), "employer", "The employee answers what is still open"),
            (("studies",), "employer", "The employee answers what is still open"),
            (("post",), "person", "Your employer answers what is still open"),
        ],
    )
    def test_who_has_nothing_to_answer_is_told_who_has(
        self, client, hands, codes, who: str, words: str
    ) -> None:
        permit = asked(hands, *codes)
        employer = who == "employer"
        client.force_login(hands.employer if employer else hands.someone)
        for text in self.pages(client, permit, "" if employer else "mine/"):
            assert words in text
            assert "You need do nothing." in text
            assert "Answer the list" not in text
        client.force_login(hands.someone if employer else hands.employer)
        for text in self.pages(client, permit, "mine/" if employer else ""):
            assert words not in text
            assert "Answer the list" in text

    def test_a_list_of_private_points_alone_shows_the_company_no_empty_page(
        self, client, hands
    ) -> None:
        permit = asked(hands, "health")
        client.force_login(hands.employer)
        page = reverse("application_supplement", args=[permit.application.reference])
        text = client.get(page, follow=True).content.decode()
        assert "Hand in the whole answer" not in text
        assert "Read the list" not in text
        assert "The employee answers" in text

    def test_after_the_own_part_it_is_the_others_turn(self, client, hands) -> None:
        permit = asked(hands, *ALL)
        text = send(client, hands, permit, "employer", "post")
        assert "Your part is kept. The employee answers what is still open" in text
        assert "Another part" not in text
        assert "Read the list" in text
        client.force_login(hands.someone)
        assert "Answer the list" in self.pages(client, permit, "mine/")[0]

    def test_the_receipt_on_paper_says_so_too(self, client, hands) -> None:
        permit = asked(hands, "health")
        client.force_login(hands.employer)
        data = client.get(f"/en/permit-applications/{permit.pk}/receipt.pdf").content
        text = " ".join(pdf_text(data).split())
        assert "An answer is awaited" in text
        assert "The employee answers" in text


ALL = ("post", "studies", "health")
OWN = {"employer": ("post",), "person": ("studies", "health")}


@pytest.mark.parametrize("order", [("employer", "person"), ("person", "employer")])
def test_each_answers_its_own_and_the_last_hands_in(client, hands, order) -> None:
    permit = asked(hands, *ALL)
    first, second = order
    assert "Your part is kept" in send(client, hands, permit, first, *OWN[first])
    assert status(permit) == Status.SUPPLEMENT
    assert "handed in" in send(client, hands, permit, second, *OWN[second])
    assert status(permit) == Status.SUBMITTED


@pytest.mark.parametrize("who", ["employer", "person"])
def test_ones_own_open_points_stop_and_the_others_do_not(client, hands, who: str) -> None:
    permit = asked(hands, *ALL)
    text = send(client, hands, permit, who)
    assert status(permit) == Status.SUPPLEMENT
    error = text.partition("Answer every point of the list. Still open: ")[2].partition("<")[0]
    assert all(f"mend {code}" in error for code in OWN[who])
    other = OWN["person" if who == "employer" else "employer"]
    assert not any(f"mend {code}" in error for code in other)


@pytest.mark.parametrize(
    ("codes", "who", "after"),
    [
        (("post",), "employer", Status.SUBMITTED),
        (("studies",), "person", Status.SUBMITTED),
        (("health",), "person", Status.SUBMITTED),
        (("post", "health"), "employer", Status.SUPPLEMENT),
        (("post", "studies"), "employer", Status.SUPPLEMENT),
        (("post", "studies"), "person", Status.SUPPLEMENT),
        (("studies", "health"), "person", Status.SUBMITTED),
    ],
)
def test_who_hands_in_what(client, hands, codes, who: str, after: str) -> None:
    permit = asked(hands, *codes)
    send(client, hands, permit, who, *(code for code in codes if code in OWN[who]))
    assert status(permit) == after


def test_each_sees_links_into_its_own_pages_and_every_link_opens(client, hands) -> None:
    permit = asked(hands, "post", "basis", "studies", "stay", "passport", "photo", "health")
    page = reverse("application_supplement", args=[permit.application.reference])
    for user, mine, number in ((hands.employer, False, 3), (hands.someone, True, 6)):
        client.force_login(user)
        points = client.get(page).context["points"]
        links = [url for point in points for _label, url in point["way"].links]
        assert len(links) == number
        assert all(("/mine/" in url) is mine for url in links)
        assert {client.get(url).status_code for url in links} == {200}


def test_who_is_both_hands_answers_everything(hands) -> None:
    from tests.factories.accounts import MembershipFactory

    permit = asked(hands, *ALL)
    MembershipFactory(user=hands.someone, organisation=hands.organisation)
    adapter = adapter_for(permit.application)
    points = adapter.supplement_points(permit.application, ALL, hands.someone)
    assert not any(point.others for point in points.values())
    with pytest.raises(Incomplete):
        supplement_answer(application=permit.application, actor=hands.someone, now=hands.now)


def test_the_company_learns_of_no_private_point(client, hands) -> None:
    permit = asked(hands, *ALL)
    text = send(client, hands, permit, "employer")
    assert "health" not in text.lower()
    text = send(client, hands, permit, "employer", "post")
    assert "health" not in text.lower()
