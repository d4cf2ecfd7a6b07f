"""Organisations: the list to check and the page of one with its buttons."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.admin.steps import PREFIX, STEP_URLS, STEPS, officer_of
from accounts.enums import OrganisationStatus, PostRole, ReturnItem
from accounts.models import Organisation
from accounts.permissions import CHECKERS, has_post
from accounts.queries import members_of, organisations_read_by, organisations_with_members
from accounts.rules import uscc_check, uscc_normalise
from accounts.services.log import READING
from ui.desk import DeskModelAdmin, DeskPageView, colours, steps_for, waiting_first

COLOURS = colours(
    new=[OrganisationStatus.UNVERIFIED],
    waits=[OrganisationStatus.PENDING],
    good=[OrganisationStatus.VERIFIED],
    bad=[OrganisationStatus.RETURNED, OrganisationStatus.SUSPENDED],
)
WAITING_FIRST = waiting_first(Q(status=OrganisationStatus.PENDING))
FACTS = (
    *("name_zh", "name_en", "uscc", "has_business_licence", "legal_representative"),
    *("province", "district", "registered_address", "actual_address"),
    *("handler_name", "handler_phone", "handler_email"),
)


class OrganisationView(DeskPageView):
    """One organisation: its data beside the licence, its members, what happened to it."""

    template_name = "accounts/desk_organisation.html"

    def get_title(self) -> str:
        return str(self.object.name_zh)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        organisation: Organisation = self.object
        labels = dict(ReturnItem.choices)
        rows = organisation.returned_items
        return self.show(
            facts=self.facts(),
            warnings=[finding.message for finding in uscc_check(organisation.uscc)],
            licences=organisation.licence.order_by("created_at"),
            members=members_of(organisation),
            changes=organisation.changes.exclude(kind__in=READING).select_related("actor")[:50],
            looks=organisation.changes.filter(kind__in=READING).select_related("actor")[:50],
            steps=steps_for(request, organisation, PREFIX, STEPS),
            returned=[labels.get(row["item"], row["item"]) for row in rows if "item" in row]
            + [row["text"] for row in rows if "text" in row],
        )

    def facts(self) -> list[tuple[str, Any]]:
        """Label and value of everything that stands on the licence and around it."""
        organisation: Organisation = self.object
        found: list[tuple[str, Any]] = []
        for name in FACTS:
            label = label_for_field(name, Organisation, self.model_admin)
            choice = getattr(organisation, f"get_{name}_display", None)
            found.append((str(label), choice() if choice else getattr(organisation, name)))
        return found


@admin.register(Organisation)
class OrganisationAdmin(DeskModelAdmin):
    """Those that wait for a check come first, the longest waiting at the top."""

    list_display = ("name_zh", "name_en", "uscc", "shown_status", "handed_in_at", "member_count")
    list_filter = ("status", "province")
    object_page = OrganisationView
    search_fields = ("name_zh", "name_en", "uscc")
    search_help_text = _("Name or company code")
    ordering = (WAITING_FIRST, F("handed_in_at").asc(nulls_last=True), "name_zh")

    def desk_can_view(self, user: Any) -> bool:
        return has_post(user, roles=[*CHECKERS, PostRole.ADMINISTRATOR]) or user.is_superuser

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return organisations_with_members().filter(organisations_read_by(officer_of(request)))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        code = uscc_normalise(search_term)
        if code and queryset.filter(uscc=code).exists():
            return queryset.filter(uscc=code), False
        found, duplicates = super().get_search_results(request, queryset, search_term)
        return found, duplicates

    @display(description=_("status"), ordering="status", label=COLOURS)
    def shown_status(self, organisation: Organisation) -> tuple[str, str]:
        return organisation.status, organisation.get_status_display()

    @display(description=_("members"))
    def member_count(self, organisation: Any) -> int:
        return int(organisation.member_count)

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return STEP_URLS
