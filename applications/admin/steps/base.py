"""What every button of the case page shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from applications.admin.history import changes_since
from applications.admin.letters import previews_of, reader_names
from applications.admin.related import case_url
from applications.enums import CLOCK_STATUSES, EventKind, Recommendation
from applications.models import Application, JointDecision, Review
from applications.permissions import authority_of, can_review, can_supervise
from applications.registry import adapter_for
from applications.services import open_proposal
from applications.workflow import TABLE, Who, version_for
from notifications.enums import MessageEvent
from ui.desk import ConfirmView, DeskForm, Preview
from ui.numbers import whole_number

STATUS_CODES = {"stale_version": 409, "transition_not_allowed": 409, "not_permitted": 403}


@dataclass(frozen=True)
class Duty:
    """What this officer may do on this case, read once a page.

    The rest is for a case that several authorities review: the officer's own review, whether the
    reviews disagree, and the proposal that waits for an answer.
    """

    user: User
    reviews: bool
    supervises: bool
    authority: str = ""
    joint: bool = False
    review: Review | None = None
    disagree: bool = False
    proposal: JointDecision | None = None

    def covers(self, who: Who) -> bool:
        """Whether the officer is one of those who may."""
        if who is Who.SUPERVISOR:
            return self.supervises
        return who is Who.REVIEWER and self.reviews


def duty_of(user: Any, case: Application) -> Duty:
    """Read the officer's part in the case."""
    reviews, supervises = can_review(user, case), can_supervise(user, case)
    authority = authority_of(user, case) or ""
    if len(adapter_for(case).authorities) == 1:
        return Duty(user, reviews, supervises, authority)
    found = {review.authority: review for review in case.reviews.select_related("recommended_by")}
    disagree = case.status in CLOCK_STATUSES and {one.decision for one in found.values()} == {
        Recommendation.APPROVE,
        Recommendation.REFUSE,
    }
    return Duty(
        user,
        reviews,
        supervises,
        authority,
        joint=True,
        review=found.get(authority),
        disagree=disagree,
        proposal=open_proposal(case) if disagree else None,
    )


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

    @classmethod
    def hinders(cls, case: Application, duty: Duty) -> Sequence[str]:
        """What keeps the officer from a step that is theirs; the button says it, and is closed."""
        return ()

    def allowed(self) -> bool:
        """Only the officer's part decides here: what changed meanwhile is told, not forbidden."""
        return self.duty.covers(TABLE[self.event].who if self.event else self.who)

    @cached_property
    def duty(self) -> Duty:
        """The officer's part in the case."""
        return duty_of(self.request.user, self.object)

    def seen_version(self) -> int:
        """What the officer's form must not overwrite."""
        return self.object.version

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.offered(self.object, self.duty):
            messages.warning(request, self.not_now())
            return HttpResponseRedirect(case_url(self.object))
        if hinders := self.hinders(self.object, self.duty):
            messages.warning(request, " ".join(hinders))
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
        return {"expected_version": self.seen_version(), "seen_events": self.object.event_count}

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
        changes = changes_since(self.object, seen, self.duty.authority) if seen is not None else []
        return {"changes": changes if code in STATUS_CODES else ()}

    def error_status(self, error: ValidationError) -> int:
        return STATUS_CODES.get(getattr(error, "code", ""), 200)

    def success_url(self) -> str:
        return case_url(self.object)


class ReviewStep(StepView):
    """A step of the officer's own review. With one review, it is a step of the case."""

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        if not duty.joint:
            return super().offered(case, duty)
        if duty.review is None or cls.event is None or case.status not in CLOCK_STATUSES:
            return False
        return duty.covers(TABLE[cls.event].who) and cls.fits(case, duty.review)

    @classmethod
    def fits(cls, case: Application, review: Review) -> bool:
        """Whether the own authority's review is where this step begins."""
        return review.waits_for_officer

    def seen_version(self) -> int:
        if not self.duty.joint:
            return super().seen_version()
        return version_for(self.object, self.duty.authority)

    def not_now(self) -> str:
        if not self.duty.joint or self.object.status not in CLOCK_STATUSES:
            return super().not_now()
        return _("%(reference)s: “%(step)s” is not possible in your authority's review now.") % {
            "reference": self.object.reference,
            "step": self.get_title(),
        }

    def others(self) -> list[str]:
        """Where the other authorities stand, a sentence each; nothing with one review."""
        if not self.duty.joint:
            return []
        rows = self.object.reviews.exclude(authority=self.duty.authority)
        return [
            _("%(authority)s: %(state)s.")
            % {
                "authority": capfirst(review.get_authority_display()),
                "state": review_state(review),
            }
            for review in rows
        ]


def review_state(review: Review) -> str:
    """Where one authority's review stands, in words that the other authority may read."""
    if review.decision == Recommendation.APPROVE:
        return _("approved")
    if review.decision:
        return _("refused, by two officers")
    if review.recommendation == Recommendation.APPROVE:
        return _("approval recommended, waits for the second officer")
    if review.recommendation:
        return _("refusal recommended, waits for the second officer")
    return _("being examined")


def typed(form: DeskForm, name: str) -> str:
    """What stands in a field now, checked or not: for previews."""
    return str(form[name].value() or "")
