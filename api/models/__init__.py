"""Data of this room."""

from api.models.clients import MOST_REQUESTS, ApiClient, IdempotentRequest
from api.models.parameter import ApiParameter
from api.models.webhooks import WebhookAttempt, WebhookDelivery, WebhookEndpoint

__all__ = [
    "MOST_REQUESTS",
    "ApiClient",
    "ApiParameter",
    "IdempotentRequest",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
