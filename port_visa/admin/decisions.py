"""What was decided at the officer's port, the newest first, and the way to the scan page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.enums import PostRole
from accounts.permissions import has_post
from applications.admin.scope import port_offices, review_offices
from port_visa.admin.port import EnterView, GrantView, PortLookupView, RefuseView
from port_visa.models import PortDecision
from ui.desk import DeskModelAdmin

COLOURS = {"granted": "success", "entered": "success", "refused": "danger"}


@admin.register(PortDecision)
class PortDecisionAdmin(DeskModelAdmin):
    """Port officers see their port's, reviewers those of the cases of their office."""

    list_display = ("decided_at", "number", "person", "shown_outcome", "visa_number", "port")
    list_display_links = None
    list_filter = ("outcome", "port")
    list_select_related = ("document", "application__traveller", "port")
    search_fields = ("visa_number__exact", "document__number__exact")
    search_help_text = _("Number of the visa or of the document")
    ordering = ("-decided_at", "-pk")

    def desk_can_view(self, user: Any) -> bool:
        roles = (PostRole.PORT_OFFICER, PostRole.REVIEWER, PostRole.SUPERVISOR)
        return has_post(user, roles=roles)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PortDecision]:
        rows = PortDecision.objects.all()
        mine = rows.filter(port__office_id__in=port_offices(request))
        return mine | rows.filter(application__office_id__in=review_offices(request))

    @display(description=_("number"))
    def number(self, decision: PortDecision) -> str:
        return decision.document.number

    @display(description=_("person"))
    def person(self, decision: PortDecision) -> str:
        return decision.application.traveller.name_mrz

    @display(description=_("outcome"), ordering="outcome", label=COLOURS)
    def shown_outcome(self, decision: PortDecision) -> tuple[str, str]:
        return decision.outcome, decision.get_outcome_display()

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            ("port/", "port_lookup", PortLookupView.as_view()),
            ("port/<uuid:document>/grant/", "port_grant", GrantView.as_view()),
            ("port/<uuid:document>/enter/", "port_enter", EnterView.as_view()),
            ("port/<uuid:document>/refuse/", "port_refuse", RefuseView.as_view()),
        )
