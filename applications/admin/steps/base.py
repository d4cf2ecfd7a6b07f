"""What every button of the case page shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from applications.admin.history import changes_since
from applications.admin.letters import previews_of, reader_names
from applications.admin.related import case_url
from applications.enums import EventKind
from applications.models import Application
from applications.permissions import can_review, can_supervise
from applications.workflow import TABLE, Who
from notifications.enums import MessageEvent
from ui.desk import ConfirmView, DeskForm, Preview
from ui.numbers import whole_number

STATUS_CODES = {"stale_version": 409, "transition_not_allowed": 409, "not_permitted": 403}


@dataclass(frozen=True)
class Duty:
    """What this officer may do on this case, read once a page."""

    user: User
    reviews: bool
    supervises: bool

    def covers(self, who: Who) -> bool:
        """Whether the officer is one of those who may."""
        if who is Who.SUPERVISOR:
            return self.supervises
        return who is Who.REVIEWER and self.reviews


def duty_of(user: Any, case: Application) -> Duty:
    """Read the officer's part in the case."""
    return Duty(user, can_review(user, case), can_supervise(user, case))


class StepForm(DeskForm):
    """``seen_events`` is how many events the case had when the page was opened."""

    seen_events = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StepView(ConfirmView):
    """One button. ``event`` is the step of the workflow, or None for a fact beside it."""

    object: Application
    template_name = "desk/case/step.html"
    form_class: type[DeskForm] = StepForm
    code: ClassVar[str] = ""
    event: ClassVar[EventKind | None] = None
    who: ClassVar[Who] = Who.REVIEWER
    label: ClassVar[str | Promise] = ""
    tone: ClassVar[str] = "plain"
    letter: ClassVar[MessageEvent | None] = None

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        """Whether the button shows: the workflow has the step and the officer may take it."""
        if cls.event is None or case.status not in TABLE[cls.event].sources:
            return False
        return duty.covers(TABLE[cls.event].who)

    def allowed(self) -> bool:
        """Only the officer's part decides here: what changed meanwhile is told, not forbidden."""
        duty = duty_of(self.request.user, self.object)
        return duty.covers(TABLE[self.event].who if self.event else self.who)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.offered(self.object, duty_of(request.user, self.object)):
            messages.warning(request, self.not_now())
            return HttpResponseRedirect(case_url(self.object))
        return super().get(request, *args, **kwargs)

    def not_now(self) -> str:
        """Why the button is gone."""
        return _("%(reference)s is “%(status)s” now. “%(step)s” is not possible from there.") % {
            "reference": self.object.reference,
            "status": self.object.get_status_display(),
            "step": self.get_title(),
        }

    def get_title(self) -> str:
        return str(self.title or self.label)

    def get_initial(self) -> dict[str, Any]:
        return {"expected_version": self.object.version, "seen_events": self.object.event_count}

    def call_args(self, form: DeskForm) -> dict[str, Any]:
        """Arguments that every service takes."""
        return {
            "application": self.object,
            "actor": self.officer,
            "now": self.now,
            "expected_version": form.cleaned_data.get("expected_version"),
        }

    def told(self) -> str:
        """To whom the message goes."""
        return _("A message goes to %(people)s, in each person's language.") % {
            "people": reader_names(self.object)
        }

    def letter_facts(self, form: DeskForm) -> Mapping[str, Any]:
        """Facts of the message that come from what is being typed."""
        return {}

    def previews(self, form: DeskForm) -> Sequence[Preview]:
        if self.letter is None:
            return ()
        return previews_of(self.letter, self.object, self.letter_facts(form))

    def error_context(self, error: ValidationError) -> dict[str, Any]:
        seen = whole_number(self.request.POST.get("seen_events", ""))
        code = getattr(error, "code", "")
        changes = changes_since(self.object, seen) if seen is not None else []
        return {"changes": changes if code in STATUS_CODES else ()}

    def error_status(self, error: ValidationError) -> int:
        return STATUS_CODES.get(getattr(error, "code", ""), 200)

    def success_url(self) -> str:
        return case_url(self.object)


def typed(form: DeskForm, name: str) -> str:
    """What stands in a field now, checked or not: for previews."""
    return str(form[name].value() or "")
