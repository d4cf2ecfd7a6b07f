"""No officer of one authority acts for the other; lists agree with single answers."""

import itertools
from contextlib import suppress

import pytest
from django.db import connection

from accounts.enums import Authority, PostRole
from accounts.errors import TwoAuthorities
from accounts.models import Post
from accounts.services import post_assign, post_end
from applications import registry
from applications.enums import Recommendation, RefusalReason, Status, WorkRefusalReason
from applications.errors import Incomplete, NotPermitted, StaleVersion, TransitionNotAllowed
from applications.models import Application
from applications.permissions import authority_of, can_review, can_supervise, can_view
from applications.queries import applications_visible_to, queue_for
from applications.services import (
    application_approve,
    application_refuse,
    review_recommend,
    review_return,
)
from applications.workflow import version_for
from offices.models import Office
from tests.applications.joint.conftest import EXIT, WORK, chief, reviewer
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.applications import NOW, ApplicationFactory, case_steps, officer_at
from tests.factories.stubs import JointStubAdapter

pytestmark = pytest.mark.django_db
OTHER = {WORK: EXIT, EXIT: WORK}


class TestOnePost:
    @pytest.mark.parametrize(
        ("first", "second"),
        list(itertools.product([PostRole.REVIEWER, PostRole.SUPERVISOR], repeat=2)),
    )
    def test_nobody_reviews_for_both_at_one_office(self, first, second):
        here, elsewhere = Office.objects.order_by("pk")[:2]
        officer = PostFactory.create(office=here, role=first, authority=EXIT).officer
        chief = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
        wish = {"officer": officer, "role": second, "authority": WORK, "actor": chief}
        with pytest.raises(TwoAuthorities, match="other authority"):
            post_assign(office=here, **wish)
        assert post_assign(office=elsewhere, **wish).authority == WORK
        post_end(post=Post.objects.get(officer=officer, office=here), actor=chief)
        assert post_assign(office=here, **wish).active

    def test_an_ended_post_does_not_come_back_beside_the_other(self):
        here = Office.objects.order_by("pk")[0]
        ended = PostFactory.create(office=here, authority=WORK, active=False)
        PostFactory.create(officer=ended.officer, office=here, authority=EXIT)
        chief = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
        with pytest.raises(TwoAuthorities):
            post_assign(
                officer=ended.officer,
                office=here,
                role=PostRole.REVIEWER,
                authority=WORK,
                actor=chief,
            )

    def test_an_administrator_may_also_review(self):
        here = Office.objects.order_by("pk")[0]
        officer = PostFactory.create(office=here, role=PostRole.ADMINISTRATOR).officer
        chief = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
        wish = {"officer": officer, "office": here, "actor": chief, "authority": WORK}
        assert post_assign(role=PostRole.REVIEWER, **wish).active


class TestWhoSees:
    def test_each_sees_the_services_of_its_authority(self, joint):
        case = ApplicationFactory(single_window=True, submitted=True)
        visa = ApplicationFactory(submitted=True, office=case.office)
        worker, border = reviewer(case, WORK), reviewer(case, EXIT)
        assert [authority_of(worker, one) for one in (case, visa)] == [WORK, None]
        assert [authority_of(border, one) for one in (case, visa)] == [EXIT, EXIT]
        for officer, seen in ((worker, {case}), (border, {case, visa})):
            assert {one for one in (case, visa) if can_view(officer, one)} == seen
            assert set(applications_visible_to(officer)) == seen
            assert set(queue_for(officer)) == seen

    def test_posts_of_both_give_the_right_to_neither(self, joint):
        """``post_assign`` refuses it; a row written past it must not open a door."""
        case = ApplicationFactory(single_window=True, submitted=True)
        officer = PostFactory.create(office=case.office, authority=WORK).officer
        PostFactory.create(officer=officer, office=case.office, authority=EXIT)
        assert authority_of(officer, case) is None
        assert not can_review(officer, case)
        assert not queue_for(officer).exists()
        assert not applications_visible_to(officer).exists()

    def test_a_supervisors_post_elsewhere_supervises_nothing_here(self, joint):
        case = ApplicationFactory(single_window=True, submitted=True)
        officer = PostFactory.create(office=case.office, authority=WORK).officer
        PostFactory.create(
            officer=officer,
            office=Office.objects.exclude(pk=case.office.pk)[0],
            authority=WORK,
            role=PostRole.SUPERVISOR,
        )
        assert can_review(officer, case, WORK)
        assert not can_review(officer, case, EXIT)
        assert not can_supervise(officer, case)

    @pytest.mark.parametrize("authority", Authority.values)
    def test_the_queue_reads_its_index(self, joint, authority, django_assert_num_queries):
        case = ApplicationFactory(single_window=True, submitted=True)
        queue = queue_for(reviewer(case, authority))
        with django_assert_num_queries(1):
            assert list(queue) == [case]
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        assert "applications_next" in queue.explain()


def acts(case):
    """Every step of a review, as (name, call)."""
    return {
        "approve": lambda actor: application_approve(application=case, actor=actor, now=NOW),
        "refuse": lambda actor: application_refuse(application=case, actor=actor, now=NOW),
        "return": lambda actor: review_return(
            application=case, actor=actor, now=NOW, reason="Look again."
        ),
        "recommend": lambda actor: review_recommend(
            application=case, recommendation=Recommendation.APPROVE, actor=actor, now=NOW
        ),
        "recommend refusal": lambda actor: review_recommend(
            application=case,
            recommendation=Recommendation.REFUSE,
            text="No.",
            actor=actor,
            now=NOW,
            reason=WorkRefusalReason.PAY
            if authority_of(actor, case) == WORK
            else RefusalReason.MEANS,
        ),
    }


STATES = {
    "nobody has begun": (),
    "work recommends approval": (f"recommend@{WORK}",),
    "work recommends refusal": (f"recommend_refusal@{WORK}",),
    "work has approved": (f"approve@{WORK}",),
    "work has refused": (f"recommend_refusal@{WORK}", f"refuse@{WORK}"),
    "both recommend": (f"recommend@{WORK}", f"recommend_refusal@{EXIT}"),
}


@pytest.mark.parametrize("role", ["reviewer", "supervisor"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", acts(Application()))
def test_whatever_an_officer_does_the_other_review_stays_as_it_is(joint, act, state, role):
    case = case_steps(ApplicationFactory(single_window=True, accepted=True), *STATES[state])
    for authority in (WORK, EXIT):
        actor = PostFactory.create(office=case.office, role=role, authority=authority).officer
        theirs = case.reviews.filter(authority=OTHER[authority]).values()
        before = list(theirs.all())
        with suppress(NotPermitted, TransitionNotAllowed, Incomplete):
            acts(case)[act](actor)
        assert list(theirs.all()) == before


@pytest.mark.parametrize("act", acts(Application()))
def test_strangers_do_nothing(joint, act):
    case = case_steps(ApplicationFactory(single_window=True, accepted=True), f"recommend@{WORK}")
    elsewhere = Office.objects.get(code="branch-qingpu")
    for stranger in (
        UserFactory.create(),
        case.filed_by,
        officer_at(elsewhere, PostRole.SUPERVISOR, WORK),
        PostFactory.create(office=case.office, role=PostRole.PORT_OFFICER).officer,
    ):
        with pytest.raises(NotPermitted):
            acts(case)[act](stranger)


class TestOneReview:
    def test_grounds_are_those_of_the_authority(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        for authority, foreign in ((WORK, RefusalReason.MEANS), (EXIT, WorkRefusalReason.PAY)):
            with pytest.raises(Incomplete, match="ground"):
                review_recommend(
                    application=case,
                    recommendation=Recommendation.REFUSE,
                    reason=foreign,
                    text="Because.",
                    actor=reviewer(case, authority),
                    now=NOW,
                )

    def test_two_officers_where_the_rule_asks_for_them(self):
        case = ApplicationFactory(single_window=True, accepted=True)
        with registry.override(JointStubAdapter(WORK)):
            with pytest.raises(TransitionNotAllowed, match="Two officers approve here"):
                application_approve(application=case, actor=reviewer(case, WORK), now=NOW)
            application_approve(application=case, actor=reviewer(case, EXIT), now=NOW)
            done = case_steps(case, f"recommend@{WORK}", f"countersign@{WORK}")
        assert done.status == Status.APPROVED

    def test_the_single_window_asks_both_for_two(self):
        case = ApplicationFactory(single_window=True, accepted=True)
        for authority in Authority.values:
            with pytest.raises(TransitionNotAllowed, match="Two officers"):
                application_approve(application=case, actor=reviewer(case, authority), now=NOW)

    def test_the_countersigner_is_another_supervisor_of_the_same_authority(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        head = chief(case, WORK)
        review_recommend(
            application=case, recommendation=Recommendation.APPROVE, actor=head, now=NOW
        )
        with pytest.raises(NotPermitted, match="Another officer"):
            application_approve(application=case, actor=head, now=NOW)
        with pytest.raises(NotPermitted, match="supervisor"):
            application_approve(application=case, actor=reviewer(case, WORK), now=NOW)
        application_approve(application=case, actor=chief(case, EXIT), now=NOW)  # its own review
        assert case.reviews.get(authority=WORK).decision == ""

    @pytest.mark.parametrize("again", ["approve", "recommend"])
    def test_twice_the_same_is_told_in_a_sentence(self, joint, again):
        case = case_steps(ApplicationFactory(single_window=True, accepted=True), f"approve@{WORK}")
        with pytest.raises(TransitionNotAllowed, match="already decided"):
            acts(case)[again](reviewer(case, WORK))

    def test_recommended_twice(self, joint):
        case = case_steps(
            ApplicationFactory(single_window=True, accepted=True), f"recommend@{WORK}"
        )
        with pytest.raises(TransitionNotAllowed, match="already recommended"):
            acts(case)["recommend"](reviewer(case, WORK))


class TestPages:
    """What an open form may overwrite: nothing of its own authority, whatever the other does."""

    def test_a_step_of_the_other_makes_no_page_stale(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        case = case_steps(case, f"recommend@{WORK}")
        seen = version_for(case, WORK)
        case = case_steps(case, f"recommend@{EXIT}", f"give_back@{EXIT}", f"approve@{EXIT}")
        done = application_approve(
            application=case, actor=chief(case, WORK), now=NOW, expected_version=seen
        )
        assert done.status == Status.APPROVED

    def test_a_step_of_ones_own_authority_does(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        seen = version_for(case, WORK)
        case_steps(case, f"recommend_refusal@{WORK}", f"approve@{EXIT}")
        with pytest.raises(StaleVersion, match="refusal recommended"):
            application_approve(
                application=case,
                actor=chief(case, WORK),
                now=NOW,
                reason="Fine.",
                expected_version=seen,
            )

    def test_the_applicants_page_is_not_stale_by_what_officers_do(self, joint):
        case = ApplicationFactory(single_window=True, accepted=True)
        after = case_steps(case, f"recommend@{WORK}", f"recommend@{EXIT}", f"give_back@{EXIT}")
        assert after.version == case.version

    def test_with_one_review_it_is_the_cases_version(self):
        case = ApplicationFactory(recommended=True)
        assert version_for(case, EXIT) == case.version
