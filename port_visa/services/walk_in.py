"""An officer of a centre opens an invitation at the window, for a traveller without a filing.

What follows are the inviter's own pages, services and checks; only who fills them in differs.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from applications.permissions import REVIEW_ROLES, offices_of
from offices.enums import OfficeKind
from offices.models import Office
from port_visa.enums import InviterKind
from port_visa.errors import InvitationError
from port_visa.models import Invitation, Professional
from port_visa.professionals import professional_hindrance
from port_visa.services.invitations import inviter_kind_of
from port_visa.services.locks import not_allowed
from port_visa.services.professional_log import professional_lock


@transaction.atomic
def invitation_open(
    *,
    office: Office,
    press: UUID,
    actor: User,
    now: datetime,
    language: str,
    organisation: Organisation | None = None,
    professional: Professional | None = None,
) -> Invitation:
    """Begin a draft at the window for an inviter whom the bureau has checked: one of the two.

    The draft is the officer's alone until it is handed in; then it is the inviter's, and another
    officer decides (ADR 0093). The same ``press`` gives the same draft.

    :raises InvitationError: the officer does not review at this centre, the inviter may not invite.
    """
    if office.kind != OfficeKind.PORT_VISA_CENTRE or office.pk not in offices_of(
        actor, REVIEW_ROLES
    ):
        raise not_allowed()
    kind = _inviter_kind(organisation, professional, now)
    try:
        with transaction.atomic():
            return Invitation.objects.create(
                organisation=organisation,
                professional=professional,
                inviter_kind=kind,
                created_by=actor,
                opened_by=actor,
                opened_office=office,
                opened_press=press,
                language=language,
                created_at=now,
                updated_at=now,
            )
    except IntegrityError:
        made = Invitation.objects.filter(opened_press=press, opened_by=actor).first()
        if made is None:
            raise
        return made


def _inviter_kind(
    organisation: Organisation | None, professional: Professional | None, now: datetime
) -> str:
    """Refuse who could not hand in anyway: the traveller waits at the window."""
    if organisation is not None:
        if not organisation.is_verified:
            message = _("The bureau has not verified this organisation, so it cannot invite.")
            raise InvitationError(message, code="not_verified")
        return inviter_kind_of(organisation)
    if professional is None:
        raise InvitationError(_("Choose who invites."), code="no_inviter")
    if professional_hindrance(professional_lock(professional.pk), now):
        message = _("This person has no proof in force, so they cannot invite.")
        raise InvitationError(message, code="not_verified")
    return InviterKind.PROFESSIONAL
