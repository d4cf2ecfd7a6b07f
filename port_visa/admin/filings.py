"""Filings for electronic visas: the list to decide and the page of one with its buttons."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from applications.deadlines import legal_date
from port_visa.admin.filing_steps import PREFIX, STEP_URLS, STEPS
from port_visa.enums import FilingStatus
from port_visa.filings import electronic_record
from port_visa.models import OrganisationFiling
from port_visa.permissions import reads_filings
from ui.desk import DeskModelAdmin, DeskPageView, colours, steps_for, waiting_first

COLOURS = colours(
    waits=[FilingStatus.REQUESTED],
    good=[FilingStatus.ACTIVE],
    bad=[FilingStatus.RETURNED, FilingStatus.SUSPENDED],
)
WAITING_FIRST = waiting_first(Q(status=FilingStatus.REQUESTED) | Q(renewal_asked_at__isnull=False))
ASKED_FIRST = Coalesce("renewal_asked_at", "requested_at")


class FilingView(DeskPageView):
    """One filing: what the organisation says, what it did with earlier visas, what happened."""

    template_name = "port_visa/desk_filing.html"
    read_with = ("organisation",)

    def get_title(self) -> str:
        return str(self.object.name_zh)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filing: OrganisationFiling = self.object
        return self.show(
            facts=self.facts(filing),
            ended=filing.valid_until is not None and filing.valid_until < legal_date(self.now),
            changes=filing.changes.select_related("actor")[:50],
            steps=steps_for(request, filing, PREFIX, STEPS),
        )

    def facts(self, filing: OrganisationFiling) -> list[tuple[str, Any]]:
        """The organisation, and what an officer weighs."""
        body = filing.organisation
        issued, used = electronic_record(body.pk)
        return [
            (_("Organisation"), body.name_zh),
            (_("English name"), body.name_en),
            (_("Company code"), body.uscc),
            (_("Check by the bureau"), body.get_status_display()),
            (_("Registered in"), f"{body.get_province_display()} · {body.district}"),
            (_("Handler"), f"{body.handler_name}, {body.handler_phone}"),
            (_("What they need it for"), filing.statement),
            (_("Electronic visas issued"), str(issued)),
            (_("Electronic visas used"), str(used)),
        ]


@admin.register(OrganisationFiling)
class OrganisationFilingAdmin(DeskModelAdmin):
    """Those that wait for a decision come first, the longest waiting at the top."""

    list_display = ("name", "shown_status", "asked", "due_on", "valid_until")
    list_filter = ("status",)
    list_select_related = ("organisation",)
    object_page = FilingView
    search_fields = ("organisation__name_zh", "organisation__name_en", "organisation__uscc")
    search_help_text = gettext_lazy("Name or company code")
    ordering = (WAITING_FIRST, ASKED_FIRST, F("pk").asc())

    def desk_can_view(self, user: Any) -> bool:
        return reads_filings(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrganisationFiling]:
        return OrganisationFiling.objects.select_related("organisation")

    @display(description=gettext_lazy("organisation"), ordering="organisation__name_zh")
    def name(self, filing: OrganisationFiling) -> str:
        return filing.name_zh

    @display(description=gettext_lazy("status"), ordering="status", label=COLOURS)
    def shown_status(self, filing: OrganisationFiling) -> tuple[str, str]:
        return filing.status, filing.get_status_display()

    @display(description=gettext_lazy("waits for"))
    def asked(self, filing: OrganisationFiling) -> str:
        if filing.status == FilingStatus.REQUESTED:
            return _("filing")
        return _("renewal") if filing.renewal_asked_at else "–"

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return STEP_URLS
