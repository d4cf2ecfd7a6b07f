"""Systems that act for an organisation through the API, and what they were answered."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import Application as OAuthApplication

from accounts.models import Organisation
from offices.models import Office

MOST_REQUESTS = 6000  # a minute


class ApiClient(models.Model):
    """One system of one organisation or partner office. What it does, its technical user does:
    for an organisation as a member, for an office by a post (ADR 0098, 0101).

    The secret is kept as a hash on ``oauth`` and shown once, when it is made or changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    oauth = models.OneToOneField(
        OAuthApplication, on_delete=models.PROTECT, related_name="api_client", editable=False
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="api_clients",
        verbose_name=_("organisation"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="api_clients",
        verbose_name=_("partner office"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="api_client",
        verbose_name=_("acts as"),
    )
    name = models.CharField(_("name of the system"), max_length=80)
    scopes = models.JSONField(_("scopes"), default=list)
    requests_per_minute = models.PositiveIntegerField(_("requests a minute"))
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
                name="api_client_of_one_party",
                condition=models.Q(organisation__isnull=False, office__isnull=True)
                | models.Q(organisation__isnull=True, office__isnull=False),
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

    @property
    def party(self) -> Organisation | Office:
        """For whom it acts."""
        found = self.organisation or self.office
        assert found is not None  # noqa: S101  api_client_of_one_party
        return found


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
