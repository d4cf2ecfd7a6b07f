"""Webhooks of a client, and the log of what was sent."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.enums import DeliveryStatus
from api.serializers.base import StrictSerializer, Text


class WebhookWishSerializer(StrictSerializer):
    url = Text(max_length=500, help_text=_("A public address that begins with https://."))


class WebhookSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    url = serializers.CharField()
    created_at = serializers.DateTimeField()


class NewWebhookSerializer(WebhookSerializer):
    secret = serializers.CharField(
        help_text=_("Signs each event; shown this once. A repetition shows it again.")
    )


class DeliverySerializer(serializers.Serializer):
    id = serializers.UUIDField()
    event = serializers.CharField()
    status = serializers.ChoiceField(DeliveryStatus.choices)
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    next_attempt_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)
