"""Buttons of the decision: recommend, approve, refuse, send back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Authority
from applications.admin.steps.base import Duty, ReviewStep, StepForm, typed
from applications.enums import (
    CLOCK_STATUSES,
    EventKind,
    Recommendation,
    RefusalReason,
    Status,
)
from applications.models import Application, Review
from applications.registry import adapter_for, case_file
from applications.services import (
    application_approve,
    application_refuse,
    review_recommend,
    review_return,
)
from notifications.enums import MessageEvent
from ui.desk import DeskForm, Preview
from ui.fields import choices_offer


def recommended(case: Application, duty: Duty) -> Any:
    """The recommendation of the own authority that waits for a second officer, or None."""
    if duty.joint:
        waits = case.status in CLOCK_STATUSES and duty.review and duty.review.waits_for_second
        return duty.review if waits else None
    if case.status != Status.RECOMMENDED:
        return None
    return case.reviews.select_related("recommended_by").exclude(recommendation="").first()


class RemarkForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Remark for the second officer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ApprovalStep(ReviewStep):
    """A step towards approval, which what the service names can hold up."""

    @classmethod
    def hinders(cls, case: Application, duty: Duty) -> Sequence[str]:
        return adapter_for(case).hinders(case, duty.authority)


class RecommendApproval(ApprovalStep):
    code = "recommend-approval"
    event = EventKind.RECOMMEND_APPROVAL
    label = gettext_lazy("Recommend approval")
    form_class = RemarkForm

    def will_happen(self) -> Sequence[str]:
        if self.duty.joint:
            return [
                _("A supervisor decides. The clock keeps running; the applicant is not told yet."),
                _("The other authority sees the recommendation, not your remark."),
                *self.others(),
            ]
        return [
            _("A supervisor decides. The clock keeps running; the applicant is not told yet."),
            _("Use this when a second officer should look. Clear cases you approve yourself."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        review_recommend(
            **self.call_args(form),
            recommendation=Recommendation.APPROVE,
            text=form.cleaned_data["text"],
        )
        return _("Approval of %(reference)s is recommended. A supervisor decides.") % {
            "reference": self.object.reference
        }


class RefusalForm(StepForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Ground (Exit and Entry Administration Law, article 21)"),
        choices=RefusalReason,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("The facts, in words that the applicant can be told."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    text_en = forms.CharField(
        label=gettext_lazy("Explanation in English"),
        help_text=gettext_lazy("The letter carries both languages. The Chinese text governs."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, authority: str, grounds: Any, twice: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if twice:
            self.fields["text"].label = _("Explanation in Chinese")
        else:
            del self.fields["text_en"]
        field = choices_offer(self, "reason", grounds)
        if authority == Authority.WORK_PERMIT:
            field.label = _("Ground (conditions of the work permit)")


class RecommendRefusal(ReviewStep):
    code = "recommend-refusal"
    event = EventKind.RECOMMEND_REFUSAL
    label = gettext_lazy("Recommend refusal")
    form_class = RefusalForm
    danger = True

    def form_kwargs(self) -> dict[str, Any]:
        authority, adapter = self.duty.authority, adapter_for(self.object)
        grounds = adapter.refusal_reasons(authority)
        return {"authority": authority, "grounds": grounds, "twice": adapter.explains_twice}

    def will_happen(self) -> Sequence[str]:
        return [
            _("Nobody refuses alone: a supervisor, another person than you, must countersign."),
            _("The applicant is told only after the countersign, with this ground and text.")
            if not self.duty.joint
            else _(
                "Where the other authority approves, supervisors of both decide together. The "
                "applicant is told only then."
            ),
            *self.others(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        review_recommend(
            **self.call_args(form),
            recommendation=Recommendation.REFUSE,
            reason=form.cleaned_data["reason"],
            text=form.cleaned_data["text"],
            text_en=form.cleaned_data.get("text_en", ""),
        )
        return _("Refusal of %(reference)s is recommended. A supervisor must countersign.") % {
            "reference": self.object.reference
        }


def countersign_sentences(case: Application, duty: Duty) -> list[str]:
    """What the first officer recommended, in one sentence."""
    review = recommended(case, duty)
    if review is None:
        return []
    return [
        _("%(officer)s recommended: %(what)s. %(text)s")
        % {
            "officer": review.recommended_by,
            "what": review.get_recommendation_display(),
            "text": " ".join(part for part in (review.get_reason_display(), review.text) if part),
        }
    ]


def _may_countersign(case: Application, duty: Duty) -> bool:
    review = recommended(case, duty)
    if review is None:
        return True
    return duty.supervises and review.recommended_by_id != duty.user.pk


class ApproveForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed only when refusal was recommended."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Approve(ApprovalStep):
    code = "approve"
    event = EventKind.APPROVE
    label = gettext_lazy("Approve")
    title = gettext_lazy("Approve the application")
    tone = "primary"
    form_class = ApproveForm
    letter = MessageEvent.APPLICATION_APPROVED

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return super().offered(case, duty) and _may_countersign(case, duty)

    @classmethod
    def fits(cls, case: Application, review: Review) -> bool:
        if review.waits_for_second:
            return True
        alone = not adapter_for(case).needs_countersign(case, review.authority)
        return review.waits_for_officer and alone

    def decides_the_case(self) -> bool:
        """Whether nothing but this approval is missing."""
        others = self.object.reviews.exclude(authority=self.duty.authority)
        return not self.duty.joint or not others.exclude(decision=Recommendation.APPROVE).exists()

    def will_happen(self) -> Sequence[str]:
        if not self.decides_the_case():
            return [
                *countersign_sentences(self.object, self.duty),
                _("Your authority's review ends with this. Nothing is issued by one authority."),
                *self.others(),
            ]
        return [
            *countersign_sentences(self.object, self.duty),
            *self.others(),
            _(
                "The document is prepared, sealed and checked against the record. The case becomes "
                "“issued” when it is ready."
            ),
            *case_file(self.object).approval_means(),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        done = application_approve(**self.call_args(form), reason=form.cleaned_data["reason"])
        if done.status != Status.APPROVED:
            return _("Your authority has approved %(reference)s. The other has yet to decide.") % {
                "reference": self.object.reference
            }
        return _("%(reference)s is approved. The document is being prepared.") % {
            "reference": self.object.reference
        }


class RefuseForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Explanation for the applicant"),
        help_text=gettext_lazy("Leave empty to use the first officer's text."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Refuse(ReviewStep):
    code = "refuse"
    event = EventKind.REFUSE
    label = gettext_lazy("Countersign the refusal")
    title = gettext_lazy("Countersign the refusal")
    tone = "danger"
    danger = True
    form_class = RefuseForm
    can_preview = True
    letter = MessageEvent.APPLICATION_REFUSED

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        review = recommended(case, duty)
        if review is None or review.recommendation != Recommendation.REFUSE:
            return False
        return super().offered(case, duty) and _may_countersign(case, duty)

    @classmethod
    def fits(cls, case: Application, review: Review) -> bool:
        return review.waits_for_second

    def decides_the_case(self) -> bool:
        """Whether every other authority has refused, too."""
        others = self.object.reviews.exclude(authority=self.duty.authority)
        return not self.duty.joint or not others.exclude(decision=Recommendation.REFUSE).exists()

    def will_happen(self) -> Sequence[str]:
        if not self.decides_the_case():
            return [
                *countersign_sentences(self.object, self.duty),
                _(
                    "Your authority's review ends with this. The application is not refused yet: "
                    "where the other authority approves, supervisors of both decide together."
                ),
                *self.others(),
            ]
        return [
            *countersign_sentences(self.object, self.duty),
            _("The application is refused with this ground. This cannot be undone here."),
            self.told(),
        ]

    def previews(self, form: DeskForm) -> Sequence[Preview]:
        return super().previews(form) if self.decides_the_case() else ()

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        review = recommended(self.object, self.duty)
        if review is None:
            return {}
        return {"reason": typed(form, "text") or review.text, "reason_code": review.reason}

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        done = application_refuse(**self.call_args(form), text=form.cleaned_data["text"])
        if done.status != Status.REFUSED:
            return _("Your authority has refused its part of %(reference)s.") % {
                "reference": self.object.reference
            }
        return _("%(reference)s is refused.") % {"reference": self.object.reference}


class ReturnForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("What the reviewer should look at again"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Return(ReviewStep):
    code = "return"
    event = EventKind.RETURN_TO_REVIEW
    label = gettext_lazy("Return to the reviewer")
    form_class = ReturnForm

    @classmethod
    def fits(cls, case: Application, review: Review) -> bool:
        return review.waits_for_second

    def will_happen(self) -> Sequence[str]:
        return [
            *countersign_sentences(self.object, self.duty),
            _("The case goes back under review. The clock keeps running."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        review_return(**self.call_args(form), reason=form.cleaned_data["reason"])
        return _("%(reference)s is back with the reviewer.") % {"reference": self.object.reference}
