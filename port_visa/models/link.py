"""Private links to one invitee's part of a draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import PrivateLink
from port_visa.enums import LinkKind
from port_visa.models.invitation import Invitee


class InviteeLink(PrivateLink):
    """Opens one person's pages of a draft: to the traveller, or to the inviter's own phone.

    It lends what ``sent_by`` may do with this one person, and ends when they may not any more.
    ``changed_fields`` names what was changed through it.
    """

    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)
    changed_fields = models.JSONField(_("changed through it"), default=list, blank=True)

    class Meta(PrivateLink.Meta):
        ordering = ["invitee", "-sent_at"]
        verbose_name = _("invitee's link")
        verbose_name_plural = _("invitees' links")
        constraints = [
            models.UniqueConstraint(
                name="port_visa_one_open_link",
                fields=["invitee", "kind"],
                condition=models.Q(closed_at__isnull=True),
            ),
            *PrivateLink.Meta.constraints,
        ]
