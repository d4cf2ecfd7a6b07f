"""Numbers that people take. A ticket names nobody: who holds it shows a passport at the window."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from centre.enums import TicketSource, TicketState
from offices.models import Office

Q = models.Q


class TicketPurpose(models.Model):
    """What people come for. Its letter begins the numbers."""

    code = models.SlugField(_("code"), unique=True)
    letter = models.CharField(
        _("letter"),
        max_length=1,
        unique=True,
        validators=[RegexValidator("^[A-Z]$", _("Write one capital letter from A to Z."))],
    )
    name = models.CharField(_("name"), max_length=80)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["position", "letter"]
        verbose_name = _("purpose of coming")
        verbose_name_plural = _("purposes of coming")

    def __str__(self) -> str:
        return self.name


class Ticket(models.Model):
    """One person's place in the queue of one centre.

    ``day`` is the day in Shanghai on which the number was taken; numbers begin anew with each. A
    ticket waits across midnight: the order is that of ``taken_at``. ``press`` belongs to one press
    of the button, so that a second one gives the same number. ``code`` opens the phone's page.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tickets")
    purpose = models.ForeignKey(TicketPurpose, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField(_("day"))
    number = models.PositiveSmallIntegerField(_("number"))
    code = models.CharField(max_length=24, unique=True, editable=False)
    press = models.UUIDField(unique=True, editable=False)
    source = models.CharField(_("taken where"), max_length=8, choices=TicketSource)
    state = models.CharField(
        _("state"), max_length=8, choices=TicketState, default=TicketState.WAITING
    )
    taken_at = models.DateTimeField(_("taken at"))
    window = models.ForeignKey(
        "centre.ServiceWindow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("window"),
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_called_at = models.DateTimeField(_("first called at"), null=True, blank=True)
    called_at = models.DateTimeField(_("called at"), null=True, blank=True)
    calls = models.PositiveSmallIntegerField(_("calls"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["taken_at", "id"]
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(
                name="centre_ticket_number_once", fields=["office", "purpose", "day", "number"]
            ),
            models.UniqueConstraint(
                name="centre_window_one_ticket",
                fields=["window"],
                condition=Q(state=TicketState.CALLED),
            ),
            models.CheckConstraint(
                name="centre_ticket_state_has_facts",
                condition=Q(state=TicketState.WAITING, called_at=None, window=None, ended_at=None)
                | Q(
                    state=TicketState.CALLED,
                    called_at__isnull=False,
                    called_by__isnull=False,
                    window__isnull=False,
                    calls__gte=1,
                    ended_at=None,
                )
                | Q(
                    state__in=[TicketState.DONE, TicketState.MISSED],
                    called_at__isnull=False,
                    window__isnull=False,
                    ended_at__isnull=False,
                )
                | Q(state=TicketState.LEFT, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="centre_waiting",
                fields=["office", "taken_at", "id"],
                condition=Q(state=TicketState.WAITING),
            ),
            models.Index(
                name="centre_served",
                fields=["office", "ended_at"],
                condition=Q(state=TicketState.DONE),
            ),
            models.Index(name="centre_called", fields=["office", "called_at"]),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as people read it: ``A007``."""
        return f"{self.purpose.letter}{self.number:03}"
