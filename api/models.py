"""Systems that act for an organisation through the API, and what they were answered."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import Application as OAuthApplication

from accounts.models import Organisation
from api.enums import DeliveryStatus
from applications.models import Event

MOST_REQUESTS = 6000  # a minute


class ApiClient(models.Model):
    """One system of one organisation. What it does, its technical user does, as a member.

    The secret is kept as a hash on ``oauth`` and shown once, when it is made or changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    oauth = models.OneToOneField(
        OAuthApplication, on_delete=models.PROTECT, related_name="api_client", editable=False
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="api_clients",
        verbose_name=_("organisation"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="api_client",
        verbose_name=_("acts as"),
    )
    name = models.CharField(_("name of the system"), max_length=80)
    scopes = models.JSONField(_("scopes"), default=list)
    requests_per_minute = models.PositiveIntegerField(_("requests a minute"), default=120)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("created by"),
    )
    secret_changed_at = models.DateTimeField(_("secret changed at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")
        constraints = [
            models.CheckConstraint(
                name="api_client_limit_in_range",
                condition=models.Q(requests_per_minute__range=(1, MOST_REQUESTS)),
            ),
            models.CheckConstraint(
                name="api_client_revoked_by_someone",
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def active(self) -> bool:
        return self.revoked_at is None


class IdempotentRequest(models.Model):
    """A POST that had an effect, and what it was answered: a repetition gets the same answer.

    The row is written in the transaction of the effect itself, so either both are there or neither.
    """

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="requests")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.JSONField(null=True)

    class Meta:
        verbose_name = _("repeatable request")
        verbose_name_plural = _("repeatable requests")
        constraints = [
            models.UniqueConstraint(name="api_request_once", fields=["client", "key"]),
        ]

    def __str__(self) -> str:
        return self.key


class WebhookEndpoint(models.Model):
    """Where a client wants to be told of changes. Its secret is sealed with the portal's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(
        ApiClient, on_delete=models.PROTECT, related_name="webhooks", verbose_name=_("API client")
    )
    url = models.CharField(_("address"), max_length=500)
    secret = models.TextField(editable=False)
    created_at = models.DateTimeField(_("created at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One event for one endpoint: written with the event itself, sent afterwards, once for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(
        WebhookEndpoint,
        on_delete=models.PROTECT,
        related_name="deliveries",
        verbose_name=_("webhook"),
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    event_code = models.CharField(_("event"), max_length=40)
    payload = models.JSONField(_("content"))
    status = models.CharField(
        _("status"), max_length=10, choices=DeliveryStatus, default=DeliveryStatus.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created at"))
    next_attempt_at = models.DateTimeField(_("next attempt at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        constraints = [
            models.UniqueConstraint(name="api_delivery_once", fields=["endpoint", "event"]),
            models.CheckConstraint(
                name="api_delivery_delivered_has_date",
                condition=~models.Q(status=DeliveryStatus.DELIVERED)
                | models.Q(delivered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="api_delivery_waiting",
                fields=["next_attempt_at"],
                condition=models.Q(status__in=["pending", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return self.event_code


class WebhookAttempt(models.Model):
    """One try: when, and what the receiver answered."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(_("when"))
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return str(self.status or self.error)
