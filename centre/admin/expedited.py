"""Expedited handling at the desk: its buttons, its reasons, and how often each inviter asks."""

from typing import Any, cast

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse

from applications.admin.dated import EndingRowAdmin
from applications.admin.steps.available import step_register
from centre.desk.expedite import AskExpedite, DeclineExpedite, GrantExpedite
from centre.desk.shares import SharesView
from centre.models import Expedite, ExpediteReason
from centre.permissions import centres_supervised
from ui.desk import DeskModelAdmin

for step in (AskExpedite, GrantExpedite, DeclineExpedite):
    step_register(step)


@admin.register(Expedite)
class ExpediteAdmin(DeskModelAdmin):
    """A supervisor's page instead of a list: what waits for an answer, and who asks how often."""

    def desk_can_view(self, user: Any) -> bool:
        return bool(centres_supervised(user))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Our page instead of the framework's list."""
        return cast("HttpResponse", SharesView.as_view()(request, model_admin=self))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """There is no form: requests are answered on the case's page."""
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The case's log has it."""
        raise Http404


@admin.register(ExpediteReason)
class ExpediteReasonAdmin(EndingRowAdmin):
    list_display = ["name", "code", "order", "valid_from", "valid_until"]
    fields = [
        "code",
        "name",
        "help_text",
        "order",
        "legal_basis",
        "valid_from",
        "valid_until",
    ]
