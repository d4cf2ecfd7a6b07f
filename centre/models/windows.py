"""Windows of the centre, and the shifts that staff them day and night.

Not the opening hours of ``visits``: those make slots that are booked ahead, within one day. A shift
says which windows are staffed; it may run across midnight, and nobody books it.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from centre.models.tickets import TicketPurpose
from centre.rules.shifts import WeeklyShift
from offices.models import Office

F, Q = models.F, models.Q


def every_day() -> list[int]:
    """Monday to Sunday."""
    return list(range(7))


class ServiceWindow(models.Model):
    """A window with its number, and what it serves."""

    office = models.ForeignKey(
        Office, verbose_name=_("office"), on_delete=models.PROTECT, related_name="service_windows"
    )
    number = models.PositiveSmallIntegerField(_("number of the window"))
    purposes = models.ManyToManyField(
        TicketPurpose, verbose_name=_("purposes"), related_name="windows"
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["office", "number"]
        verbose_name = _("window")
        verbose_name_plural = _("windows")
        constraints = [
            models.UniqueConstraint(name="centre_window_once", fields=["office", "number"]),
            models.CheckConstraint(name="centre_window_has_number", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.number}"


class Shift(models.Model):
    """Hours that come back on weekdays. An end before the beginning is on the next day.

    The same beginning and end: 24 hours. ``weekdays`` are those on which the shift begins.
    """

    office = models.ForeignKey(
        Office, verbose_name=_("office"), on_delete=models.PROTECT, related_name="shifts"
    )
    name = models.CharField(_("name"), max_length=60)
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("weekdays"),
        default=every_day,
        help_text=_("On which the shift begins: 0 is Monday, 6 is Sunday."),
    )
    windows = models.ManyToManyField(
        ServiceWindow, verbose_name=_("staffed windows"), related_name="shifts"
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["office", "begins", "pk"]
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.CheckConstraint(
                name="centre_shift_weekdays_exist",
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6], weekdays__len__gte=1),
            ),
            models.CheckConstraint(
                name="centre_shift_ends_after_beginning",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.begins:%H:%M}–{self.ends:%H:%M}"

    def weekly(self, windows: frozenset[int]) -> WeeklyShift:
        """This row as the rules know it; ``windows`` are keys of the active windows it staffs."""
        last = self.valid_until or date.max
        return WeeklyShift(
            self.begins, self.ends, frozenset(self.weekdays), self.valid_from, last, windows
        )
