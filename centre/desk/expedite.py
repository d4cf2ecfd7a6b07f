"""Buttons of the case page: ask for expedited handling, grant it, decline it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.admin.steps.base import Duty, StepForm, StepView, typed
from applications.models import Application
from applications.workflow import Who
from centre.expedites import (
    answer_is_due,
    can_be_expedited,
    expedited_standard,
    open_request,
    reasons_on,
)
from centre.services import expedite_ask, expedite_decline, expedite_grant
from notifications.enums import MessageEvent
from ui.desk import DeskForm
from ui.fields import choices_offer

_TEXT = {"rows": 4}


class AskForm(StepForm):
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("A supervisor reads it. It stands in the history."),
        max_length=1000,
        widget=forms.Textarea(attrs=_TEXT),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = reasons_on(timezone.localdate())
        choices_offer(self, "reason", [(row.code, row.name) for row in rows])


class AskExpedite(StepView):
    code = "expedite-ask"
    label = gettext_lazy("Ask for expedited handling")
    form_class = AskForm

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return (
            duty.reviews and can_be_expedited(case, timezone.now()) and open_request(case) is None
        )

    def will_happen(self) -> Sequence[str]:
        return [
            _("A supervisor of the centre who is another person grants it or declines it."),
            promise_words(self.now),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        data = form.cleaned_data
        expedite_ask(
            application=self.object,
            reason=data["reason"],
            text=data["text"],
            actor=self.officer,
            now=now,
        )
        return _("Expedited handling is asked for. A supervisor answers.")


class Answer(StepView):
    """What both answers share: a supervisor, an open request, and what it says."""

    who = Who.SUPERVISOR

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return duty.supervises and answer_is_due(case, timezone.now())

    @classmethod
    def hinders(cls, case: Application, duty: Duty) -> Sequence[str]:
        request = open_request(case)
        if request is not None and request.asked_by_id == duty.user.pk:
            return [_("You asked for expedited handling yourself: another supervisor answers.")]
        return ()

    def asked(self) -> list[str]:
        """What was asked for, by whom, why."""
        request = open_request(self.object)
        if request is None:
            return []
        asked = _("%(who)s asked on %(when)s: %(reason)s.") % {
            "who": request.asked_by,
            "when": f"{timezone.localtime(request.asked_at):%Y-%m-%d %H:%M}",
            "reason": request.reason.name,
        }
        return [asked, request.text]

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        return {"reason": typed(form, "text")}


class GrantForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("The applicant reads it. It may stay empty."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
    )


class GrantExpedite(Answer):
    code = "expedite-grant"
    label = gettext_lazy("Grant expedited handling")
    tone = "primary"
    form_class = GrantForm

    def will_happen(self) -> Sequence[str]:
        return [
            *self.asked(),
            _("The case stands before all others in the queue."),
            promise_words(self.now),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        expedite_grant(
            application=self.object, text=form.cleaned_data["text"], actor=self.officer, now=now
        )
        return _("%(reference)s is expedited.") % {"reference": self.object.reference}


class DeclineForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Why it is declined"),
        help_text=gettext_lazy("The applicant reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs=_TEXT),
    )


class DeclineExpedite(Answer):
    code = "expedite-decline"
    label = gettext_lazy("Decline expedited handling")
    form_class = DeclineForm
    can_preview = True
    letter = MessageEvent.EXPEDITE_DECLINED

    def will_happen(self) -> Sequence[str]:
        return [*self.asked(), _("The usual promise goes on unchanged."), self.told()]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        expedite_decline(
            application=self.object, text=form.cleaned_data["text"], actor=self.officer, now=now
        )
        return _("Expedited handling of %(reference)s is declined.") % {
            "reference": self.object.reference
        }


def promise_words(now: datetime) -> str:
    """The promise of the lane as a sentence."""
    standard = expedited_standard(now)
    hours = standard.amount if standard else 0
    return ngettext(
        "Decision within %(hours)s hour of the grant, or of acceptance if that is later, day and "
        "night; never later than the usual promise.",
        "Decision within %(hours)s hours of the grant, or of acceptance if that is later, day and "
        "night; never later than the usual promise.",
        hours,
    ) % {"hours": hours}
