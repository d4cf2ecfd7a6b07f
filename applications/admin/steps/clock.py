"""Buttons of the clock: stop, resume, extend. Each reason is told to the applicant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.admin.steps.base import Duty, StepForm, StepView
from applications.enums import CLOCK_STATUSES
from applications.models import Application
from applications.services import clock_extend, clock_resume, clock_stop
from applications.workflow import Who
from notifications.enums import MessageEvent
from ui.desk import DeskForm


def is_stopped(case: Application) -> bool:
    """Whether the clock of the case stands still now."""
    return case.clock_adjustments.filter(stopped_on__isnull=False, resumed_on=None).exists()


class ClockReasonForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The applicant reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ClockView(StepView):
    """A fact about the clock; only a supervisor records one."""

    who = Who.SUPERVISOR
    form_class: type[DeskForm] = ClockReasonForm
    letter = MessageEvent.DUE_DATE_MOVED

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return case.status in CLOCK_STATUSES and duty.covers(cls.who)

    def previews(self, form: DeskForm) -> Sequence[Any]:
        return ()  # the new date is known only afterwards

    def clock_args(self, form: DeskForm) -> dict[str, Any]:
        """Arguments of the clock's services, which need no version: they overwrite nothing."""
        return {
            "application": self.object,
            "actor": self.officer,
            "now": self.now,
            "reason": form.cleaned_data["reason"],
        }


class ClockStop(ClockView):
    code = "clock-stop"
    label = gettext_lazy("Stop the clock")

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return super().offered(case, duty) and not is_stopped(case)

    def will_happen(self) -> Sequence[str]:
        return [
            _(
                "From tomorrow on no day counts, until the clock is resumed. Allowed for a "
                "hearing, an inspection or an expert review "
                "(Administrative Licensing Law, article 45)."
            ),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        clock_stop(**self.clock_args(form))
        return _("The clock of %(reference)s stands still.") % {"reference": self.object.reference}


class ResumeForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=500, widget=forms.Textarea
    )


class ClockResume(ClockView):
    code = "clock-resume"
    label = gettext_lazy("Resume the clock")
    form_class = ResumeForm

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return super().offered(case, duty) and is_stopped(case)

    def will_happen(self) -> Sequence[str]:
        return [
            _("Tomorrow is the next day that counts. The due date is worked out anew."),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        clock_resume(**self.clock_args(form))
        return _("The clock of %(reference)s runs again.") % {"reference": self.object.reference}


class ExtendForm(ClockReasonForm):
    """Knows what the officer saw: a second press of its button must not add the days again."""

    seen_events = forms.IntegerField(widget=forms.HiddenInput)
    days = forms.IntegerField(label=gettext_lazy("Further working days"), min_value=1, max_value=30)
    field_order = ["days", "reason"]


class ClockExtend(ClockView):
    code = "clock-extend"
    label = gettext_lazy("Extend the period")
    form_class = ExtendForm

    def will_happen(self) -> Sequence[str]:
        return [
            _(
                "The period becomes longer by these working days (Administrative Licensing Law, "
                "article 42)."
            ),
            self.told(),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        clock_extend(
            **self.clock_args(form),
            days=form.cleaned_data["days"],
            seen_events=form.cleaned_data["seen_events"],
        )
        return _("The period of %(reference)s is extended.") % {"reference": self.object.reference}
