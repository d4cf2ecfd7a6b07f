"""The buttons of a professional's page, each with its confirm page."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.deadlines import legal_date
from port_visa.enums import ProfessionalReturnItem, ProfessionalStatus
from port_visa.models import Professional
from port_visa.permissions import can_check_professionals, can_suspend_professionals
from port_visa.professionals import proof_choices
from port_visa.services import professional_accept, professional_return, professional_suspend
from ui.desk import ConfirmView, DeskForm

PENDING, SUSPENDED = ProfessionalStatus.PENDING, ProfessionalStatus.SUSPENDED


class ProfessionalStep(ConfirmView):
    """A step on one person. What the officer saw is named by the newest line of the log."""

    def get_initial(self) -> dict[str, Any]:
        newest = self.object.changes.first()
        return {"expected_version": newest.pk if newest else 0}

    def common(self, form: DeskForm) -> dict[str, Any]:
        """What every service of this page takes."""
        return {
            "professional": self.object,
            "actor": cast("User", self.request.user),
            "seen": form.cleaned_data.get("expected_version"),
        }


class AcceptForm(DeskForm):
    """What the copy shows."""

    proof = forms.ChoiceField(
        label=gettext_lazy("What does the copy show?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the copy shows.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the proof"), max_length=40, required=False
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("The last day that the copy shows, as 2026-12-31."),
        widget=forms.DateInput({"placeholder": "2026-12-31"}),
        error_messages={
            "required": gettext_lazy("Enter the last day that the copy shows."),
            "invalid": gettext_lazy("Enter the day as 2026-12-31."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].choices = choices  # type: ignore[attr-defined]


class AcceptView(ProfessionalStep):
    """Accept the proof until its last day."""

    title: ClassVar[str | Promise] = gettext_lazy("Accept the proof")
    form_class = AcceptForm

    def allowed(self) -> bool:
        if self.object.status == SUSPENDED:
            return can_suspend_professionals(self.request.user)
        return self.object.status == PENDING and can_check_professionals(self.request.user)

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": proof_choices(legal_date(self.now))}

    def get_initial(self) -> dict[str, Any]:
        found: Professional = self.object
        return {
            **super().get_initial(),
            "proof": f"{found.proof}:{found.proof_category}",
            "number": found.proof_number,
            "valid_until": found.proof_until,
        }

    def will_happen(self) -> list[str]:
        return [
            _("%(name)s can invite in their own name until that day.") % {"name": self.object.name},
            _("The person gets a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        proof, _colon, category = form.cleaned_data["proof"].partition(":")
        professional_accept(
            **self.common(form),
            proof=proof,
            category=category,
            number=form.cleaned_data["number"],
            valid_until=form.cleaned_data["valid_until"],
            now=now,
        )
        return _("The proof of %(name)s is accepted.") % {"name": self.object.name}


class ReturnForm(DeskForm):
    """What to correct, and why."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("What has to be corrected?"),
        choices=ProfessionalReturnItem.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Say what has to be corrected: tick at least one item.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Explain it in plain words"),
        help_text=gettext_lazy("The person reads this text. Name everything at once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The person will read it.")},
    )


class ReturnView(ProfessionalStep):
    """Send the proof back with one list."""

    title: ClassVar[str | Promise] = gettext_lazy("Return for correction")
    form_class = ReturnForm

    def allowed(self) -> bool:
        return self.object.status == PENDING and can_check_professionals(self.request.user)

    def will_happen(self) -> list[str]:
        return [_("The person gets the list and can hand in again."), _("Drafts stay.")]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        professional_return(
            **self.common(form),
            items=form.cleaned_data["items"],
            text=form.cleaned_data["text"],
            now=now,
        )
        return _("%(name)s is returned for correction.") % {"name": self.object.name}


class SuspendForm(DeskForm):
    """Why the person may not invite."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person reads this text."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason. The person will read it.")},
    )


class SuspendView(ProfessionalStep):
    """Stop the person from inviting."""

    title: ClassVar[str | Promise] = gettext_lazy("Suspend the person")
    form_class = SuspendForm
    danger = True

    def allowed(self) -> bool:
        return self.object.status != SUSPENDED and can_suspend_professionals(self.request.user)

    def will_happen(self) -> list[str]:
        return [
            _("%(name)s can neither draft nor submit until a supervisor lifts the suspension.")
            % {"name": self.object.name},
            _("The person gets a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        professional_suspend(**self.common(form), reason=form.cleaned_data["reason"], now=now)
        return _("%(name)s is suspended.") % {"name": self.object.name}


STEPS = (("accept", AcceptView), ("return", ReturnView), ("suspend", SuspendView))
STEP_URLS: tuple[tuple[str, str, Any], ...] = tuple(
    (f"<path:object_id>/{name}/", f"port_visa_professional_{name}", view.as_view())
    for name, view in STEPS
)


def steps_for(request: HttpRequest, professional: Professional) -> list[dict[str, Any]]:
    """The buttons that this officer may press now; nobody checks themselves."""
    if professional.user_id == request.user.pk:
        return []
    found = []
    for name, view_class in STEPS:
        view = view_class()
        view.request, view.object = request, professional
        if view.allowed():
            address = reverse(f"admin:port_visa_professional_{name}", args=[professional.pk])
            found.append({"title": view.title, "url": address, "danger": view.danger})
    return found
