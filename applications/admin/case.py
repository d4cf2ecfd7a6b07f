"""The case page: everything an officer needs to decide, on one page."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from applications.admin import panels, related
from applications.admin.due import STATUS_TONES, due_of, officer_status
from applications.admin.history import history_of
from applications.admin.steps.available import steps_for
from applications.enums import Status
from applications.models import Application
from applications.registry import adapter_for
from applications.services import application_hold, application_opened
from applications.services.desk import TICKABLE
from ui.desk import DeskPageView
from workdays.queries import calendar_load


class CaseView(DeskPageView):
    """Shows one case. Opening it holds it for a while, so that a second officer is told."""

    template_name = "desk/case/page.html"
    object: Application

    def get_object(self, object_id: str) -> Model:
        found = super().get_object(object_id)
        related_names = ("traveller", "organisation", "office", "assigned_to", "held_by")
        return Application.objects.select_related(*related_names, "filed_by", "standard").get(
            pk=found.pk
        )

    def get_title(self) -> str:
        return self.object.reference

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.object
        actor = self.officer
        application_opened(application=case, actor=actor, now=self.now)
        hold = application_hold(application=case, actor=actor, now=self.now)
        case = self.object = self.get_object(str(case.pk))  # type: ignore[assignment]
        adapter = adapter_for(case)
        lines = list(adapter.checklist(case))
        return self.show(
            case=case,
            status_words=officer_status(case),
            status_tone=STATUS_TONES.get(Status(case.status), "quiet"),
            due=due_of(case, self.now, calendar_load()),
            holder=None if hold.mine else hold.holder,
            steps=steps_for(request.user, case),
            passport=panels.passport_panel(case, adapter),
            sections=[*adapter.sections(case), *filter(None, [panels.inviter_section(case)])],
            checklist=panels.checklist_panel(lines),
            can_tick=case.status in TICKABLE,
            supplements=list(case.supplement_requests.prefetch_related("items")),
            reviews=list(case.reviews.select_related("recommended_by", "decided_by")),
            adjustments=list(case.clock_adjustments.select_related("author")),
            history=history_of(case, {line.code: line.name for line in lines}),
            same_passport=related.same_passport(request, case),
            same_inviter=related.same_inviter(request, case),
            members=related.group_members(request, case),
            documents=related.issued_documents(case),
            sent=related.messages_about(case),
            next_case=related.next_case(request, case),
            checklist_url=reverse("admin:applications_application_checklist", args=[case.pk]),
            together_url=reverse("admin:applications_application_together", args=[case.pk]),
            inviter_url=related.inviter_url(case),
        )
