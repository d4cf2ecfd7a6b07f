"""What can go wrong with a visit, each with a sentence that says what to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.errors import ApplicationError


class VisitError(ApplicationError):
    """A rule of visits was broken. Forms and the desk show the message as it is."""

    default_code = "visit"


class SlotTaken(VisitError):
    """Somebody was faster. ``next_times`` are the next free times of the office."""

    default_code = "slot_taken"

    def __init__(self, message: Any, *, next_times: Sequence[datetime] = (), **params: Any) -> None:
        super().__init__(message, **params)
        self.next_times = tuple(next_times)


class SlotClosed(VisitError):
    """The office has no such time, or the application cannot use it."""

    default_code = "slot_closed"


class SlotPast(VisitError):
    """The time is over, or begins too soon."""

    default_code = "slot_past"


class AlreadyBooked(VisitError):
    """The application has a visit to come; it can be moved instead."""

    default_code = "already_booked"


class NotBookable(VisitError):
    """The service says why no visit can be booked now, and what to do."""

    default_code = "not_bookable"


class TooOften(VisitError):
    """Many changes in a short time. What is booked stays booked."""

    default_code = "too_often"


class NoVisit(VisitError):
    """There is no visit to come that could be changed."""

    default_code = "no_visit"

    def __init__(self, message: Any = None, **params: Any) -> None:
        super().__init__(
            message or _("There is no visit to change. Book a new one if you need it."), **params
        )


class WrongState(VisitError):
    """The window's step is not possible from where the visit stands now."""

    default_code = "wrong_state"


class OutcomeIncomplete(VisitError):
    """Something about the outcome has to be said."""

    default_code = "outcome_incomplete"


class ReasonMissing(VisitError):
    """Whoever changes somebody's visit says why; the people of the application read it."""

    default_code = "reason_missing"

    def __init__(self) -> None:
        super().__init__({"reason": [_("Say why. The people of the application read it.")]})


class HoursInvalid(VisitError):
    """Hours that cannot be right."""

    default_code = "hours_invalid"


class NotPermitted(VisitError):
    """The person may not do this."""

    default_code = "not_permitted"

    def __init__(self, message: Any = None, **params: Any) -> None:
        super().__init__(
            message or _("Only the people of this application can book or change its visit."),
            **params,
        )
