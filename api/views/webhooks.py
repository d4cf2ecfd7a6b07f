"""Webhooks: registered, ended, and what became of each event."""

from typing import ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import idempotent
from api.models import WebhookDelivery, WebhookEndpoint
from api.pagination import Cursor
from api.serializers.base import page_of
from api.serializers.webhooks import (
    DeliverySerializer,
    NewWebhookSerializer,
    WebhookSerializer,
    WebhookWishSerializer,
)
from api.services.endpoints import webhook_create, webhook_end
from api.views.base import ApiView

TAG = "Webhooks"


class WebhookView(ApiView):
    """What addresses of webhooks share."""

    def one(self, webhook: UUID) -> WebhookEndpoint:
        return get_object_or_404(self.client.webhooks, pk=webhook, ended_at=None)


class Webhooks(WebhookView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.WEBHOOKS, "POST": Scope.WEBHOOKS}

    @extend_schema(
        tags=[TAG],
        operation_id="webhooks_list",
        summary=_("List the addresses that are told of changes"),
        responses={200: WebhookSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        rows = self.client.webhooks.filter(ended_at=None)
        return Response(WebhookSerializer(rows, many=True).data)

    @extend_schema(
        tags=[TAG],
        operation_id="webhooks_create",
        summary=_("Register an address to be told of every change of status"),
        request=WebhookWishSerializer,
        responses={201: NewWebhookSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        url = self.read(WebhookWishSerializer)["url"]
        endpoint, secret = webhook_create(client=self.client, url=url, now=self.now)
        place = request.build_absolute_uri(reverse("api:webhook", args=[endpoint.pk]))
        data = {**WebhookSerializer(endpoint).data, "secret": secret}
        return self.show(data, code=201, location=place)


class OneWebhook(WebhookView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.WEBHOOKS, "DELETE": Scope.WEBHOOKS}

    @extend_schema(
        tags=[TAG],
        operation_id="webhooks_read",
        summary=_("Read one webhook"),
        responses={200: WebhookSerializer},
    )
    def get(self, request: Request, webhook: UUID) -> Response:
        return self.show(dict(WebhookSerializer(self.one(webhook)).data))

    @extend_schema(
        tags=[TAG],
        operation_id="webhooks_end",
        summary=_("End a webhook: nothing is sent there any more"),
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request, webhook: UUID) -> Response:
        webhook_end(endpoint=self.one(webhook), now=self.now)
        return Response(status=204)


class Deliveries(WebhookView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.WEBHOOKS}

    @extend_schema(
        tags=[TAG],
        operation_id="deliveries_list",
        summary=_("See what was sent, and what still waits"),
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("limit", int)],
        responses={200: page_of(DeliverySerializer, "DeliveryPageSerializer")},
    )
    def get(self, request: Request, webhook: UUID) -> Response:
        pages = Cursor()
        rows = WebhookDelivery.objects.filter(endpoint=self.one(webhook))
        found = pages.paginate_queryset(rows, request, view=self) or []
        names = ("id", "status", "attempts", "created_at", "next_attempt_at", "delivered_at")
        facts = [{"event": r.event_code, **{n: getattr(r, n) for n in names}} for r in found]
        return pages.get_paginated_response(DeliverySerializer(facts, many=True).data)
