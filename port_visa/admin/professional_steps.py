"""The buttons of a professional's page, each with its confirm page."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.deadlines import legal_date
from port_visa.admin.professional_forms import AcceptForm, ReturnForm, SuspendForm
from port_visa.enums import ProfessionalStatus
from port_visa.models import Professional
from port_visa.permissions import can_check_professionals, can_suspend_professionals
from port_visa.professionals import proof_choices
from port_visa.services import professional_accept, professional_return, professional_suspend
from ui.desk import DeskForm, LoggedStep, step_urls, steps_for

PENDING, SUSPENDED = ProfessionalStatus.PENDING, ProfessionalStatus.SUSPENDED


class ProfessionalStep(LoggedStep):
    """A step on one person."""

    def common(self, form: DeskForm) -> dict[str, Any]:
        """What every service of this page takes."""
        return {
            "professional": self.object,
            "actor": cast("User", self.request.user),
            "seen": self.seen(form),
        }


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
PREFIX = "port_visa_professional"
STEP_URLS = step_urls(PREFIX, STEPS)


def steps_on(request: HttpRequest, professional: Professional) -> list[dict[str, Any]]:
    """The buttons that this officer may press now; nobody checks themselves."""
    if professional.user_id == request.user.pk:
        return []
    return steps_for(request, professional, PREFIX, STEPS)
