"""The buttons of a filing's page, each with its confirm page."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.steps import SuspendForm as ReasonForm
from accounts.models import User
from accounts.permissions import is_member
from applications.deadlines import legal_date
from port_visa.enums import FilingStatus
from port_visa.models import OrganisationFiling
from port_visa.parameters import limits_on
from port_visa.permissions import can_check_filings, can_suspend_filings
from port_visa.services import filing_grant, filing_lift, filing_return, filing_suspend
from ui.desk import ConfirmView, DeskForm, step_urls


class FilingStep(ConfirmView):
    """A step on one filing; nobody decides on that of an own organisation."""

    supervisor: ClassVar[bool] = False

    def allowed(self) -> bool:
        filing: OrganisationFiling = self.object
        able = can_suspend_filings if self.supervisor else can_check_filings
        user = self.request.user
        return self.fits(filing) and able(user) and not is_member(user, filing.organisation)

    def fits(self, filing: OrganisationFiling) -> bool:
        """Whether the step suits the state of the filing."""
        return filing.waits

    def common(self, form: DeskForm) -> dict[str, Any]:
        """What every service of this page takes."""
        return {
            "filing": self.object,
            "actor": cast("User", self.request.user),
            "seen": form.cleaned_data.get("expected_version"),
        }


class GrantView(FilingStep):
    """Grant the filing, or renew it."""

    title: ClassVar[str | Promise] = gettext_lazy("Grant the filing")

    def will_happen(self) -> list[str]:
        months = limits_on(legal_date(self.now)).filing_months
        said = _("%(name)s can apply for electronic port visas for %(months)d months.")
        if self.object.status == FilingStatus.ACTIVE:
            said = _("The filing of %(name)s is renewed for %(months)d months more.")
        return [
            said % {"name": self.object.name_zh, "months": months},
            _("Its members get a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        filing = filing_grant(**self.common(form), now=now)
        return _("%(name)s is filed until %(date)s.") % {
            "name": filing.name_zh,
            "date": date_format(filing.valid_until) if filing.valid_until else "",
        }


class ReturnView(FilingStep):
    """Return what was asked for, with a reason."""

    title: ClassVar[str | Promise] = gettext_lazy("Return with a reason")
    form_class = ReasonForm

    def will_happen(self) -> list[str]:
        said = [_("The members read the reason. An owner can ask again.")]
        if self.object.status == FilingStatus.ACTIVE:
            said.append(_("The filing that they have stays valid until its last day."))
        return said

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        filing_return(**self.common(form), reason=form.cleaned_data["reason"], now=now)
        return _("The request of %(name)s is returned.") % {"name": self.object.name_zh}


class SuspendView(FilingStep):
    """Stop electronic visas for the organisation."""

    title: ClassVar[str | Promise] = gettext_lazy("Suspend the filing")
    form_class = ReasonForm
    danger = True
    supervisor = True

    def fits(self, filing: OrganisationFiling) -> bool:
        return filing.status == FilingStatus.ACTIVE

    def will_happen(self) -> list[str]:
        return [
            _("%(name)s cannot apply for electronic visas, and none under way is approved.")
            % {"name": self.object.name_zh},
            _("Visas that were issued stay valid; paper ones can be applied for."),
            _("Its members get a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        filing_suspend(**self.common(form), reason=form.cleaned_data["reason"], now=now)
        return _("The filing of %(name)s is suspended.") % {"name": self.object.name_zh}


class LiftView(FilingStep):
    """End a suspension."""

    title: ClassVar[str | Promise] = gettext_lazy("Lift the suspension")
    supervisor = True

    def fits(self, filing: OrganisationFiling) -> bool:
        return filing.status == FilingStatus.SUSPENDED

    def will_happen(self) -> list[str]:
        return [
            _("The filing is in force again. Its last day stays as it was."),
            _("Its members get a message."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        filing_lift(**self.common(form), now=now)
        return _("The filing of %(name)s is in force again.") % {"name": self.object.name_zh}


STEPS = (
    ("grant", GrantView),
    ("return", ReturnView),
    ("suspend", SuspendView),
    ("lift", LiftView),
)
PREFIX = "port_visa_organisationfiling"
STEP_URLS = step_urls(PREFIX, STEPS)
