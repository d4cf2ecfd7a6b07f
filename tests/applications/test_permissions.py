"""Every kind of person against every state of a case; lists agree with single answers."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.enums import MemberRole, PostRole
from accounts.models import Membership
from applications.enums import Status
from applications.models import Application
from applications.permissions import (
    can_act_as_applicant,
    can_review,
    can_supervise,
    can_view,
    can_view_as_officer,
)
from applications.queries import applications_visible_to, queue_for
from offices.models import Office
from tests.factories.accounts import MembershipFactory, PostFactory, UserFactory
from tests.factories.applications import ApplicationFactory

pytestmark = pytest.mark.django_db
EVERY = set(Status.values)
SUBMITTED = EVERY - {"draft"}
AT_THE_PORT = {"approved", "issued", "revoked"}


@pytest.fixture
def cases():
    """One case in every state, all of one organisation and office."""
    first = ApplicationFactory()
    rest = [
        ApplicationFactory(path=status, organisation=first.organisation)
        for status in Status.values
        if status != "draft"
    ]
    return {case.status: case for case in [first, *rest]}


def people(case):
    here, elsewhere = case.office, Office.objects.exclude(pk=case.office_id).first()
    left = MembershipFactory.create(organisation=case.organisation)
    Membership.objects.filter(pk=left.pk).delete()
    dismissed = PostFactory.create(office=here, active=False)
    locked = PostFactory.create(office=here)
    locked.officer.is_active = False
    locked.officer.save()
    return {
        "filer": case.filed_by,
        "colleague": MembershipFactory.create(
            organisation=case.organisation, role=MemberRole.SUBMITTER
        ).user,
        "former_member": left.user,
        "other_company": MembershipFactory.create().user,
        "stranger": UserFactory.create(),
        "nobody": AnonymousUser(),
        "reviewer": PostFactory.create(office=here).officer,
        "supervisor": PostFactory.create(office=here, role=PostRole.SUPERVISOR).officer,
        "port_officer": PostFactory.create(office=here, role=PostRole.PORT_OFFICER).officer,
        "administrator": PostFactory.create(office=here, role=PostRole.ADMINISTRATOR).officer,
        "reviewer_elsewhere": PostFactory.create(office=elsewhere).officer,
        "former_reviewer": dismissed.officer,
        "locked_reviewer": locked.officer,
        "staff_without_post": UserFactory.create(officer=True),
    }


EXPECTED = {
    "filer": EVERY,
    "colleague": EVERY,
    "reviewer": SUBMITTED,
    "supervisor": SUBMITTED,
    "port_officer": AT_THE_PORT,
}


def test_who_sees_what(cases):
    for name, person in people(cases["draft"]).items():
        seen = {status for status, case in cases.items() if can_view(person, case)}
        assert seen == EXPECTED.get(name, set()), name
        listed = {case.status for case in applications_visible_to(person)}
        assert listed == seen, name


def test_who_acts(cases):
    roles = people(cases["draft"])
    case = cases["submitted"]
    assert {name for name, user in roles.items() if can_act_as_applicant(user, case)} == {
        "filer",
        "colleague",
    }
    assert {name for name, user in roles.items() if can_review(user, case)} == {
        "reviewer",
        "supervisor",
    }
    assert {name for name, user in roles.items() if can_supervise(user, case)} == {"supervisor"}


def test_without_an_organisation_the_filer_alone():
    case = ApplicationFactory(organisation=None, filed_by=UserFactory.create())
    assert can_act_as_applicant(case.filed_by, case)
    assert not can_act_as_applicant(UserFactory.create(), case)
    assert list(applications_visible_to(case.filed_by)) == [case]


@pytest.mark.parametrize("link", ["filed it", "belongs to the organisation"])
def test_nobody_reviews_their_own(link):
    case = ApplicationFactory(submitted=True)
    officer = PostFactory.create(office=case.office, role=PostRole.SUPERVISOR).officer
    if link == "filed it":
        case.filed_by = officer
        case.save(update_fields=["filed_by"])
    else:
        MembershipFactory.create(user=officer, organisation=case.organisation)
    assert not can_review(officer, case)
    assert not can_supervise(officer, case)
    seen = can_view(officer, case)
    assert seen == (link != "filed it")  # a member sees it, as the applicant
    assert list(applications_visible_to(officer)) == ([case] if seen else [])


def test_no_office_no_officer():
    case = Application(status="submitted", office_id=None)
    assert not can_view_as_officer(PostFactory.create().officer, case)


def test_the_queue_is_what_is_open_at_ones_offices(cases):
    roles = people(cases["draft"])
    open_ones = {"submitted", "supplement", "accepted", "recommended", "approved"}
    assert {case.status for case in queue_for(roles["reviewer"])} == open_ones
    assert {case.status for case in queue_for(roles["supervisor"])} == open_ones
    for name in ("port_officer", "administrator", "reviewer_elsewhere", "stranger", "filer"):
        assert not queue_for(roles[name]).exists(), name
