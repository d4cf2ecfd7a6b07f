"""A traveller at the port: the document that was issued, and the officer who looks at it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.test import Client

from accounts.enums import PostRole
from accounts.models import User
from applications.models import Application
from applications.specimen import Specimen
from documents.models import IssuedDocument
from offices.models import Office
from port_visa.services import notification_facts
from tests.factories.accounts import PostFactory
from tests.factories.applications import case_take
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.port_visa import ANNA, NOW, Desk

LOOKUP = "/admin/port_visa/portdecision/port/"
OFFICE = "pvg-port-visa"
LINES = ANNA.lines.replace("\n", "")


def porter(office: str = OFFICE, role: str = PostRole.PORT_OFFICER) -> User:
    place = Office.objects.get(code=office)
    return cast("User", PostFactory.create(office=place, role=role, officer__name="Po").officer)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def issued(
    specimen: Specimen = ANNA,
    *,
    at: datetime = NOW,
    desk: Desk | None = None,
    others: Sequence[Specimen] = (),
    number: str = "",
    **visit: object,
) -> IssuedDocument:
    """A Notification in force, as the services fill it; its file was not drawn.

    ``others`` are invited with its person, and still under review.
    """
    invitation = (desk or Desk(now=at)).submitted(specimen, *others, **visit)
    case = case_take(
        invitation.invitees.order_by("position")[0].application, "accept", "approve", at=at
    )
    facts = notification_facts(case, at)
    document: IssuedDocument = IssuedDocumentFactory.create(
        valid=True,
        subject=case.reference,
        **({"number": number} if number else {}),
        facts=facts,
        valid_until=date.fromisoformat(facts["valid_until"]),
    )
    return document


def case_of(document: IssuedDocument) -> Application:
    return Application.objects.select_related("traveller").get(reference=document.subject)


def words(answer: object) -> str:
    """The main part of a page."""
    text: str = answer.content.decode()  # type: ignore[attr-defined]
    assert "UNDEFINED TEMPLATE VARIABLE" not in text
    return text.partition('id="main"')[2]


def facts() -> list[str]:
    """A sum of every table."""
    from tests.nasty import attempt  # it imports from here

    return sorted(attempt.facts().split(","))


def scan(client: Client, text: str, **carried: str) -> str:
    """What the page says after a scan."""
    return words(client.get(LOOKUP, {"q": text, **carried}))
