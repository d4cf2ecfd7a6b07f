"""A private link to one person's part of an application, without an account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import LinkEnd, Status

Q = models.Q


class PrivateLink(models.Model):
    """A link that opens one person's part. Only the hash of its token is kept.

    It opens while the application stands where it stood (``for_status``) and until it expires or is
    closed. The session that it opened lives no longer than that. A service derives its own links
    from it, with the key of what they open.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    address = models.EmailField(_("sent to"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    for_status = models.CharField(_("for status"), max_length=14, choices=Status)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("open until"))
    opened_at = models.DateTimeField(_("first opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(pgettext_lazy("link", "closed at"), null=True, blank=True)
    closed_why = models.CharField(_("closed because"), max_length=10, choices=LinkEnd, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_link_expires_after_sent",
                condition=Q(expires_at__gt=models.F("sent_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_link_closed_for_a_reason",
                condition=Q(closed_at__isnull=True, closed_why="")
                | (Q(closed_at__isnull=False) & ~Q(closed_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.sent_at:%Y-%m-%d})"
