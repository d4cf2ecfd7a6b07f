"""Who works on a case: take it, give it back, give it to a colleague; and internal notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import PostRole
from accounts.models import User
from applications.admin.steps.base import Duty, StepForm, StepView
from applications.enums import OPEN_STATUSES
from applications.models import Application
from applications.permissions import authority_of
from applications.services import application_assign, note_add
from applications.workflow import Who
from ui.desk import DeskForm
from ui.fields import rows_offer


class Take(StepView):
    code = "take"
    label = gettext_lazy("Assign to me")

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        if case.status not in OPEN_STATUSES or not duty.reviews:
            return False
        if case.assigned_to_id is None:
            return True
        return duty.supervises and case.assigned_to_id != duty.user.pk

    def will_happen(self) -> Sequence[str]:
        return [_("You are the case's owner. It shows under “My cases”.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        application_assign(
            application=self.object, officer=self.officer, actor=self.officer, now=now
        )
        return _("%(reference)s is yours.") % {"reference": self.object.reference}


class GiveBack(StepView):
    code = "give-back"
    label = gettext_lazy("Give back")

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return case.status in OPEN_STATUSES and case.assigned_to_id == duty.user.pk

    def will_happen(self) -> Sequence[str]:
        return [_("The case has no owner then. Any colleague of the office can take it.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        application_assign(application=self.object, officer=None, actor=self.officer, now=now)
        return _("%(reference)s is nobody's now.") % {"reference": self.object.reference}


class AssignForm(StepForm):
    officer = forms.ModelChoiceField(label=gettext_lazy("Officer"), queryset=User.objects.none())

    def __init__(self, *args: Any, office_id: int, authority: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = (
            User.objects.filter(
                is_active=True,
                is_staff=True,
                posts__office_id=office_id,
                posts__active=True,
                posts__role__in=[PostRole.REVIEWER, PostRole.SUPERVISOR],
                posts__authority=authority,
            )
            .distinct()
            .order_by("name", "email")
        )
        rows_offer(self, "officer", colleagues)


class Assign(StepView):
    code = "assign"
    label = gettext_lazy("Assign to a colleague")
    who = Who.SUPERVISOR
    form_class = AssignForm

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return case.status in OPEN_STATUSES and duty.supervises

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "office_id": self.object.office_id or 0,
            "authority": authority_of(self.officer, self.object) or "",
        }

    def will_happen(self) -> Sequence[str]:
        return [_("The colleague is the case's owner. The change is in the history.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        officer = form.cleaned_data["officer"]
        application_assign(application=self.object, officer=officer, actor=self.officer, now=now)
        return _("%(reference)s is with %(officer)s.") % {
            "reference": self.object.reference,
            "officer": officer,
        }


class NoteForm(StepForm):
    text = forms.CharField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy("Officers of the office read it. Applicants never see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Note(StepView):
    code = "note"
    label = gettext_lazy("Write a note")
    form_class = NoteForm

    @classmethod
    def offered(cls, case: Application, duty: Duty) -> bool:
        return duty.reviews

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        note_add(
            application=self.object, text=form.cleaned_data["text"], actor=self.officer, now=now
        )
        return _("The note is in the history.")
