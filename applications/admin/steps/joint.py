"""Buttons of the joint decision: one authority's supervisor proposes, the other's answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Authority
from applications.admin.steps.base import Duty, StepForm, StepView
from applications.enums import JointOutcome, Recommendation
from applications.models import Application, JointDecision
from applications.registry import adapter_for
from applications.services import joint_agree, joint_decline, joint_propose
from applications.workflow import Who
from ui.desk import DeskForm
from ui.fields import choices_offer

OUTCOMES = {
    JointOutcome.RETURN: gettext_lazy("Return: the reviews named below begin again"),
    JointOutcome.SPLIT: gettext_lazy(
        "Split: the granted part goes on at its own authority; nothing is issued here"
    ),
    JointOutcome.REFUSE: gettext_lazy("Refuse the whole application"),
}


def refusals(case: Application) -> list[str]:
    """On what each authority refused, a sentence each: what the supervisors decide about."""
    rows = case.reviews.filter(decision=Recommendation.REFUSE)
    return [
        _("%(authority)s refused: %(ground)s. %(text)s")
        % {
            "authority": capfirst(review.get_authority_display()),
            "ground": review.get_reason_display(),
            "text": review.text,
        }
        for review in rows
    ]


class JointStep(StepView):
    """A step of the supervisors of two authorities that disagree."""

    who = Who.SUPERVISOR

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return duty.disagree and duty.supervises and cls.turn(duty)

    @classmethod
    def turn(cls, duty: Duty) -> bool:
        """Whether it is this officer's turn: here, to answer the other authority."""
        return duty.proposal is not None and duty.proposal.proposed_for != duty.authority

    def not_now(self) -> str:
        return _("%(reference)s: there is no joint decision for you to take now.") % {
            "reference": self.object.reference
        }


class ProposeForm(StepForm):
    proposal = forms.ChoiceField(
        label=gettext_lazy("What you propose"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
    )
    reopened = forms.MultipleChoiceField(
        label=gettext_lazy("For a return: whose review begins again"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The other authority reads it. The applicant does not."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, authorities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one, capfirst(Authority(one).label)) for one in authorities]
        choices_offer(self, "reopened", named)


class JointPropose(JointStep):
    code = "joint-propose"
    label = gettext_lazy("Propose a joint decision")
    tone = "primary"
    form_class = ProposeForm

    @classmethod
    def turn(cls, duty: Duty) -> bool:
        return duty.proposal is None

    def form_kwargs(self) -> dict[str, Any]:
        return {"authorities": adapter_for(self.object).authorities}

    def will_happen(self) -> Sequence[str]:
        return [
            *refusals(self.object),
            _("A supervisor of the other authority agrees or declines. Nothing happens before."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        joint_propose(
            application=self.object,
            proposal=JointOutcome(form.cleaned_data["proposal"]),
            reopened=form.cleaned_data["reopened"],
            reason=form.cleaned_data["reason"],
            actor=self.officer,
            now=now,
        )
        return _("Your proposal on %(reference)s waits for the other authority.") % {
            "reference": self.object.reference
        }


class AnswerForm(StepForm):
    """``decision`` is the proposal that the officer read."""

    decision = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Remark for the other authority"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclineForm(AnswerForm):
    answer = forms.CharField(
        label=gettext_lazy("Why you decline"),
        help_text=gettext_lazy("The other authority reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JointAnswer(JointStep):
    """Agree or decline."""

    form_class: type[DeskForm] = AnswerForm

    def get_initial(self) -> dict[str, Any]:
        proposal = self.duty.proposal
        return super().get_initial() | {"decision": proposal.pk if proposal else None}

    def will_happen(self) -> Sequence[str]:
        return [*proposal_sentences(self.duty.proposal), *refusals(self.object)]

    def seen(self, form: DeskForm) -> dict[str, Any]:
        """Arguments of both answers."""
        decision = self.object.joint_decisions.filter(pk=form.cleaned_data["decision"]).first()
        return {
            "application": self.object,
            "actor": self.officer,
            "now": self.now,
            "answer": form.cleaned_data["answer"],
            "decision": decision,
        }


class JointAgree(JointAnswer):
    code = "joint-agree"
    label = gettext_lazy("Agree to the joint decision")
    tone = "primary"

    def will_happen(self) -> Sequence[str]:
        proposal = self.duty.proposal
        silent = proposal is not None and proposal.proposal == JointOutcome.RETURN
        letter = [] if silent else [self.told()]
        return [*super().will_happen(), _("It happens at once."), *letter]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        done = joint_agree(**self.seen(form))
        return _("%(reference)s is “%(status)s” now.") % {
            "reference": done.reference,
            "status": done.get_status_display(),
        }


class JointDecline(JointAnswer):
    code = "joint-decline"
    label = gettext_lazy("Decline the joint decision")
    form_class = DeclineForm

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        joint_decline(**self.seen(form))
        return _("You declined. Either authority can propose something else for %(reference)s.") % {
            "reference": self.object.reference
        }


def proposal_sentences(proposal: JointDecision | None) -> list[str]:
    """What is proposed, by whom and why."""
    if proposal is None:
        return []
    named = ", ".join(str(Authority(one).label) for one in proposal.reopened)
    what = OUTCOMES[JointOutcome(proposal.proposal)]
    return [
        _("%(officer)s (%(authority)s) proposes: %(what)s.")
        % {
            "officer": proposal.proposed_by,
            "authority": proposal.get_proposed_for_display(),
            "what": f"{what} ({named})" if named else what,
        },
        proposal.reason,
    ]
