"""The outbox. A row is written in the transaction of what happened, and sent afterwards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.enums import Channel, MessageEvent, MessageStatus


class Message(models.Model):
    """One text to one recipient through one channel. ``key`` makes the second attempt a no-op."""

    event = models.CharField(_("event"), max_length=40, choices=MessageEvent.listed)
    key = models.CharField(_("key"), max_length=120)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("recipient"),
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    context = models.JSONField(_("facts"), default=dict)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=MessageStatus, default=MessageStatus.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                name="notifications_message_once",
                fields=["event", "key", "channel", "address"],
            ),
            models.CheckConstraint(
                name="notifications_message_sent_has_date",
                condition=~models.Q(status=MessageStatus.SENT) | models.Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notifications_inbox_has_recipient",
                condition=~models.Q(channel=Channel.INBOX) | models.Q(recipient__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="notifications_message_due",
                fields=["next_attempt_at"],
                condition=models.Q(status__in=[MessageStatus.PENDING, MessageStatus.SENDING]),
            ),
            models.Index(name="notifications_message_inbox", fields=["recipient", "channel"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()} → {self.address}"


class StoredLetter(models.Model):
    """An e-mail that the demonstration keeps instead of sending. Never written in production."""

    to = models.CharField(_("to"), max_length=400)
    sender = models.CharField(_("from"), max_length=254)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("demonstration e-mail")
        verbose_name_plural = _("demonstration e-mails")

    def __str__(self) -> str:
        return self.subject
