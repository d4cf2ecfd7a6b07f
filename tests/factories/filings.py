"""Filings for electronic visas in every state, and electronic visas that were issued."""

from datetime import date, datetime
from typing import Any

from accounts.enums import PostRole
from accounts.models import User
from applications.specimen import Specimen
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from offices.models import Office
from port_visa.models import Invitation, OrganisationFiling, PortVisaParameter
from port_visa.services import filing_grant, filing_request, filing_suspend, notification_facts
from tests.factories.accounts import PostFactory
from tests.factories.applications import case_take
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.port_visa import ANNA, NOW, Desk

WHY = "Engineers of our suppliers come every month, at a day's notice."


def checker(role: str = PostRole.REVIEWER, office: str = "pvg-port-visa") -> User:
    """An officer who may decide on filings; a supervisor also suspends."""
    place = Office.objects.get(code=office)
    officer: User = PostFactory.create(office=place, role=role).officer
    return officer


def asked(desk: Desk, *, at: datetime = NOW) -> OrganisationFiling:
    """The owner asked; nobody has decided."""
    return filing_request(organisation=desk.organisation, statement=WHY, actor=desk.actor, now=at)


def filed(desk: Desk, *, at: datetime = NOW, officer: User | None = None) -> OrganisationFiling:
    """Asked for and granted at once."""
    return filing_grant(filing=asked(desk, at=at), actor=officer or checker(), now=at)


def suspended(desk: Desk, *, at: datetime = NOW) -> OrganisationFiling:
    """Granted, then suspended by a supervisor."""
    boss = checker(PostRole.SUPERVISOR)
    return filing_suspend(
        filing=filed(desk, at=at), reason="Two false letters.", actor=boss, now=at
    )


def parameter(code: str, value: int, valid_from: date) -> PortVisaParameter:
    """A dated number of the administrator."""
    row: PortVisaParameter = PortVisaParameter.objects.create(
        code=code, value=value, valid_from=valid_from, legal_basis="Local configuration"
    )
    return row


def filed_desk(*, at: datetime = NOW) -> Desk:
    """A desk of a filed organisation."""
    desk = Desk(now=at)
    filed(desk, at=at)
    return desk


def submitted(desk: Desk, *people: Specimen, **visit: Any) -> Invitation:
    """An invitation for electronic visas, handed in."""
    return desk.submitted(*people, **{"electronic": True, **visit})


def electronic(
    specimen: Specimen = ANNA,
    *,
    at: datetime = NOW,
    desk: Desk | None = None,
    number: str = "",
    **visit: Any,
) -> IssuedDocument:
    """An electronic visa in force, as the services fill it; its file was not drawn."""
    invitation = submitted(desk or filed_desk(at=at), specimen, **visit)
    case = case_take(invitation.invitees.get().application, "accept", "approve", at=at)
    facts = notification_facts(case, at)
    document: IssuedDocument = IssuedDocumentFactory.create(
        valid=True,
        kind=DocumentKind.ELECTRONIC_PORT_VISA,
        subject=case.reference,
        **({"number": number} if number else {}),
        facts=facts,
        valid_until=date.fromisoformat(facts["valid_until"]),
    )
    return document
