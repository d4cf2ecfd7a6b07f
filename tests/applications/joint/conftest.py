"""The engine with a service that two authorities review."""

from collections.abc import Iterator

import pytest

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications import registry
from applications.models import Application
from tests.factories.applications import officer_at
from tests.factories.stubs import JointStubAdapter

WORK, EXIT = Authority.WORK_PERMIT, Authority.EXIT_ENTRY


@pytest.fixture
def joint() -> Iterator[JointStubAdapter]:
    """The stub of a jointly reviewed service; approvals need one officer."""
    stub = JointStubAdapter()
    with registry.override(stub):
        yield stub


def reviewer(case: Application, authority: str) -> User:
    assert case.office is not None
    return officer_at(case.office, PostRole.REVIEWER, authority)


def chief(case: Application, authority: str) -> User:
    assert case.office is not None
    return officer_at(case.office, PostRole.SUPERVISOR, authority)
