"""What can be wrong with a date, a count or a notice. Messages say what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DateOutOfRange(ValidationError):
    """The counted date lies before the year 1 or after the year 9999."""

    def __init__(self) -> None:
        super().__init__(
            _("The count leaves the calendar. Use a smaller number of working days."),
            code="out_of_range",
        )


class NoticeInvalid(ValidationError):
    """The notice has lines that cannot be used; nothing was written."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines, code="notice_invalid")


class NoticeStale(ValidationError):
    """The calendar was changed by somebody else after this preview was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("The calendar has changed since this preview. Look at the new preview and confirm."),
            code="notice_stale",
        )


class CalendarNotPermitted(ValidationError):
    """Only administrators change the calendar, since it moves everybody's dates."""

    def __init__(self) -> None:
        super().__init__(
            _("Only an administrator can change the working-day calendar."),
            code="not_permitted",
        )
