"""The buttons of an organisation's page, each with its confirm page."""

from datetime import datetime
from typing import cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import OrganisationStatus, ReturnItem
from accounts.models import User
from accounts.permissions import can_check_organisation, can_suspend_organisation
from accounts.services import organisation_return, organisation_suspend, organisation_verify
from ui.desk import DeskForm, LoggedStep, step_urls

PENDING, SUSPENDED = OrganisationStatus.PENDING, OrganisationStatus.SUSPENDED


def officer_of(request: HttpRequest) -> User:
    """Return the officer; the gate of the desk has made sure that there is one."""
    return cast("User", request.user)


class VerifyView(LoggedStep):
    """Accept the organisation."""

    title = gettext_lazy("Verify the organisation")

    def allowed(self) -> bool:
        if self.object.status == SUSPENDED:
            return can_suspend_organisation(self.request.user, self.object)
        pending = self.object.status == PENDING
        return pending and can_check_organisation(self.request.user, self.object)

    def will_happen(self) -> list[str]:
        return [
            _("%(name)s can submit invitations from now on.") % {"name": self.object.name_zh},
            _("Its members get a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        organisation_verify(
            organisation=self.object,
            actor=officer_of(self.request),
            now=now,
            seen=self.seen(form),
        )
        return _("%(name)s is verified.") % {"name": self.object.name_zh}


class ReturnForm(DeskForm):
    """What to correct, and why."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("What has to be corrected?"),
        choices=ReturnItem.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Say what has to be corrected: tick at least one item.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Explain it in plain words"),
        help_text=gettext_lazy("The members read this text. Name everything at once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The organisation will read it.")},
    )


class ReturnView(LoggedStep):
    """Send the organisation back with one list."""

    title = gettext_lazy("Return for correction")
    form_class = ReturnForm

    def allowed(self) -> bool:
        pending = self.object.status == PENDING
        return pending and can_check_organisation(self.request.user, self.object)

    def will_happen(self) -> list[str]:
        return [_("The members get the list and can hand in again."), _("Drafts stay.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        organisation_return(
            organisation=self.object,
            actor=officer_of(self.request),
            items=form.cleaned_data["items"],
            text=form.cleaned_data["text"],
            now=now,
            seen=self.seen(form),
        )
        return _("%(name)s is returned for correction.") % {"name": self.object.name_zh}


class SuspendForm(DeskForm):
    """Why the organisation may not submit."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The members read this text."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The organisation will read it.")},
    )


class SuspendView(LoggedStep):
    """Stop the organisation from submitting."""

    title = gettext_lazy("Suspend the organisation")
    form_class = SuspendForm
    danger = True

    def allowed(self) -> bool:
        allowed = can_suspend_organisation(self.request.user, self.object)
        return self.object.status != SUSPENDED and allowed

    def will_happen(self) -> list[str]:
        return [
            _("%(name)s can neither draft nor submit until a supervisor lifts the suspension.")
            % {"name": self.object.name_zh},
            _("Its members get a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        organisation_suspend(
            organisation=self.object,
            actor=officer_of(self.request),
            reason=form.cleaned_data["reason"],
            now=now,
            seen=self.seen(form),
        )
        return _("%(name)s is suspended.") % {"name": self.object.name_zh}


STEPS = (("verify", VerifyView), ("return", ReturnView), ("suspend", SuspendView))
PREFIX = "accounts_organisation"
STEP_URLS = step_urls(PREFIX, STEPS)
