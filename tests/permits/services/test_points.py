"""An officer of the work-permit authority corrects points; the category follows."""

import pytest
from django.urls import reverse

from accounts.enums import Authority, PostRole
from applications.enums import EventKind, Recommendation
from applications.models import Application, Event, Review
from permits.enums import Item
from permits.errors import PermitError
from permits.filing.queries import decision_of, permit_of
from permits.models import PointsCorrection
from permits.services.points import points_correct
from tests.desk.conftest import page, signed_in
from tests.factories.accounts import PostFactory
from tests.factories.applications import NOW

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.fixture
def case(hands) -> Application:
    return hands.submitted().application


def officer_of(case: Application, authority: str = Authority.WORK_PERMIT):
    role = PostRole.REVIEWER
    return PostFactory.create(office=case.office, role=role, authority=authority).officer


def correct(case: Application, item: str, value: str, **changes):
    facts = {"reason": "The proof says otherwise.", "now": NOW, **changes}
    actor = facts.pop("actor", None) or officer_of(case)
    return points_correct(application=case, item=item, value=value, actor=actor, **facts)


def total(case: Application) -> int:
    decision = decision_of(permit_of(case), DAY)
    assert decision is not None
    assert decision.points is not None
    return decision.points.total


def test_the_sum_and_the_category_follow_and_the_answer_stays(case) -> None:
    assert (total(case), case.category) == (79, "B")
    decision = correct(case, Item.EXPERIENCE, "3")
    assert decision.points is not None
    assert decision.points.total == total(case) == 74
    permit = permit_of(case)
    assert permit.experience_years == 8
    event = Event.objects.get(application=case, kind=EventKind.POINTS_CORRECTED)
    assert (event.data["before"], event.data["after"]) == ("8", "3")
    assert event.reason == "The proof says otherwise."


def test_a_better_proof_can_lift_the_category(case) -> None:
    correct(case, Item.EXPERIENCE, "14")
    case.refresh_from_db()
    assert (total(case), case.category) == (85, "A")


def test_category_c_is_told_and_not_put_on_the_case(case) -> None:
    correct(case, Item.PAY, "100000")
    decision = correct(case, Item.EDUCATION, "other")
    case.refresh_from_db()
    assert decision.category == "C"
    assert case.category == "B"


def test_the_later_correction_of_an_item_counts(case) -> None:
    correct(case, Item.CHINESE, "none")
    correct(case, Item.CHINESE, "hsk5")
    assert total(case) == 81
    assert PointsCorrection.objects.count() == 2


@pytest.mark.parametrize(
    ("item", "value", "changes", "code"),
    [
        (Item.AGE, "30", {}, "item"),
        ("shoes", "30", {}, "item"),
        (Item.PAY, "much", {}, "value"),
        (Item.MONTHS, "13", {}, "value"),
        (Item.EXPERIENCE, "8", {}, "unchanged"),
        (Item.EXPERIENCE, " 8 ", {}, "unchanged"),
        (Item.EXPERIENCE, "9", {"reason": "  "}, "reason"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(case, item, value, changes, code) -> None:
    with pytest.raises(PermitError) as refused:
        correct(case, item, value, **changes)
    assert refused.value.code == code
    assert total(case) == 79
    assert not PointsCorrection.objects.exists()


def test_the_other_authority_does_not_correct_points(case) -> None:
    other = officer_of(case, Authority.EXIT_ENTRY)
    with pytest.raises(PermitError, match="work-permit authority"):
        correct(case, Item.EXPERIENCE, "3", actor=other)


def test_after_the_authority_decided_its_points_stand(case) -> None:
    actor = officer_of(case)
    Review.objects.filter(application=case, authority=Authority.WORK_PERMIT).update(
        decision=Recommendation.APPROVE, decided_by=actor, decided_at=NOW
    )
    with pytest.raises(PermitError, match="its points stand"):
        correct(case, Item.EXPERIENCE, "3", actor=actor)


class TestDesk:
    def test_every_item_stands_beside_its_evidence(self, case) -> None:
        client = signed_in(officer_of(case))
        text = client.get(page(case, "change")).content.decode()
        assert "degree.jpg" in text
        assert "20 / 20" in text
        assert reverse("admin:applications_application_step_points", args=[case.pk]) in text

    def test_a_correction_by_the_form(self, case) -> None:
        client = signed_in(officer_of(case))
        typed = {"item": "experience", "number": "3", "reason": "Two references do not answer."}
        answer = client.post(page(case, "points"), typed)
        assert answer.status_code == 302
        text = client.get(page(case, "change")).content.decode()
        assert "Two references do not answer." in text
        assert total(case) == 74

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"item": "experience", "number": ""}, "Give the value that the evidence proves."),
            ({"item": "months", "number": "13"}, "cannot have this value"),
            ({"item": "education", "education": ""}, "Give the value that the evidence proves."),
            ({"number": "3"}, "This field is required"),
        ],
    )
    def test_what_is_missing_is_said_at_its_field(self, case, typed, sentence) -> None:
        client = signed_in(officer_of(case))
        answer = client.post(page(case, "points"), {"reason": "Why 😀", **typed})
        text = answer.content.decode()
        assert sentence in text
        assert "Why 😀" in text
        assert total(case) == 79

    def test_the_other_authority_sees_the_points_and_no_button(self, case) -> None:
        client = signed_in(officer_of(case, Authority.EXIT_ENTRY))
        text = client.get(page(case, "change")).content.decode()
        assert "20 / 20" in text
        assert "/points/" not in text
        answer = client.post(page(case, "points"), {"item": "experience", "number": "3"})
        assert answer.status_code in (302, 403)
        assert total(case) == 79
