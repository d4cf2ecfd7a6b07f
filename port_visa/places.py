"""Who cannot take another's place: that person, and whoever travels on the same invitation."""

from typing import Final

from django.utils.translation import gettext as _

from applications.enums import Status
from port_visa.models import Invitee
from port_visa.queries import active_invitees
from ui.problems import Problem

UNGRANTED: Final = (
    Status.REFUSED,
    Status.SPLIT,
    Status.NOT_ACCEPTED,
    Status.WITHDRAWN,
    Status.LAPSED,
)


def place_problem(invitee: Invitee, number: str, field: str = "lines") -> Problem | None:
    """Whether the passport is of the person to be replaced, or of one who travels with them.

    ``field``: where the number was given. The sentences name nobody: they are also read by whoever
    fills in by a private link.
    """
    old = invitee.replaces
    if old is None or not number:
        return None
    if old.application.traveller.document_number == number:
        message = _(
            "This is the passport of the person whose place is to be taken. Enter the passport of "
            "the person who travels instead."
        )
        return Problem("same_person", message, field)
    others = active_invitees().filter(invitation=old.invitation_id).exclude(pk=old.pk)
    others = others.exclude(application__status__in=(*UNGRANTED, Status.REVOKED))
    if not others.filter(application__traveller__document_number=number).exists():
        return None
    message = _(
        "The holder of this passport travels on the same invitation already. Name somebody who "
        "does not."
    )
    return Problem("travels_already", message, field)
