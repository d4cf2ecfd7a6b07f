"""People who invite in their own name: the list to check and the page of one with its buttons."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.decorators import display

from port_visa.admin.professional_steps import STEP_URLS, steps_on
from port_visa.enums import ProfessionalReturnItem, ProfessionalStatus
from port_visa.models import Professional
from port_visa.permissions import reads_professionals
from port_visa.professionals import proof_words, stay_of, under_way
from port_visa.services.professional_log import READING
from ui.desk import DeskModelAdmin, DeskPageView, colours, waiting_first

COLOURS = colours(
    new=[ProfessionalStatus.DRAFT],
    waits=[ProfessionalStatus.PENDING],
    good=[ProfessionalStatus.ACCEPTED],
    bad=[ProfessionalStatus.RETURNED, ProfessionalStatus.SUSPENDED],
)
WAITING_FIRST = waiting_first(Q(status=ProfessionalStatus.PENDING))


class ProfessionalView(DeskPageView):
    """One person: what they say beside the copy of the proof, and what happened."""

    template_name = "port_visa/desk_professional.html"
    read_with = ("user", "checked_by")

    def get_title(self) -> str:
        return str(self.object.name)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found: Professional = self.object
        labels = dict(ProfessionalReturnItem.choices)
        rows = found.returned_items
        return self.show(
            facts=self.facts(found),
            copies=found.copies.order_by("created_at"),
            changes=found.changes.exclude(kind__in=READING).select_related("actor")[:50],
            looks=found.changes.filter(kind__in=READING).select_related("actor")[:50],
            steps=steps_on(request, found),
            under_way=under_way(found).count(),
            expired=found.proof_until is not None and found.proof_until < self.now.date(),
            returned=[labels.get(row["item"], row["item"]) for row in rows if "item" in row]
            + [row["text"] for row in rows if "text" in row],
        )

    def facts(self, found: Professional) -> list[tuple[str, Any]]:
        """What the person says, and the proof."""
        stay = stay_of(found.user, self.now.date())
        record = f"{stay.number}, {stay.valid_until:%Y-%m-%d}" if stay else ""
        return [
            (_("Name in the passport"), found.name),
            (pgettext("person", "Chinese name"), found.name_zh),
            (_("Occupation"), found.occupation),
            (_("Where they work"), found.employer),
            (_("Address in Shanghai"), found.address),
            (_("Telephone"), found.phone),
            (_("E-mail"), found.user.email),
            (_("Proof"), proof_words(found.proof, found.proof_category)),
            (_("Number of the proof"), found.proof_number),
            (_("Valid until"), found.proof_until),
            (_("Permit on record here"), record),
        ]


@admin.register(Professional)
class ProfessionalAdmin(DeskModelAdmin):
    """Those that wait for a check come first, the longest waiting at the top."""

    list_display = ("name", "name_zh", "employer", "shown_status", "proof_until", "handed_in")
    list_filter = ("status",)
    object_page = ProfessionalView
    search_fields = ("name", "name_zh", "user__email")
    search_help_text = gettext_lazy("Name or e-mail address")
    ordering = (WAITING_FIRST, F("handed_in_at").asc(nulls_last=True), "name")

    def desk_can_view(self, user: Any) -> bool:
        return reads_professionals(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Professional]:
        return Professional.objects.all()

    @display(description=gettext_lazy("status"), ordering="status", label=COLOURS)
    def shown_status(self, professional: Professional) -> tuple[str, str]:
        return professional.status, professional.get_status_display()

    @display(description=gettext_lazy("handed in"), ordering="handed_in_at")
    def handed_in(self, professional: Professional) -> str:
        at = professional.handed_in_at
        return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return STEP_URLS
