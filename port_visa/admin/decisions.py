"""What was decided at the officer's port, the newest first, and the way to the scan page."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.enums import PostRole
from accounts.models import User
from accounts.permissions import has_post
from applications.admin.scope import port_offices, review_offices
from applications.permissions import offices_of
from port_visa.admin.port import EnterView, GrantView, PortLookupView, RefuseView
from port_visa.admin.port_correction import CorrectView
from port_visa.enums import PortOutcome
from port_visa.models import PortDecision
from port_visa.slips import IN_FORCE
from ui.desk import DeskModelAdmin

COLOURS = {"granted": "success", "entered": "success", "refused": "danger"}


@admin.register(PortDecision)
class PortDecisionAdmin(DeskModelAdmin):
    """Port officers see their port's, reviewers those of the cases of their office."""

    list_display = (
        *("decided_at", "number", "person", "shown_outcome", "visa_number", "port"),
        "slip",
    )
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
        seen = mine | rows.filter(application__office_id__in=review_offices(request))
        return seen.annotate(can_mend=self._supervised(request))

    def _supervised(self, request: HttpRequest) -> Case:
        """Whether this officer supervises the case of a visa that somebody else granted."""
        user = cast("User", request.user)
        offices = offices_of(user, (PostRole.SUPERVISOR,))
        granted = Q(outcome=PortOutcome.GRANTED, application__status__in=IN_FORCE)
        theirs = granted & Q(application__office_id__in=offices) & ~Q(officer=user)
        return Case(When(theirs, then=True), default=False, output_field=BooleanField())

    @display(description=_("number"))
    def number(self, decision: PortDecision) -> str:
        return decision.document.number

    @display(description=_("person"))
    def person(self, decision: PortDecision) -> str:
        return decision.application.traveller.name_mrz

    @display(description=_("outcome"), ordering="outcome", label=COLOURS)
    def shown_outcome(self, decision: PortDecision) -> tuple[str, str]:
        return decision.outcome, decision.get_outcome_display()

    @display(description=_("slip"))
    def slip(self, decision: PortDecision) -> str:
        if not getattr(decision, "can_mend", False):
            return ""
        address = reverse("admin:port_correct", args=[decision.pk])
        return format_html('<a href="{}">{}</a>', address, _("Correct"))

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            ("port/", "port_lookup", PortLookupView.as_view()),
            ("port/<uuid:document>/grant/", "port_grant", GrantView.as_view()),
            ("port/<uuid:document>/enter/", "port_enter", EnterView.as_view()),
            ("port/<uuid:document>/refuse/", "port_refuse", RefuseView.as_view()),
            ("<path:object_id>/correct/", "port_correct", CorrectView.as_view()),
        )
