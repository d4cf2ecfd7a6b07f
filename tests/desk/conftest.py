"""Officers of one office and of another, and the stub service, for every test of the desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.enums import PostRole
from accounts.models import User
from applications import registry
from applications.models import Application
from offices.models import Office
from tests.factories.accounts import PostFactory
from tests.factories.applications import ApplicationFactory
from tests.factories.stubs import StubAdapter, StubFile


class GroupFile(StubFile):
    """Everybody of one organisation is filed together."""

    def group_members(self) -> Any:
        cases = Application.objects.filter(organisation=self.application.organisation)
        return list(cases.exclude(status="draft").select_related("traveller").order_by("id"))


class GroupAdapter(StubAdapter):
    """A service whose applications are filed together."""

    def case_file(self, application: Application) -> GroupFile:
        return GroupFile(application)

    def categories(self) -> Any:
        return [("M", "M"), ("F", "F")]


@pytest.fixture(autouse=True)
def adapter() -> Iterator[GroupAdapter]:
    stub = GroupAdapter()
    with registry.override(stub):
        yield stub


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.get(code="pvg-port-visa")


@pytest.fixture
def other_office(db: None, office: Office) -> Office:
    return Office.objects.exclude(pk=office.pk).order_by("pk")[0]


def officer(office: Office, role: str = PostRole.REVIEWER, **user: Any) -> User:
    person: User = PostFactory.create(
        office=office, role=role, **{f"officer__{key}": value for key, value in user.items()}
    ).officer
    return person


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reviewer(office: Office) -> User:
    return officer(office, name="Rui Reviewer")


@pytest.fixture
def supervisor(office: Office) -> User:
    return officer(office, PostRole.SUPERVISOR, name="Su Supervisor")


@pytest.fixture
def desk(reviewer: User) -> Client:
    """The reviewer's browser."""
    return signed_in(reviewer)


@pytest.fixture
def chief(supervisor: User) -> Client:
    """The supervisor's browser."""
    return signed_in(supervisor)


def case_at(path: str, **values: Any) -> Application:
    """A case that went this path, read afresh."""
    case: Application = ApplicationFactory(path=path, **values)
    return case


def content(answer: Any) -> str:
    """The page without the frame, whose templates are the framework's."""
    text: str = answer.content.decode()
    body = text.partition('id="main"')[2]
    assert "UNDEFINED TEMPLATE VARIABLE" not in body
    return body


def page(case: Application, step: str = "change") -> str:
    return f"/admin/applications/application/{case.pk}/{step}/"


def posted(case: Application, **values: Any) -> dict[str, Any]:
    """What the confirm page of a step posts when nothing changed meanwhile."""
    return {"expected_version": case.version, "seen_events": case.event_count, **values}
