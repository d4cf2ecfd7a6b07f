"""Why an organisation's members cannot hand in yet, and what they do about it."""

from django.utils.translation import gettext as _

from accounts.enums import OrganisationStatus
from accounts.models import Organisation


def what_to_do(organisation: Organisation) -> str:
    """What stands between the draft and the office, and who acts; empty once it is verified."""
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
