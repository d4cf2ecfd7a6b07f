"""Acting on everybody of one filing at once: each case through its own service call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.due import officer_status
from applications.admin.related import case_url
from applications.admin.scope import cases_read
from applications.admin.steps.base import duty_of
from applications.enums import EventKind, Recommendation, RefusalReason
from applications.models import Application
from applications.permissions import can_review
from applications.registry import case_file
from applications.services import (
    application_accept,
    application_approve,
    application_assign,
    application_refuse,
    review_recommend,
    review_return,
    supplement_request,
    told_together,
    transfer_return,
    transfer_send,
)
from applications.services.supplement_list import FREE_CODE
from applications.workflow import TABLE
from ui.desk import DeskForm, DeskPageView
from ui.numbers import whole_number

Call = Callable[[dict[str, Any], Mapping[str, Any]], Any]


@dataclass(frozen=True)
class GroupAction:
    """Something that can be done to several cases; ``event`` None: a fact beside the workflow."""

    label: str | Promise
    event: EventKind | None
    call: Call
    needs_text: bool = False
    needs_ground: bool = False


def _take(case: dict[str, Any], typed: Mapping[str, Any]) -> Any:
    case.pop("expected_version")
    return application_assign(officer=case["actor"], **case)


ACTIONS: dict[str, GroupAction] = {
    "accept": GroupAction(
        gettext_lazy("Accept"), EventKind.ACCEPT, lambda case, typed: application_accept(**case)
    ),
    "transfer": GroupAction(
        gettext_lazy("Transfer to Shanghai"),
        EventKind.TRANSFER,
        lambda case, typed: transfer_send(reason=typed["text"], **case),
    ),
    "transfer-return": GroupAction(
        gettext_lazy("Return to the home office"),
        EventKind.TRANSFER_RETURN,
        lambda case, typed: transfer_return(reason=typed["text"], **case),
        needs_text=True,
    ),
    "supplement": GroupAction(
        gettext_lazy("Ask for a supplement, the same text for each"),
        EventKind.SUPPLEMENT_REQUEST,
        lambda case, typed: supplement_request(
            items=[(FREE_CODE, line) for line in typed["text"].splitlines() if line.strip()],
            **case,
        ),
        needs_text=True,
    ),
    "approve": GroupAction(
        gettext_lazy("Approve"),
        EventKind.APPROVE,
        lambda case, typed: application_approve(reason=typed["text"], **case),
    ),
    "recommend-approval": GroupAction(
        gettext_lazy("Recommend approval"),
        EventKind.RECOMMEND_APPROVAL,
        lambda case, typed: review_recommend(
            recommendation=Recommendation.APPROVE, text=typed["text"], **case
        ),
    ),
    "recommend-refusal": GroupAction(
        gettext_lazy("Recommend refusal"),
        EventKind.RECOMMEND_REFUSAL,
        lambda case, typed: review_recommend(
            recommendation=Recommendation.REFUSE, reason=typed["ground"], text=typed["text"], **case
        ),
        needs_text=True,
        needs_ground=True,
    ),
    "refuse": GroupAction(
        gettext_lazy("Countersign the refusal"),
        EventKind.REFUSE,
        lambda case, typed: application_refuse(text=typed["text"], **case),
    ),
    "return": GroupAction(
        gettext_lazy("Return to the reviewer"),
        EventKind.RETURN_TO_REVIEW,
        lambda case, typed: review_return(reason=typed["text"], **case),
        needs_text=True,
    ),
    "take": GroupAction(gettext_lazy("Assign to me"), None, _take),
}


class TogetherForm(DeskForm):
    """What to do, with whom, and the words that go with it."""

    action = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[(code, action.label) for code, action in ACTIONS.items()],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of a refusal (article 21)"),
        choices=[("", "—"), *RefusalReason.choices],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "For a supplement: one point a line. For a refusal or a return: the reason."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        action = ACTIONS.get(cleaned.get("action", ""))
        if action and action.needs_text and not cleaned.get("text", "").strip():
            self.add_error("text", _("Write the text for this step."))
        if action and action.needs_ground and not cleaned.get("ground"):
            self.add_error("ground", _("Choose the ground."))
        return cleaned


@dataclass
class Row:
    """One person of the filing; ``outcome`` is what happened to their case just now."""

    case: Application
    status: str
    url: str
    possible: str
    ticked: bool
    outcome: str = ""
    done: bool = False


class TogetherView(DeskPageView):
    """GET lists the people; POST acts on those that are ticked and reports line by line."""

    object: Application
    template_name = "desk/case/together.html"
    title = gettext_lazy("Act on everybody of this filing")
    http_method_names = ["get", "post", "head", "options"]

    def allowed(self) -> bool:
        return duty_of(self.request.user, self.object).reviews

    def members(self) -> list[Application]:
        """The cases of the filing that this officer may see, in their order."""
        keys = [case.pk for case in case_file(self.object).group_members()]
        found = (
            cases_read(self.request).select_related("traveller").in_bulk(keys or [self.object.pk])
        )
        return [found[key] for key in keys or [self.object.pk] if key in found]

    def rows(self, ticked: set[str] | None = None) -> list[Row]:
        """A line for each member, with what could be done now."""
        duty = duty_of(self.request.user, self.object)
        return [
            Row(
                case=case,
                status=officer_status(case),
                url=case_url(case),
                possible=", ".join(
                    str(action.label)
                    for action in ACTIONS.values()
                    if action.event
                    and can_review(self.request.user, case)
                    and case.status in TABLE[action.event].sources
                    and TABLE[action.event].place.holds(case)
                    and duty.covers(TABLE[action.event].who)
                ),
                ticked=ticked is None or str(case.pk) in ticked,
            )
            for case in self.members()
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_rows(TogetherForm(), self.rows())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TogetherForm(request.POST)
        ticked = set(request.POST.getlist("case"))
        rows = self.rows(ticked)
        valid = form.is_valid()
        if valid and not any(row.ticked for row in rows):
            form.add_error(None, _("Tick at least one person."))
            valid = False
        if not valid:
            return self.show_rows(form, rows)
        return self.act(form, rows)

    def act(self, form: TogetherForm, rows: list[Row]) -> HttpResponse:
        """Call the service for each ticked case on its own: one that fails stops none."""
        action = ACTIONS[form.cleaned_data["action"]]
        ticked = [row for row in rows if row.ticked]
        with told_together([row.case for row in ticked]):
            for row in ticked:
                row.done, row.outcome = self._one(action, row.case, form.cleaned_data)
        done = [row for row in rows if row.done]
        failed = [row for row in ticked if not row.done]
        fresh = {row.case.pk: row for row in self.rows()}
        for row in rows:
            row.case, row.status = fresh[row.case.pk].case, fresh[row.case.pk].status
            row.possible, row.ticked = fresh[row.case.pk].possible, False
        report = _("%(done)s of %(all)s done: %(action)s.") % {
            "done": len(done),
            "all": len(done) + len(failed),
            "action": action.label,
        }
        return self.show_rows(TogetherForm(), rows, report=report, failed=bool(failed))

    def _one(
        self, action: GroupAction, case: Application, typed: Mapping[str, Any]
    ) -> tuple[bool, str]:
        version = whole_number(self.request.POST.get(f"version_{case.pk}", ""))
        arguments = {
            "application": case,
            "actor": self.officer,
            "now": self.now,
            "expected_version": case.version if version is None else version,
        }
        try:
            action.call(arguments, typed)
        except ValidationError as error:
            return False, " ".join(error.messages)
        return True, str(_("done"))

    def show_rows(
        self, form: TogetherForm, rows: list[Row], report: str = "", failed: bool = False
    ) -> HttpResponse:
        """Draw the page."""
        return self.show(
            form=form, rows=rows, report=report, failed=failed, back_url=case_url(self.object)
        )
