"""Who books the visit of a single-window application, where, and what waits for it."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Authority
from applications.enums import Service, Status
from applications.errands import Errand
from applications.models import Application
from permits.enums import Hand, PermitKind
from permits.models import PermitApplication
from permits.views.seat import granted
from visits.enums import BookingState
from visits.models import Booking
from visits.queries import visit_complete, visit_latest
from visits.registry import BaseVisits, Booker
from visits.services.booking import when_words

# A cancellation ends permits and makes none: there is no residence permit to apply for, which is
# what article 30 of the Exit and Entry Administration Law asks fingerprints for. Every other kind
# ends in a new residence permit with the person's data, so the person is seen once.
KINDS_WITHOUT_VISIT = (PermitKind.CANCELLATION,)


class SingleWindowVisits(BaseVisits):
    """The branch that was chosen; the employer's members book, and so does the person."""

    service = Service.SINGLE_WINDOW

    def booker(self, request: HttpRequest, application: Application) -> Booker | None:
        """By an account, or by the private link that this session has opened."""
        found = super().booker(request, application)
        if found is not None and found.user is not None:
            is_person = application.person_id == found.user.pk
            return Booker(found.user, Hand.PERSON if is_person else Hand.EMPLOYER)
        permit = permit_of(application)
        person = granted(request, permit) if permit is not None else None
        return Booker(person, Hand.PERSON) if person is not None else None

    def refusal(self, application: Application) -> str:
        if not visit_needed(application):
            return _("A cancellation needs no visit: no permit is issued for it.")
        return super().refusal(application)

    def back_url(self, application: Application, booker: Booker) -> str:
        """The receipt of the hand that acts; of a draft, that leads to its task list."""
        permit = permit_of(application)
        if permit is None:
            return super().back_url(application, booker)
        page = "permit_person_receipt" if booker.hand == Hand.PERSON else "permit_receipt"
        return reverse(page, args=[permit.pk])


def permit_of(application: Application) -> PermitApplication | None:
    """The single window's part of an application."""
    return PermitApplication.objects.filter(application_id=application.pk).first()


def visit_needed(application: Application) -> bool:
    """Whether somebody has to come before the exit-entry authority can decide."""
    permit = permit_of(application)
    return permit is None or permit.kind not in KINDS_WITHOUT_VISIT


def visit_hinders(application: Application, authority: str) -> list[str]:
    """Why the exit-entry authority cannot approve yet. The work permit waits for no visit."""
    if authority != Authority.EXIT_ENTRY or not visit_needed(application):
        return []
    if visit_complete(application):
        return []
    visit = visit_latest(application)
    if visit is not None and visit.is_open:
        words = _(
            "Approval waits for the visit, which is booked for %(when)s: identity check and "
            "fingerprints are not recorded yet."
        )
        return [words % {"when": when_words(visit.starts_at)}]
    if visit is not None and visit.state == BookingState.DONE:
        return [_("Approval waits for another visit: at the last not everything could be done.")]
    return [
        _(
            "Approval waits for the visit for identity check and fingerprints. None is booked now; "
            "the applicant books it on their page."
        )
    ]


def visit_errand(application: Application, now: datetime) -> Errand | None:
    """The visit on the pages of both hands; None where there is none to make any more."""
    if not visit_needed(application):
        return None
    title, service = _("The visit to the office"), SingleWindowVisits()
    if application.status == Status.DRAFT:
        text = _(
            "One visit, for identity check and fingerprints. The time is chosen once the "
            "application is handed in; only the decision waits for it."
        )
        return Errand(title, _("later"), text)
    if visit_complete(application):
        done = _("Identity and fingerprints are on record. Nothing waits for a visit any more.")
        return Errand(title, _("done"), done, "green")
    if application.status not in service.statuses:
        return None
    visit, url = visit_latest(application), reverse("visit", args=[application.reference])
    waits = service.waits(application)
    if visit is not None and visit.is_open:
        return _booked(title, visit, waits, url)
    state = _("not booked yet")
    if visit is not None and visit.state in (BookingState.MISSED, BookingState.DONE):
        state = _("to be booked again")
    return Errand(title, state, waits, "yellow", url, _("Book the visit now"), is_next=True)


def _booked(title: str, visit: Booking, waits: str, url: str) -> Errand:
    if visit.state == BookingState.ARRIVED:
        text = _("The person is at the office. The outcome is recorded at the window.")
        return Errand(title, _("at the office"), text, "blue", url, _("See the visit"))
    if visit.stranded_at is not None:
        text = _("The office receives nobody at the time that is booked. Please choose another.")
        action = _("Choose another time")
        return Errand(title, _("to be moved"), text, "yellow", url, action, is_next=True)
    state = _("booked for %(when)s") % {"when": when_words(visit.starts_at)}
    place = _("At: %(office)s.") % {"office": visit.office}
    action = _("See, change or cancel the visit")
    return Errand(title, state, f"{place} {waits}", "blue", url, action)
