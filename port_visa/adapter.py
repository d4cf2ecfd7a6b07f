"""What the case engine asks about a port visa."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Person
from accounts.queries import users_of, users_of_each
from applications.enums import Service, Status
from applications.errands import Errand
from applications.models import Application
from applications.passport.rules.states import state_name
from applications.points import SupplementPoint
from applications.registry import Addressed, BaseAdapter, CaseFile, Section
from documents.models import Upload
from port_visa.access import can_open_document, cases_of
from port_visa.answering import supplement_points
from port_visa.case_file import PortVisaFile, inviter_section
from port_visa.electronic import electronic_errands
from port_visa.enums import FilingStatus, VisaCategory
from port_visa.filings import filing_of
from port_visa.models import Invitation
from port_visa.outbox_electronic import electronic_visa_facts
from port_visa.queries import invitations_of, invitee_of
from port_visa.services.notification import (
    latest_document,
    notification_request,
    notification_revoke,
)
from port_visa.services.swap import swap_carry_out, swap_hinders
from port_visa.swaps import swap_errands


class PortVisaAdapter(BaseAdapter):
    """Answers for applications of the service ``port_visa``."""

    service = Service.PORT_VISA
    reference_prefix = "PV"

    def case_file(self, application: Application) -> CaseFile:
        return PortVisaFile(application)

    def inviter(self, application: Application) -> Section | None:
        return inviter_section(invitee_of(application).invitation)

    def recipients(self, application: Application) -> Sequence[User]:
        if application.organisation is None:
            return (application.filed_by,)
        return list(users_of(application.organisation))

    def message_context(self, application: Application) -> Mapping[str, Any]:
        invitation = invitee_of(application).invitation
        facts = _visit_facts(invitation)
        if invitation.electronic and application.status == Status.ISSUED:
            facts |= electronic_visa_facts(latest_document(application, invitation))
        return facts

    def addressed(self, applications: Sequence[Application]) -> Mapping[int, Addressed]:
        invitations = invitations_of(applications)
        members = users_of_each([one.organisation_id for one in applications])
        return {
            one.pk: (
                members[one.organisation_id] if one.organisation_id else (one.filed_by,),
                _visit_facts(invitations[one.pk]),
            )
            for one in applications
        }

    def again_url(self, application: Application, user: Person) -> str:
        return reverse("invitation_copy", args=[invitee_of(application).invitation_id])

    def errands(self, application: Application, now: datetime) -> Sequence[Errand]:
        invitee = invitee_of(application)
        return [*electronic_errands(application), *swap_errands(application, invitee, now)]

    def supplement_points(
        self, application: Application, codes: Collection[str], user: Person | None = None
    ) -> Mapping[str, SupplementPoint]:
        return supplement_points(application, codes)

    def cases_of(self, upload: Upload) -> Sequence[Application]:
        return cases_of(upload)

    def can_open(self, user: Person, upload: Upload) -> bool:
        return can_open_document(user, upload)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in VisaCategory.choices]

    def state(self, code: str) -> str:
        return f"{state_name(code, get_language() or 'en')} ({code})"

    def hinders(self, application: Application, authority: str) -> Sequence[str]:
        invitee = invitee_of(application)
        found = swap_hinders(invitee)
        if not invitee.invitation.electronic:
            return found
        filing = filing_of(invitee.invitation.organisation_id)
        if filing is not None and filing.status == FilingStatus.ACTIVE:
            return found  # one that has ended since: who was filed when handing in is decided
        return [*found, _("The inviter's filing for electronic visas is suspended.")]

    def on_approved(self, application: Application, now: datetime) -> None:
        swap_carry_out(application, now)
        notification_request(application=application, now=now)

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        notification_revoke(application=application, reason=reason, now=now)


def _visit_facts(invitation: Invitation) -> dict[str, Any]:
    return {
        "purpose": invitation.purpose,
        "arrival_on": invitation.arrival_on.isoformat() if invitation.arrival_on else "",
        **invitation.inviter_names,
    }
