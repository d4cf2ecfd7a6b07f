"""Reads of the filing (备案) for electronic port visas: who is filed, and what hinders whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import Province
from accounts.models import Organisation
from applications.deadlines import legal_date
from applications.enums import Service
from applications.models import Application
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from port_visa.enums import FilingStatus, InvitationStatus, PortOutcome
from port_visa.models import Invitation, OrganisationFiling, PortDecision
from port_visa.parameters import limits_on
from port_visa.rules.electronic import Wanted, electronic_problem, renewal_opens_on
from port_visa.rules.visit import Limits
from ui.problems import Problem
from workdays.rules import Calendar, Deadline


def filing_of(organisation_id: UUID | None) -> OrganisationFiling | None:
    """The organisation's filing, in whatever state; None when nobody ever asked for one."""
    if organisation_id is None:
        return None
    return OrganisationFiling.objects.filter(organisation=organisation_id).first()


def may_be_filed(organisation: Organisation, day: date) -> bool:
    """Whether organisations of this province can be filed (rows ``filing_…``)."""
    limits = limits_on(day)
    in_shanghai = organisation.province == Province.SHANGHAI
    return bool(limits.filing_shanghai if in_shanghai else limits.filing_delta)


def filing_hindrance(organisation_id: UUID | None, day: date) -> str:
    """Why no electronic visa can be applied for on ``day``, in a sentence; empty when it can."""
    filing = filing_of(organisation_id)
    if filing is None or filing.valid_until is None:
        return _(
            "Only filed organisations can apply for electronic visas. Ask for the filing on your "
            "organisation's page, or choose the paper one."
        )
    if filing.status == FilingStatus.SUSPENDED:
        return _(
            "Your organisation's filing is suspended. Choose the paper one, or put right what the "
            "bureau wrote to you."
        )
    if not filing.covers(day):
        message = _(
            "Your organisation's filing ended on %(date)s. Renew it on your organisation's page, "
            "or choose the paper one."
        )
        return message % {"date": date_format(filing.valid_until)}
    return ""


def filing_due(filing: OrganisationFiling, calendar: Calendar) -> Deadline | None:
    """By when what was asked for is decided: working days of the row of that day; None if none."""
    if filing.asked_at is None:
        return None
    asked_on = legal_date(filing.asked_at)
    return calendar.add(asked_on, limits_on(asked_on).filing_working_days)


def renewal_opens(filing: OrganisationFiling, today: date) -> date | None:
    """From when the filing in force can be renewed, by the rule of today."""
    if filing.status != FilingStatus.ACTIVE or filing.valid_until is None:
        return None
    return renewal_opens_on(filing.valid_until, limits_on(today))


@dataclass(frozen=True)
class Electronic:
    """What an invitation for an electronic visa is judged by.

    ``limits`` are those of the day on which it was handed in, so that a rule of a later day does
    not reach it; for a draft, those of today.
    """

    hindrance: str
    limits: Limits
    today: date

    def problem(self, wanted: Wanted) -> Problem | None:
        """The first thing that keeps such a visit from an electronic visa."""
        if self.hindrance:
            return Problem("not_filed", self.hindrance, "electronic")
        return electronic_problem(wanted, today=self.today, limits=self.limits)


def judge_of(invitation: Invitation, today: date) -> Electronic:
    """The judge of an invitation's electronic visa. Who was filed when handing in stays so here."""
    if invitation.status == InvitationStatus.DRAFT or invitation.submitted_at is None:
        hindrance = filing_hindrance(invitation.organisation_id, today)
        return Electronic(hindrance, limits_on(today), today)
    hindrance = "" if invitation.electronic else filing_hindrance(invitation.organisation_id, today)
    return Electronic(hindrance, limits_on(legal_date(invitation.submitted_at)), today)


def electronic_offered(invitation: Invitation, today: date) -> bool:
    """Whether the page of the arrival asks for the paper or the electronic visa."""
    filed = invitation.organisation_id and not filing_hindrance(invitation.organisation_id, today)
    return bool(invitation.electronic or filed)


def electronic_of(invitation: Invitation, today: date) -> Electronic | None:
    """The judge, for an invitation that asks for the electronic visa."""
    return judge_of(invitation, today) if invitation.electronic else None


def electronic_record(organisation_id: UUID) -> tuple[int, int]:
    """How many electronic visas the organisation's invitees got, and how many were used."""
    issued = IssuedDocument.objects.filter(
        kind=DocumentKind.ELECTRONIC_PORT_VISA,
        version=1,
        subject__in=Application.objects.filter(
            organisation_id=organisation_id, service=Service.PORT_VISA
        ).values("reference"),
    ).exclude(status=DocumentStatus.DRAFT)
    used = PortDecision.objects.filter(
        outcome=PortOutcome.ENTERED, application__organisation_id=organisation_id
    )
    return issued.count(), used.count()
