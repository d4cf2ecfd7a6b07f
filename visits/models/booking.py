"""One person's visit, and the seats that come back a little later."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from offices.models import Office
from visits.enums import OPEN_STATES, BookingState, Fingerprints

USER = settings.AUTH_USER_MODEL
F, Q = models.F, models.Q


class Booking(models.Model):
    """A visit for identity check and fingerprints. Moving it keeps the row, and its calendar entry.

    ``ends_at`` is kept, so that hours which change later do not change what was told. ``sequence``
    grows with every change that a calendar has to take over (RFC 5545).
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="visits")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    seat = models.PositiveSmallIntegerField(_("seat"))
    state = models.CharField(
        _("state"), max_length=10, choices=BookingState, default=BookingState.BOOKED
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("version"), default=0)
    created_at = models.DateTimeField(_("booked at"))
    changed_at = models.DateTimeField(_("changed at"))
    reminded_early_at = models.DateTimeField(_("first reminder"), null=True, blank=True)
    reminded_late_at = models.DateTimeField(_("second reminder"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    identity_checked = models.BooleanField(_("identity checked"), default=False)
    fingerprints = models.CharField(
        _("fingerprints"), max_length=8, choices=Fingerprints, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    missed_at = models.DateTimeField(_("missed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    # the office's hours no longer have this time, and the people concerned were told
    stranded_at = models.DateTimeField(_("told of other hours at"), null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "seat"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(
                name="visits_seat_once",
                fields=["office", "starts_at", "seat"],
                condition=~Q(state=BookingState.CANCELLED),
            ),
            models.UniqueConstraint(
                name="visits_one_open_visit",
                fields=["application"],
                condition=Q(state__in=OPEN_STATES),
            ),
            models.CheckConstraint(
                name="visits_booking_has_a_time",
                condition=Q(ends_at__gt=F("starts_at"), seat__gte=1),
            ),
            models.CheckConstraint(
                name="visits_state_has_date",
                condition=Q(state=BookingState.BOOKED)
                | Q(state=BookingState.ARRIVED, arrived_at__isnull=False)
                | Q(state=BookingState.DONE, arrived_at__isnull=False)
                | Q(state=BookingState.MISSED, missed_at__isnull=False)
                | Q(state=BookingState.CANCELLED, cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="visits_done_has_outcome",
                condition=~Q(state=BookingState.DONE)
                | (
                    ~Q(fingerprints="")
                    & Q(recorded_at__isnull=False, recorded_by__isnull=False)
                    & (Q(identity_checked=True) | ~Q(note=""))
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="visits_to_come",
                fields=["starts_at"],
                condition=Q(state=BookingState.BOOKED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether the visit is still to come or going on."""
        return self.state in OPEN_STATES

    @property
    def is_complete(self) -> bool:
        """Whether nothing more has to be done at an office."""
        return (
            self.state == BookingState.DONE
            and self.identity_checked
            and self.fingerprints in (Fingerprints.TAKEN, Fingerprints.EXEMPT)
        )


class HeldSeat(models.Model):
    """A seat that was given back and shows again at ``free_at``: a short random while later.

    So nobody can pass a seat on by giving it back and taking it for somebody else the same second.
    The application that gave it back may take it again at once.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("begins"))
    seat = models.PositiveSmallIntegerField(_("seat"))
    free_at = models.DateTimeField(_("free again at"))

    class Meta:
        verbose_name = _("seat given back")
        verbose_name_plural = _("seats given back")
        indexes = [models.Index(name="visits_held", fields=["office", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.office_id} {self.starts_at} {self.seat}"
