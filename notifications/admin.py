"""The outbox for administrators: what failed, why, and a button to try again."""

from datetime import datetime
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from notifications.enums import MessageStatus
from notifications.models import Message
from notifications.permissions import can_see_outbox
from notifications.services import message_retry
from ui.desk.admin import DeskModelAdmin
from ui.desk.forms import DeskForm
from ui.desk.views import ConfirmView

COLOURS = {
    MessageStatus.FAILED.label: "danger",
    MessageStatus.PENDING.label: "warning",
    MessageStatus.SENDING.label: "info",
    MessageStatus.SENT.label: "success",
}


class MessageRetryView(ConfirmView):
    """Confirms sending a failed message again."""

    title = gettext_lazy("Send the message again")
    button = gettext_lazy("Send again")

    def allowed(self) -> bool:
        return bool(self.object.status == MessageStatus.FAILED)

    def will_happen(self) -> list[str]:
        return [
            _("The message to %(address)s is tried again now, and then with growing waits.")
            % {"address": self.object.address}
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        message_retry(message=self.object, actor=cast("Any", self.request.user), now=now)
        return _("The message is on its way again.")


@admin.register(Message)
class MessageAdmin(DeskModelAdmin):
    """Failures first in mind: the filter by status and the last error are on the list."""

    list_display = ["event", "address", "channel", "shown_status", "attempts", "created_at"]
    list_filter = ["status", "channel", "event", "language"]
    search_fields = ["address", "key"]
    ordering = ["-created_at", "-id"]
    fields = [
        *("event", "key", "channel", "address", "language", "status", "attempts"),
        *("last_error", "next_attempt_at", "created_at", "sent_at", "read_at"),
        *("subject", "body"),
    ]
    actions_detail = ["resend"]
    custom_urls = (
        (
            "<path:object_id>/retry/",
            "notifications_message_retry",
            MessageRetryView.as_view(),
        ),
    )

    def desk_can_view(self, user: Any) -> bool:
        return can_see_outbox(user)

    @display(description=gettext_lazy("status"), ordering="status", label=COLOURS)
    def shown_status(self, message: Message) -> str:
        return message.get_status_display()

    @action(
        description=gettext_lazy("Send again"),
        url_path="send-again",
        permissions=["retry"],
    )
    def resend(self, request: HttpRequest, object_id: str) -> Any:
        from django.http import HttpResponseRedirect

        return HttpResponseRedirect(reverse("admin:notifications_message_retry", args=[object_id]))

    def has_retry_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """The button shows on failed messages only."""
        if not self.has_view_permission(request):
            return False
        return (
            object_id is None
            or Message.objects.filter(pk=object_id, status=MessageStatus.FAILED).exists()
        )
