"""Which cases a file of an invitation serves, and who of the inviter's people may open it."""

from accounts.permissions import Person
from applications.enums import Service
from applications.models import Application, Attachment
from applications.permissions import can_view
from documents.models import Upload
from port_visa.models import Invitation
from port_visa.permissions import can_view_invitation
from port_visa.queries import active_invitees


def cases_of(upload: Upload) -> list[Application]:
    """The cases that the upload serves: a person's own, or all of its invitation."""
    rows = list(Attachment.objects.filter(upload=upload).select_related("application"))
    mine = [
        row.application
        for row in rows
        if row.application is not None and row.application.service == Service.PORT_VISA
    ]
    groups = [row.group for row in rows if row.group is not None]
    people = active_invitees().filter(invitation_id__in=groups)
    return mine + [invitee.application for invitee in people]


def can_open_document(user: Person, upload: Upload) -> bool:
    """Whoever may see one of the cases that the file belongs to; members also while a draft."""
    groups = [row.group for row in upload.attachments.all() if row.group is not None]
    invitations = Invitation.objects.filter(pk__in=groups).select_related(
        "organisation", "professional"
    )
    if any(can_view_invitation(user, invitation) for invitation in invitations):
        return True
    return any(can_view(user, application) for application in cases_of(upload))
