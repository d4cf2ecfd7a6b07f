"""Cases of the transfer platform that are real invitations, and the system of their home office."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.enums import Province
from applications.models import Application
from offices.models import Office
from tests.factories.api import Caller
from tests.factories.port_visa import NOW, Desk, verified


def home_office(province: Province = Province.JIANGSU) -> Office:
    return Office.objects.get(province=province, active=True)


def partner(province: Province = Province.JIANGSU, **more: Any) -> Caller:
    """The system of a partner office, let in by an administrator."""
    return Caller(home_office(province), **more)


def at_home(province: Province = Province.JIANGSU, now: datetime = NOW) -> Application:
    """What a company of that province has just handed in: its home office checks it first."""
    company = verified(province=province, district="Suzhou")
    desk = Desk(organisation=company, now=now)
    invitation = desk.submitted(arrival_on=timezone.localdate(now) + timedelta(days=8))
    case: Application = invitation.invitees.get().application
    assert case.at_home
    return case


def inviter_of(case: Application) -> Caller:
    """The own system of who filed the case."""
    assert case.organisation is not None
    return Caller(case.organisation)


def port() -> Office:
    return Office.objects.get(code="pvg-port-visa")
