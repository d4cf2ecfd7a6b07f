"""Who books the visit of a single-window application, where, and what waits for it."""

from django.http import HttpRequest

from applications.enums import Service
from applications.models import Application
from permits.enums import Hand
from visits.registry import BaseVisits, Booker


class SingleWindowVisits(BaseVisits):
    """The branch that was chosen; the employer's members book, and so does the person."""

    service = Service.SINGLE_WINDOW

    def booker(self, request: HttpRequest, application: Application) -> Booker | None:
        found = super().booker(request, application)
        if found is None or found.user is None:
            return found
        is_person = application.person_id == found.user.pk
        return Booker(found.user, Hand.PERSON if is_person else Hand.EMPLOYER)
