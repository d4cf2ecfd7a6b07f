"""A list of many people, handed in at once: its rows are judged, mended and taken one by one."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.sheet_opening import SheetProblem, SheetRejected
from port_visa.enums import RosterSource, RosterStatus, RowStatus
from port_visa.models.invitation import Invitation, Invitee
from port_visa.roster_table import missing_sentence

Q = models.Q
RUNNING = (RosterStatus.WAITING, RosterStatus.CHECKING, RosterStatus.TAKING)
LIVE = (*RUNNING, RosterStatus.CHECKED)


class Roster(models.Model):
    """One list. Its file is kept until its rows were read, its rows until their people are taken.

    ``worked_by`` is who did something with it last: in their name a worker adds its people.
    ``rows_done`` of ``rows_total`` is how far a worker has come.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="rosters")
    worked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(_("handed in as"), max_length=8, choices=RosterSource)
    label = models.CharField(_("name"), max_length=200, blank=True)
    file = models.FileField(_("file"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=RosterStatus, default=RosterStatus.WAITING
    )
    problem = models.CharField(_("problem"), max_length=16, choices=SheetProblem, blank=True)
    most_rows = models.PositiveIntegerField(_("most people"))
    most_megabytes = models.PositiveIntegerField(_("most megabytes"))
    unknown_headings = models.JSONField(_("headings not understood"), default=list, blank=True)
    missing_columns = models.JSONField(_("columns not found"), default=list, blank=True)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    created_at = models.DateTimeField(_("handed in at"))
    touched_at = models.DateTimeField(_("last worked on at"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        constraints = [
            models.UniqueConstraint(
                name="port_visa_one_live_roster",
                fields=["invitation"],
                condition=Q(status__in=LIVE),
            ),
            models.CheckConstraint(
                name="port_visa_roster_refused_says_why",
                condition=Q(status=RosterStatus.REFUSED) & ~Q(problem="")
                | ~Q(status=RosterStatus.REFUSED) & Q(problem=""),
            ),
        ]
        indexes = [
            models.Index(
                name="port_visa_roster_at_work",
                fields=["touched_at"],
                condition=Q(status__in=[*LIVE]),
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.id)

    @property
    def is_running(self) -> bool:
        """Whether a worker is, or will be, at it."""
        return self.status in RUNNING

    @property
    def problem_text(self) -> str:
        """Why it was refused and how to mend it, in the page's language."""
        if not self.problem:
            return ""
        if self.missing_columns:
            return missing_sentence(self.label, self.missing_columns)
        error = SheetRejected(
            self.problem, name=self.label, rows=self.most_rows, megabytes=self.most_megabytes
        )
        return " ".join(error.messages)


class RosterRow(models.Model):
    """One person of a roster. ``values`` are the texts as they were typed, by column.

    What is wrong with them is judged anew whenever it is shown, in the reader's language. Once the
    person stands on an invitation (``invitee``), the texts are forgotten.
    """

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    values: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("values"), default=dict, blank=True
    )
    status = models.CharField(_("status"), max_length=8, choices=RowStatus)
    invitee = models.OneToOneField(
        Invitee, on_delete=models.PROTECT, null=True, blank=True, related_name="roster_row"
    )

    class Meta:
        ordering = ["roster", "number"]
        verbose_name = _("row of a roster")
        verbose_name_plural = _("rows of a roster")
        constraints = [
            models.UniqueConstraint(name="port_visa_roster_row_once", fields=["roster", "number"]),
            models.CheckConstraint(
                name="port_visa_roster_row_taken_has_person",
                condition=Q(status=RowStatus.TAKEN, invitee__isnull=False)
                | ~Q(status=RowStatus.TAKEN) & Q(invitee__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster}: {self.number}"
