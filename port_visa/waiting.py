"""Why an inviter cannot hand in yet, and what they do about it."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.enums import OrganisationStatus
from accounts.models import Organisation
from port_visa.models import Invitation
from port_visa.professionals import professional_hindrance


def what_to_do(invitation: Invitation, now: datetime) -> str:
    """What stands between the draft and the office, and who acts; empty when nothing does."""
    if invitation.organisation is not None:
        return organisation_hindrance(invitation.organisation)
    if invitation.professional is not None:
        return professional_hindrance(invitation.professional, now)
    return ""


def organisation_hindrance(organisation: Organisation) -> str:
    """What an organisation still has to do before its members can hand in."""
    sentences = {
        OrganisationStatus.UNVERIFIED: _(
            "The bureau has to verify your organisation before you can hand in. Complete the "
            "organisation's details, add a copy of its licence and hand them in for the check."
        ),
        OrganisationStatus.PENDING: _(
            "The bureau is still checking your organisation. You need do nothing: we write to you "
            "when it is verified, and then you can hand in."
        ),
        OrganisationStatus.RETURNED: _(
            "The bureau sent your organisation's details back for correction. Correct them and "
            "hand them in again; you can hand in the invitation once they are verified."
        ),
        OrganisationStatus.SUSPENDED: _(
            "Your organisation is suspended and cannot hand in invitations. The reason is in your "
            "inbox. If you think that this is a mistake, call 12367."
        ),
    }
    return sentences.get(OrganisationStatus(organisation.status), "")
