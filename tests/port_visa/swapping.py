"""One person in place of another, taken from step to step by the services."""

from typing import Any

from django.core.exceptions import ValidationError

from accounts.enums import PostRole
from accounts.models import User
from applications.models import Application
from applications.services import application_approve, application_issue
from applications.specimen import Specimen
from documents.models import IssuedDocument
from port_visa import services
from port_visa.models import Invitation, Invitee
from port_visa.queries import invitee_of
from tests.factories.applications import case_steps
from tests.factories.filings import electronic
from tests.factories.port_visa import DETAILS, NOW, SAM, Desk
from tests.port_visa.passing import issued, porter


def in_force(document: IssuedDocument) -> Invitee:
    """The person whose document this is, their case issued."""
    case = Application.objects.get(reference=document.subject)
    application_issue(application=case, documents=[document], now=NOW)
    return Invitee.objects.select_related("application__traveller", "invitation").get(
        application=case
    )


def approved(desk: Desk, *others: Specimen) -> tuple[Invitee, IssuedDocument]:
    """A person whose Notification is in force; ``others`` are invited with them."""
    document = issued(
        desk=desk, others=others, number="沪口签通〔2026〕第900001号"
    )  # services begin at 1
    return in_force(document), document


def approved_electronic(desk: Desk) -> tuple[Invitee, IssuedDocument]:
    """A person whose electronic visa is in force."""
    document = electronic(desk=desk, number="沪电签〔2026〕第900001号")
    return in_force(document), document


def begun(desk: Desk, invitee: Invitee, actor: User | None = None) -> Invitee:
    return services.invitee_swap_begin(
        invitee=invitee, actor=actor or desk.actor, now=desk.now, language="en"
    )


def filled(desk: Desk, new: Invitee, specimen: Specimen = SAM) -> Invitation:
    """The new person's data, and nothing else: the visit came along."""
    who: dict[str, Any] = {"invitee": new, "actor": desk.actor, "now": desk.now}
    services.invitee_passport_save(lines=specimen.lines, **who)
    services.invitee_confirm(risky_compared=True, **who)
    services.invitee_details_save(data=DETAILS, **who)
    desk.documents(new.invitation)
    return new.invitation


def handed_in(desk: Desk, invitee: Invitee) -> Application:
    """The new person's case, handed in."""
    new = begun(desk, invitee)
    desk.submit(filled(desk, new))
    return Application.objects.get(pk=new.application_id)


def named(desk: Desk, invitee: Invitee) -> Application:
    """The new person's case, accepted by an officer."""
    return case_steps(handed_in(desk, invitee), "accept", at=desk.now)


def approve(case: Application, officer: User | None = None, **more: Any) -> Application:
    return application_approve(
        application=case, actor=officer or porter(role=PostRole.REVIEWER), now=NOW, **more
    )


def fresh(case: Application) -> Invitee:
    """The person of a case as the next page reads it."""
    return invitee_of(case)


def stands(case: Application, document: IssuedDocument) -> tuple[str, str]:
    """Where the case stands, and its document."""
    case.refresh_from_db()
    document.refresh_from_db()
    return case.status, document.status


def told(step: Any) -> str:
    """``done``, or ``told`` when the step said why not."""
    try:
        step()
    except ValidationError:
        return "told"
    return "done"
