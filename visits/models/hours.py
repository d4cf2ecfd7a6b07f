"""When an office receives visitors: local configuration, entered by an administrator.

The branches' true hours are not published in the sources of this project, so nothing is seeded.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from visits.enums import HoursChangeKind
from visits.rules import Hours, WeeklyHours

F, Q = models.F, models.Q


def _from_to(low: int, high: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(low), MaxValueValidator(high)]


class _Hours(models.Model):
    """Columns of anything that says from when until when, and for how many people."""

    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    windows = models.PositiveSmallIntegerField(_("windows"), default=1, validators=_from_to(1, 50))
    minutes = models.PositiveSmallIntegerField(
        _("minutes per slot"), default=20, validators=_from_to(5, 240)
    )
    people = models.PositiveSmallIntegerField(
        _("people per window and slot"), default=1, validators=_from_to(1, 20)
    )

    class Meta:
        abstract = True

    @property
    def hours(self) -> Hours:
        """These hours as the rules know them."""
        return Hours(self.opens, self.closes, self.windows, self.minutes, self.people)


def _sound(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            name=f"visits_{name}_closes_after_opening", condition=Q(closes__gt=F("opens"))
        ),
        models.CheckConstraint(
            name=f"visits_{name}_has_seats",
            condition=Q(windows__gte=1, people__gte=1, minutes__gte=5),
        ),
    ]


class OpeningRule(_Hours):
    """Hours that come back every week."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="opening_rules")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("weekdays"))
    on_make_up_days = models.BooleanField(
        _("also on make-up working days"),
        default=True,
        help_text=_("Saturdays and Sundays that the State Council makes working days."),
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["office", "valid_from", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            *_sound("rule"),
            models.CheckConstraint(
                name="visits_rule_weekdays_exist",
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6], weekdays__len__gte=1),
            ),
            models.CheckConstraint(
                name="visits_rule_ends_after_beginning",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def weekly(self) -> WeeklyHours:
        """This row as the rules know it."""
        return WeeklyHours(
            self.hours,
            frozenset(self.weekdays),
            self.valid_from,
            self.valid_until,
            self.on_make_up_days,
        )


class ExtraHours(_Hours):
    """Hours on one designated date, on top of the weekly ones: an evening, for example."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="extra_hours")
    on = models.DateField(_("date"))

    class Meta:
        ordering = ["office", "on", "opens"]
        verbose_name = _("hours on a date")
        verbose_name_plural = _("hours on dates")
        constraints = [
            *_sound("extra"),
            models.UniqueConstraint(name="visits_extra_once", fields=["office", "on", "opens"]),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.on} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosedDate(models.Model):
    """A date on which the office receives nobody, with the reason that visitors read."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="closed_dates")
    on = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        ordering = ["office", "on"]
        verbose_name = _("closed date")
        verbose_name_plural = _("closed dates")
        constraints = [models.UniqueConstraint(name="visits_closed_once", fields=["office", "on"])]

    def __str__(self) -> str:
        return f"{self.office} {self.on}"


class VisitTerms(models.Model):
    """How booking works at one office. An office without a row has the defaults."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="visit_terms")
    days_ahead = models.PositiveSmallIntegerField(
        _("days that can be booked ahead"), default=30, validators=_from_to(1, 180)
    )
    notice_minutes = models.PositiveSmallIntegerField(
        _("minutes before a slot when booking ends"), default=60, validators=_from_to(0, 2880)
    )
    release_min = models.PositiveSmallIntegerField(
        _("least minutes until a freed seat shows again"), default=5, validators=_from_to(0, 1440)
    )
    release_max = models.PositiveSmallIntegerField(
        _("most minutes until a freed seat shows again"), default=30, validators=_from_to(0, 1440)
    )
    changes_per_hour = models.PositiveSmallIntegerField(
        _("bookings and changes of one application an hour"),
        default=6,
        validators=_from_to(1, 100),
    )
    missed_after = models.PositiveSmallIntegerField(
        _("minutes after a slot's end until nobody came"),
        default=120,
        validators=_from_to(0, 1440),
    )

    class Meta:
        verbose_name = _("booking terms")
        verbose_name_plural = _("booking terms")
        constraints = [
            models.CheckConstraint(
                name="visits_terms_release_span", condition=Q(release_max__gte=F("release_min"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)


class HoursChange(models.Model):
    """The log of an office's hours: who changed what, when. The database never alters it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=16, choices=HoursChangeKind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of the hours")
        verbose_name_plural = _("changes of the hours")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.kind}"
