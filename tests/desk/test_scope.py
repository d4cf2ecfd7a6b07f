"""The queue holds exactly the cases that the officer may review, whoever filed them for whom."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.test import RequestFactory

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications import registry
from applications.admin.scope import cases_of
from applications.enums import OPEN_STATUSES, Service, Status
from applications.models import Application
from applications.permissions import can_review
from applications.queries import queue_for
from offices.models import Office
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)
from tests.factories.applications import NOW, TravellerFactory
from tests.factories.stubs import StubAdapter

pytestmark = pytest.mark.django_db


class TwoAuthorities(StubAdapter):
    """A service that two authorities review side by side."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)


@pytest.fixture(autouse=True)
def single_window(adapter: StubAdapter) -> Iterator[None]:
    with registry.override(TwoAuthorities()):
        yield


@pytest.fixture
def me() -> User:
    """An officer who belongs to a company, too."""
    user: User = UserFactory.create(officer=True)
    return user


@pytest.fixture
def rows(me: User, office: Office, other_office: Office) -> list[Application]:
    """A case for every way in which the officer can stand to one."""
    mine, other = MembershipFactory.create(user=me).organisation, OrganisationFactory.create()
    somebody = UserFactory.create()
    ways = product(
        [me, somebody],
        [mine, other, None],
        [me, somebody, None],
        [office, other_office, None],
        [Service.PORT_VISA, Service.SINGLE_WINDOW],
        [Status.SUBMITTED, Status.WITHDRAWN, Status.DRAFT],
    )
    return Application.objects.bulk_create(
        Application(
            reference=f"T-{number}",
            traveller=traveller,
            filed_by=filed_by,
            organisation=organisation,
            person=person,
            office=where,
            service=service,
            status=status,
            language="en",
            created_at=NOW,
            submitted_at=NOW,
        )
        for number, (traveller, (filed_by, organisation, person, where, service, status)) in (
            enumerate((TravellerFactory(), way) for way in ways)
        )
    )


REVIEWER, SUPERVISOR = PostRole.REVIEWER, PostRole.SUPERVISOR
EXIT_ENTRY, WORK_PERMIT = Authority.EXIT_ENTRY, Authority.WORK_PERMIT


@pytest.mark.parametrize(
    ("posts", "reviews"),
    [
        ([], False),
        ([("here", PostRole.PORT_OFFICER, EXIT_ENTRY)], False),
        ([("here", PostRole.ADMINISTRATOR, EXIT_ENTRY)], False),
        ([("here", REVIEWER, EXIT_ENTRY)], True),
        ([("here", SUPERVISOR, WORK_PERMIT)], True),
        ([("here", REVIEWER, EXIT_ENTRY), ("there", SUPERVISOR, WORK_PERMIT)], True),
        ([("here", REVIEWER, EXIT_ENTRY), ("here", REVIEWER, WORK_PERMIT)], True),
    ],
)
def test_the_queue_is_what_one_may_review(
    me: User,
    office: Office,
    other_office: Office,
    rows: list[Application],
    posts: list[tuple[str, str, str]],
    reviews: bool,
) -> None:
    for where, role, authority in posts:
        at = office if where == "here" else other_office
        PostFactory.create(officer=me, office=at, role=role, authority=authority)
    me.remember_duties()
    request = RequestFactory().get("/")
    request.user = me
    allowed = {case.pk for case in rows if case.status != Status.DRAFT and can_review(me, case)}
    assert bool(allowed) == reviews
    assert {case.pk for case in cases_of(request)} == allowed
    is_open = {case.pk for case in rows if case.status in OPEN_STATUSES}
    assert {case.pk for case in queue_for(me)} == allowed & is_open
