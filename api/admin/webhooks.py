"""The delivery log of webhooks, with a button to send an event once more."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from api.models import WebhookDelivery
from api.permissions import can_manage_clients
from api.services.webhooks import webhook_replay
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin


class ReplayView(ConfirmView):
    title = gettext_lazy("Send once more")

    def will_happen(self) -> list[str]:
        return [
            _(
                "The event is sent to the same address with the same number, so that a receiver "
                "that has it already can tell."
            ),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        webhook_replay(delivery=self.object, actor=self.officer, now=now)
        self.model_admin.log_change(self.request, self.object, "webhook_replay")
        return _("It is on its way.")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(DeskModelAdmin):
    """What was sent to whom, and what the receivers answered."""

    list_display = ("event_code", "shown_client", "status", "attempts", "created_at", "shown_last")
    list_filter = ("status",)
    list_select_related = ("endpoint__client",)
    search_fields = ("event_code", "endpoint__url", "endpoint__client__name")
    fields = (
        "event_code",
        "endpoint",
        "shown_client",
        "payload",
        "status",
        "attempts",
        "created_at",
        "next_attempt_at",
        "delivered_at",
        "shown_log",
    )
    readonly_fields = ("shown_client", "shown_log")
    actions_detail = ["send_again"]
    custom_urls = (
        ("<path:object_id>/replay/", "api_webhookdelivery_replay", ReplayView.as_view()),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_manage_clients(user) or user.is_superuser

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("log")

    @display(description=gettext_lazy("API client"))
    def shown_client(self, delivery: WebhookDelivery) -> str:
        return str(delivery.endpoint.client)

    @display(description=gettext_lazy("last answer"))
    def shown_last(self, delivery: WebhookDelivery) -> str:
        tries = list(delivery.log.all())
        return str(tries[-1]) if tries else "–"

    @display(description=gettext_lazy("attempts"))
    def shown_log(self, delivery: WebhookDelivery) -> str:
        lines = [f"{one.at:%Y-%m-%d %H:%M:%S} UTC: {one}" for one in delivery.log.all()]
        return "; ".join(lines) or "–"

    @action(description=gettext_lazy("Send once more"), url_path="send-again")
    def send_again(self, request: HttpRequest, object_id: str) -> Any:
        return redirect("admin:api_webhookdelivery_replay", object_id)
