"""The case page: everything an officer needs to decide, on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.admin import panels, related
from applications.admin.due import STATUS_TONES, due_of, officer_status
from applications.admin.history import history_of
from applications.admin.steps.available import steps_for
from applications.admin.steps.base import duty_of
from applications.admin.steps.joint import proposal_sentences
from applications.checklists import checklist_for, checks, goes_with_the_rest
from applications.custody import custody_of
from applications.enums import Status
from applications.models import Application, JointDecision, SupplementDraftItem
from applications.registry import CaseFile, adapter_for, case_file
from applications.services import application_hold, application_opened
from applications.services.desk import TICKABLE
from ui.desk import DeskPageView
from workdays.queries import calendar_load
from workdays.rules import Calendar


class CaseView(DeskPageView):
    """Shows one case. Opening it holds it for a while, so that a second officer is told."""

    template_name = "desk/case/page.html"
    object: Application
    read_with = (
        *("traveller", "organisation", "office", "home_office", "port_office"),
        *("assigned_to", "filed_by", "standard"),
    )

    def get_title(self) -> str:
        return self.object.reference

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.object
        actor = self.officer
        application_opened(application=case, actor=actor, now=self.now)
        duty = duty_of(request.user, case)
        hold = None
        if duty.reviews:
            hold = application_hold(application=case, actor=actor, now=self.now)
        file, calendar = case_file(case), calendar_load()
        steps = steps_for(request.user, case, duty)
        lines = list(checklist_for(file, duty.authority))
        return self.show(
            case=case,
            status_words=_("joint decision") if duty.disagree else officer_status(case),
            status_tone=STATUS_TONES.get(Status(case.status), "quiet"),
            due=due_of(case, self.now, calendar),
            holder=None if hold is None or hold.mine else hold.holder,
            held_until=hold.until if hold else None,
            custody=custody_of(case, self.now),
            steps=steps,
            hinders=dict.fromkeys(words for step in steps for words in step.hinders),
            duty=duty,
            proposal=proposal_sentences(duty.proposal),
            joint_decisions=_answered(case) if duty.joint else (),
            drafted=_drafted(case) if duty.joint else (),
            passport=panels.passport_panel(file),
            sections=[*file.sections(), *filter(None, [panels.inviter_section(case)])],
            checklist=panels.checklist_panel(lines, duty.authority),
            some_open=any(checks(one, duty.authority) and goes_with_the_rest(one) for one in lines),
            can_tick=case.status in TICKABLE and duty.reviews,
            supplements=list(case.supplement_requests.prefetch_related("items")),
            reviews=panels.review_panels(case, duty.authority),
            adjustments=list(case.clock_adjustments.select_related("author")),
            history=history_of(case, {line.code: line.name for line in lines}, duty.authority),
            **self._beside(case, file, calendar),
            checklist_url=reverse("admin:applications_application_checklist", args=[case.pk]),
            together_url=reverse("admin:applications_application_together", args=[case.pk]),
            filer=adapter_for(case).filer,
            inviter_url=related.inviter_url(case),
        )

    def _beside(self, case: Application, file: CaseFile, calendar: Calendar) -> dict[str, Any]:
        """What else the office knows: cases of the passport, the inviter and the group; letters."""
        group = list(file.group_members())
        return {
            "same_passport": related.same_passport(self.request, case, calendar),
            "same_inviter": related.same_inviter(self.request, case, group, calendar),
            "members": related.group_members(self.request, case, group, calendar),
            "documents": related.issued_documents(case),
            "sent": related.messages_about(case),
            "next_case": related.next_case(self.request, calendar, case),
        }


def _answered(case: Application) -> list[JointDecision]:
    """Proposals that were agreed or declined, with who did."""
    people = ("proposed_by", "agreed_by", "declined_by")
    return list(case.joint_decisions.exclude(answered_at=None).select_related(*people))


def _drafted(case: Application) -> list[SupplementDraftItem]:
    """Points on the list that both authorities will send as one."""
    return list(case.supplement_draft.select_related("author"))
