"""The State Council's calendar as rows: only dates that differ from Monday-to-Friday are listed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workdays.enums import ChangeKind, DayKind


class CalendarYear(models.Model):
    """One year, and whether its notice has been published. A year without a row is provisional."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    published = models.BooleanField(_("published"), default=False)
    notice_title = models.CharField(_("notice"), max_length=200, blank=True)
    notice_url = models.URLField(_("address of the notice"), blank=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A listed date: a day off, or a weekend day that is worked."""

    date = models.DateField(_("date"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind)
    name_zh = models.CharField(_("Chinese name"), max_length=60, blank=True)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="days")

    class Meta:
        ordering = ["date"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class CalendarNotice(models.Model):
    """A change of the calendar, for good: who, when, from what text, which days, how many cases.

    The database refuses UPDATE and DELETE.
    """

    year = models.ForeignKey(
        CalendarYear, on_delete=models.PROTECT, related_name="notices", verbose_name=_("year")
    )
    kind = models.CharField(_("what"), max_length=10, choices=ChangeKind)
    title = models.CharField(_("notice"), max_length=200, blank=True)
    url = models.URLField(_("address of the notice"), blank=True)
    text = models.TextField(_("text"), blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    changes = models.JSONField(_("days changed"), default=list)
    moved = models.PositiveIntegerField(_("due dates moved"), default=0)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by whom"),
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("change of the calendar")
        verbose_name_plural = _("changes of the calendar")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.get_kind_display()}"
