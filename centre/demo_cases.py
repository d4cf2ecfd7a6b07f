"""The demonstration's cases of the centre: expedited, asking for it, opened at the window."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from accounts.demo import MEMBER, OWNER, VERIFIED_CODE
from accounts.models import Organisation, User
from applications.models import Application
from applications.services import application_accept
from centre.services import expedite_ask, expedite_grant
from offices.models import Office, Port
from port_visa.demo import Demo
from port_visa.demo_people import INES, JUERGEN, MARY
from port_visa.enums import VisitPart
from port_visa.models import Invitation
from port_visa.services import invitation_open, invitation_visit_save


class CentreDemo(Demo):
    """An inviter who asks for the centre."""

    def visit(self, purpose: str, why: str, actor: User, now: datetime) -> Invitation:
        invitation = super().visit(purpose, why, actor, now)
        arrival: dict[str, Any] = {
            name: getattr(invitation, name)
            for name in ("arrival_on", "port", "flight", "stay_days")
        }
        return invitation_visit_save(
            invitation=invitation,
            part=VisitPart.ARRIVAL,
            data={**arrival, "wants_centre": True},
            actor=actor,
            now=now,
        )


@dataclass
class WindowDemo(Demo):
    """An officer of the centre, who fills in the inviter's pages at the window."""

    office: Office | None = None

    def begin(self, actor: User, now: datetime) -> Invitation:
        assert self.office is not None  # noqa: S101  for type checkers
        return invitation_open(
            office=self.office,
            press=uuid5(NAMESPACE_URL, "demo-walk-in"),
            organisation=self.organisation,
            actor=actor,
            now=now,
            language="en",
        )


def load(office: Office, officer: User, supervisor: User, *, now: datetime) -> None:
    """Make the cases once, for the company that the bureau has verified."""
    organisation = Organisation.objects.filter(uscc=VERIFIED_CODE).first()
    if organisation is None or Application.objects.filter(office=office).exists():
        return
    people = {user.email: user for user in User.objects.filter(email__endswith="@example.org")}
    demo = CentreDemo(
        owner=people[OWNER.email],
        member=people[MEMBER.email],
        organisation=organisation,
        officers=people,
        port=Port.objects.get(code="PVG"),
        now=now,
    )
    for purpose, guest, hours, granted in (
        ("Repair of a press that stands still", JUERGEN, 3, True),
        ("Signing of a supply contract", MARY, 2, False),
    ):
        at = now - timedelta(hours=hours)
        application = demo.submitted(purpose, guest, at=at)[0]
        application_accept(application=application, actor=officer, now=at)
        reason = "plant_stopped" if granted else "urgent_meeting"
        text = "The line stands still since last night." if granted else "We sign tomorrow at ten."
        expedite_ask(
            application=application,
            reason=reason,
            text=text,
            actor=demo.owner,
            now=at + timedelta(minutes=10),
        )
        if granted:
            then = at + timedelta(minutes=30)
            expedite_grant(application=application, actor=supervisor, now=then)
    window = WindowDemo(**{**vars(replace(demo, owner=officer, uploads={})), "office": office})
    window.submitted("Talks with a new supplier", INES, at=now - timedelta(minutes=40))
