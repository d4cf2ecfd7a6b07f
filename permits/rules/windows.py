"""When something can be applied for: too early and too late get a date or a way out, never a no.

These are calendar periods (Civil Code, articles 201 to 203): the start day does not count, the last
day ends at 24:00 Beijing time. Use ``legal_date`` of an instant for ``on``.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from permits.enums import PermitKind, WindowState
from permits.rules.parameters import Parameters


@dataclass(frozen=True)
class Window:
    """The first and the last day to apply, both included, and what to do outside them."""

    state: WindowState
    opens_on: date
    closes_on: date
    way_out: str
    legal_basis: str

    @property
    def is_open(self) -> bool:
        return self.state == WindowState.OPEN


def _state(opens_on: date, closes_on: date, on: date) -> WindowState:
    if on < opens_on:
        return WindowState.EARLY
    return WindowState.OPEN if on <= closes_on else WindowState.LATE


def extension_window(expires_on: date, on: date, numbers: Parameters) -> Window:
    """When to apply for an extension of permits whose last day is ``expires_on``."""
    opens_on = expires_on - timedelta(days=numbers.extension_opens_days)
    closes_on = expires_on - timedelta(days=numbers.extension_closes_days)
    state = _state(opens_on, closes_on, on)
    if on > expires_on:
        way_out = _(
            "The permit has ended. Do not work now. Go to the Exit-Entry Administration at once, or"
            " call 12367; the employer then applies for a new permit."
        )
    elif state == WindowState.LATE:
        way_out = _(
            "The day to apply has passed. You can still hand in the application: do it today, add a"
            " sentence that explains the delay, and call 12367."
        )
    elif state == WindowState.EARLY:
        way_out = _("You can prepare everything now and hand in from the first day on.")
    else:
        way_out = ""
    return Window(
        state, opens_on, closes_on, way_out, _("Exit and Entry Administration Law, article 32")
    )


def residence_window(entered_on: date, on: date, numbers: Parameters) -> Window:
    """When to apply for the residence permit after entry with a visa that says so."""
    closes_on = entered_on + timedelta(days=numbers.residence_days)
    state = _state(entered_on, closes_on, on)
    if state == WindowState.EARLY:
        way_out = _("You can prepare everything now and hand in after entry.")
    elif state == WindowState.LATE:
        way_out = _(
            "The %(days)d days have passed. You can still hand in the application: do it today,"
            " explain the delay, and call 12367 about the stay until now."
        ) % {"days": numbers.residence_days}
    else:
        way_out = ""
    return Window(
        state, entered_on, closes_on, way_out, _("Exit and Entry Administration Law, article 30")
    )


def change_window(changed_on: date, on: date, numbers: Parameters) -> Window:
    """When to report that something registered has changed (employer, name, passport, address)."""
    closes_on = changed_on + timedelta(days=numbers.change_days)
    state = _state(changed_on, closes_on, on)
    if state == WindowState.EARLY:
        way_out = _("You can prepare everything now and hand in once it has changed.")
    elif state == WindowState.LATE:
        way_out = _(
            "The %(days)d days have passed. Report the change today: the law knows a fine for not"
            " reporting it, and waiting makes it worse."
        ) % {"days": numbers.change_days}
    else:
        way_out = ""
    return Window(
        state, changed_on, closes_on, way_out, _("Exit and Entry Administration Law, article 33")
    )


def cancellation_window(left_on: date, on: date, numbers: Parameters) -> Window:
    """When the employer cancels the permits of somebody whose work ended on ``left_on``."""
    closes_on = left_on + timedelta(days=numbers.cancellation_days)
    state = _state(left_on, closes_on, on)
    if state == WindowState.EARLY:
        way_out = _("You can prepare everything now and hand in once the work has ended.")
    elif state == WindowState.LATE:
        way_out = _(
            "The %(days)d days have passed. You can still hand in the cancellation: do it today. An"
            " employer has to report that a foreigner has left."
        ) % {"days": numbers.cancellation_days}
    else:
        way_out = ""
    return Window(
        state, left_on, closes_on, way_out, _("Exit and Entry Administration Law, article 45")
    )


def window_for(kind: str, day: date | None, on: date, numbers: Parameters) -> Window | None:
    """The window of an application of ``kind``; None when it has none, or ``day`` is not known.

    ``day`` is what the kind asks for: the last day of the permit (extension), the day of entry
    (new, from abroad), the day of the change (employer, details, leaving).
    """
    if day is None:
        return None
    match kind:
        case PermitKind.EXTENSION:
            return extension_window(day, on, numbers)
        case PermitKind.NEW_FROM_ABROAD:
            return residence_window(day, on, numbers)
        case PermitKind.CHANGE_EMPLOYER | PermitKind.CHANGE_DETAILS:
            return change_window(day, on, numbers)
        case PermitKind.CANCELLATION:
            return cancellation_window(day, on, numbers)
        case _:
            return None
