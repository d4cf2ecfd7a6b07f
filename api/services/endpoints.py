"""Addresses of organisations' own systems that are told of events."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from api.errors import ClientError
from api.limits import limits_at
from api.models import ApiClient, WebhookEndpoint
from api.webhook_signing import seal, secret_new
from api.webhook_transport import target_of


class TooManyWebhooks(ClientError):
    """The client has as many endpoints as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("A client has %(most)d webhooks at most. End one first."),
            code="too_many",
            params={"most": most},
        )


@transaction.atomic
def webhook_create(*, client: ApiClient, url: str, now: datetime) -> tuple[WebhookEndpoint, str]:
    """Register an address. Answers the endpoint and its secret, which is shown this once.

    Raises AddressRefused for an address that is not public, and TooManyWebhooks.
    """
    target_of(url)
    ApiClient.objects.select_for_update(of=("self",)).get(pk=client.pk)
    most = limits_at(now).webhook_endpoints
    if client.webhooks.filter(ended_at=None).count() >= most:
        raise TooManyWebhooks(most)
    secret = secret_new()
    made = WebhookEndpoint.objects.create(
        client=client, url=url, secret=seal(secret), created_at=now
    )
    return made, secret


@transaction.atomic
def webhook_end(*, endpoint: WebhookEndpoint, now: datetime) -> None:
    """Send nothing there any more. Its log stays. Done twice, the second has no effect."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk, ended_at=None).update(ended_at=now)
