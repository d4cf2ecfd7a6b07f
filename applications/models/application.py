"""One person's request for one service."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from applications.enums import (
    REFUSAL_GROUNDS,
    ActorKind,
    NonAcceptanceReason,
    Service,
    Status,
)
from applications.lanes import QUEUE_ORDER, Rank
from applications.models.clock import ServiceStandard
from applications.models.traveller import Traveller
from offices.models import Office

F, Q = models.F, models.Q
_NEVER_SUBMITTED = [Status.DRAFT, Status.WITHDRAWN, Status.LAPSED]
_AT_THE_PORT = [
    Status.SUBMITTED,
    Status.ACCEPTED,
    Status.RECOMMENDED,
    Status.APPROVED,
    Status.ISSUED,
    Status.REFUSED,
    Status.SPLIT,
    Status.REVOKED,
]
_OPEN = ["submitted", "supplement", "home_check", "accepted", "recommended", "approved"]
_DECIDED = [Status.APPROVED, Status.ISSUED, Status.REFUSED, Status.SPLIT, Status.REVOKED]


class Application(models.Model):
    """One person, one application, one decision, one document.

    ``due_on`` is a cache of ``deadlines.due_date`` over the recorded facts; a promise in hours has
    ``due_at``, too. ``rank`` is the first key of every queue (ADR 0093). ``version`` grows with
    every transition, so that a form that was opened earlier cannot overwrite a later step; the
    steps of one of several reviews count on the review (``workflow.version_for``).
    ``event_count`` and ``event_digest`` are the head of the event log's chain: a row missing at its
    end shows there. ``opened_by`` is the officer who opened the case at a window for a traveller
    without a prior filing, and who never decides on it (ADR 0093). ``person`` is whom the case is
    about, with a part of their own.

    ``office`` is the one owner at every moment. A case of the transfer platform (ADR 0091) also has
    the two offices between which it goes: ``home_office`` and ``port_office``, one of which it is.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    service = models.CharField(_("service"), max_length=16, choices=Service)
    status = models.CharField(_("status"), max_length=14, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=0)
    traveller = models.OneToOneField(
        Traveller, on_delete=models.PROTECT, verbose_name=_("traveller")
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("filed by"),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opened at the window by"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_applications",
        verbose_name=_("the person themselves"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("office"),
    )
    home_office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="home_applications",
        verbose_name=_("home office"),
    )
    port_office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="port_applications",
        verbose_name=_("office of the port"),
    )
    category = models.CharField(_("category"), max_length=4, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("created at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    complete_at = models.DateTimeField(_("complete answer at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    standard = models.ForeignKey(
        ServiceStandard,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("promised time"),
    )
    rank = models.PositiveSmallIntegerField(
        _("lane"), choices=Rank, default=Rank.ORDINARY, db_default=Rank.ORDINARY
    )
    expedited_at = models.DateTimeField(_("expedited since"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    due_provisional = models.BooleanField(_("provisional"), default=False)
    next_on = models.DateField(_("next date"), null=True, blank=True)
    due_soon_at = models.DateTimeField(_("due-soon alarm"), null=True, blank=True)
    overdue_at = models.DateTimeField(_("overdue alarm"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("escalated at"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_applications",
        verbose_name=_("assigned to"),
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("open at"),
    )
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    refusal_reason = models.CharField(
        _("reason of refusal"), max_length=12, choices=REFUSAL_GROUNDS, blank=True
    )
    non_acceptance_reason = models.CharField(
        _("reason of non-acceptance"), max_length=14, choices=NonAcceptanceReason, blank=True
    )
    decision_text = models.TextField(_("explanation"), blank=True)
    last_event_at = models.DateTimeField(_("last event at"), null=True, blank=True)
    last_actor_kind = models.CharField(max_length=10, choices=ActorKind, blank=True)
    event_count = models.PositiveIntegerField(_("events"), default=0, editable=False)
    event_digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                name="applications_submitted_has_date",
                condition=Q(status__in=_NEVER_SUBMITTED) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_accepted_has_clock",
                condition=~Q(status__in=[Status.ACCEPTED, Status.RECOMMENDED, *_DECIDED])
                | Q(accepted_at__isnull=False, due_on__isnull=False, standard__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_decided_has_date",
                condition=~Q(status__in=_DECIDED) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_issued_has_date",
                condition=~Q(status__in=[Status.ISSUED, Status.REVOKED])
                | Q(issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_refused_has_reason",
                condition=~Q(status__in=[Status.REFUSED, Status.SPLIT])
                | (~Q(refusal_reason="") & ~Q(decision_text="")),
            ),
            models.CheckConstraint(
                name="applications_not_accepted_has_reason",
                condition=~Q(status=Status.NOT_ACCEPTED) | ~Q(non_acceptance_reason=""),
            ),
            models.CheckConstraint(
                name="applications_expedited_has_moment",
                condition=Q(rank=Rank.EXPEDITED, expedited_at__isnull=False)
                | Q(rank=Rank.ORDINARY, expedited_at__isnull=True),
            ),
            models.CheckConstraint(
                name="applications_one_owner_of_two",
                condition=Q(home_office__isnull=True, port_office__isnull=True)
                | Q(home_office__isnull=False, port_office__isnull=False, office__isnull=False)
                & ~Q(home_office=F("port_office"))
                & (Q(office=F("home_office")) | Q(office=F("port_office"))),
            ),
            models.CheckConstraint(
                name="applications_home_check_at_home",
                condition=~Q(status=Status.HOME_CHECK)
                | Q(home_office__isnull=False, office=F("home_office")),
            ),
            models.CheckConstraint(
                name="applications_decided_at_the_port",
                condition=~Q(status__in=_AT_THE_PORT)
                | Q(home_office__isnull=True)
                | Q(office=F("port_office")),
            ),
        ]
        indexes = [
            models.Index(
                name="applications_queue",
                fields=["office", "due_on", "id"],
                condition=Q(status__in=_OPEN),
            ),
            models.Index(
                name="applications_next",
                fields=["office", *QUEUE_ORDER],
                condition=Q(status__in=_OPEN),
            ),
            models.Index(  # officers of several offices
                name="applications_next_all",
                fields=[*QUEUE_ORDER],
                condition=Q(status__in=_OPEN),
            ),
            models.Index(  # the other office of a transfer reads along
                name="applications_from_home",
                fields=["home_office", *QUEUE_ORDER],
                condition=Q(home_office__isnull=False),
            ),
            models.Index(
                name="applications_to_port",
                fields=["port_office", *QUEUE_ORDER],
                condition=Q(port_office__isnull=False),
            ),
            models.Index(
                name="applications_clock",
                fields=["due_on"],
                condition=Q(status__in=["accepted", "recommended"]),
            ),
            models.Index(
                name="applications_clock_hours",
                fields=["due_at"],
                condition=Q(status__in=["accepted", "recommended"], due_at__isnull=False),
            ),
            models.Index(name="applications_status", fields=["status", "service"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def at_home(self) -> bool:
        """Whether the home office of a transferred case owns it now."""
        return self.home_office_id is not None and self.office_id == self.home_office_id
