"""Invitations and invitees. Each invitee is an application of its own."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from applications.models import Application
from offices.models import Office, Port
from port_visa.enums import (
    ORGANISATION_KINDS,
    InvitationStatus,
    InviterKind,
    Payer,
    UrgencyReason,
    VisaCategory,
)
from port_visa.models.professional import Professional

Q = models.Q


class Invitation(models.Model):
    """What an inviter files: one visit, one inviter, 1 to 50 invitees. Blanks while a draft.

    An officer opens one at the window of ``opened_office`` for a traveller without a prior filing
    (ADR 0093); ``opened_press`` belongs to one press of the button.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=InvitationStatus, default=InvitationStatus.DRAFT
    )
    inviter_kind = models.CharField(_("kind of inviter"), max_length=24, choices=InviterKind)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_press = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )

    category = models.CharField(_("visa category"), max_length=4, choices=VisaCategory, blank=True)
    guest_kind = models.CharField(_("whom a professional invites"), max_length=40, blank=True)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    urgency = models.CharField(
        _("why not abroad"), max_length=20, choices=UrgencyReason, blank=True
    )
    urgency_text = models.CharField(_("explanation"), max_length=1000, blank=True)
    arrival_on = models.DateField(_("arrival"), null=True, blank=True)
    port = models.ForeignKey(
        Port, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    wants_centre = models.BooleanField(_("asks for the 24-hour centre"), default=False)
    electronic = models.BooleanField(_("electronic port visa"), default=False)
    flight = models.CharField(_("flight or ship"), max_length=40, blank=True)
    stay_days = models.PositiveSmallIntegerField(_("stay in days"), null=True, blank=True)
    itinerary = models.TextField(_("itinerary"), max_length=4000, blank=True)
    host_address = models.CharField(_("where they stay"), max_length=300, blank=True)
    payer = models.CharField(_("who pays"), max_length=10, choices=Payer, blank=True)
    payer_text = models.CharField(_("who else pays"), max_length=200, blank=True)

    created_at = models.DateTimeField(_("created at"))
    updated_at = models.DateTimeField(_("last saved at"))
    declared_at = models.DateTimeField(_("declared at"), null=True, blank=True)
    declared_name = models.CharField(_("declared by, in full"), max_length=120, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    expiry_warned_at = models.DateTimeField(_("warned of expiry at"), null=True, blank=True)

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="port_visa_exactly_one_inviter",
                condition=Q(
                    inviter_kind__in=ORGANISATION_KINDS,
                    organisation__isnull=False,
                    professional__isnull=True,
                )
                | Q(
                    inviter_kind=InviterKind.PROFESSIONAL,
                    organisation__isnull=True,
                    professional__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="port_visa_opened_by_has_office",
                condition=Q(opened_by=None, opened_office=None, opened_press=None)
                | Q(
                    opened_by__isnull=False,
                    opened_office__isnull=False,
                    opened_press__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="port_visa_stay_1_to_30_days",  # EEAL 20(4)
                condition=Q(stay_days__isnull=True) | Q(stay_days__range=(1, 30)),
            ),
            models.CheckConstraint(
                name="port_visa_submitted_is_complete",
                condition=~Q(status=InvitationStatus.SUBMITTED)
                | (
                    Q(
                        submitted_at__isnull=False,
                        declared_at__isnull=False,
                        declared_by__isnull=False,
                        arrival_on__isnull=False,
                        port__isnull=False,
                        stay_days__isnull=False,
                    )
                    & ~Q(category="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.purpose or str(self.id)

    @property
    def by_person(self) -> bool:
        """Whether a professional invites, and no organisation."""
        return self.inviter_kind == InviterKind.PROFESSIONAL

    @property
    def inviter_name(self) -> str:
        """Who invites, for readers of the page's language."""
        if self.organisation is not None:
            return self.organisation.name
        return self.professional.shown_name if self.professional else ""

    @property
    def inviter_names(self) -> dict[str, str]:
        """``inviter_zh`` and ``inviter_en``: who invites, for messages and documents."""
        if self.organisation is not None:
            return {
                "inviter_zh": self.organisation.name_zh,
                "inviter_en": self.organisation.name_en,
            }
        person = self.professional
        return {
            "inviter_zh": person.name_zh if person else "",
            "inviter_en": person.name if person else "",
        }


class Invitee(models.Model):
    """The port visa part of one person's application. Single entry, as article 20(4) has it."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="invitee"
    )
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="invitees")
    position = models.PositiveSmallIntegerField(_("position"))
    entries = models.PositiveSmallIntegerField(_("entries"), default=1)
    stay_days = models.PositiveSmallIntegerField(_("stay in days"), null=True, blank=True)
    occupation = models.CharField(_("occupation"), max_length=120, blank=True)
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    previous_visits = models.CharField(_("earlier visits to China"), max_length=500, blank=True)
    relation = models.CharField(_("relation to the inviter"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language of letters"), max_length=10, choices=settings.LANGUAGES, blank=True
    )
    corrected_fields = models.JSONField(_("typed by hand"), default=list, blank=True)
    correction_reason = models.CharField(_("why typed by hand"), max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacements"
    )
    self_confirmed_at = models.DateTimeField(
        _("confirmed by the traveller at"), null=True, blank=True
    )
    self_changed = models.JSONField(_("changed by the traveller"), default=list, blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        ordering = ["invitation", "position"]
        verbose_name = _("invitee")
        verbose_name_plural = _("invitees")
        constraints = [
            models.CheckConstraint(name="port_visa_single_entry", condition=Q(entries=1)),
            models.CheckConstraint(
                name="port_visa_invitee_stay_1_to_30_days",
                condition=Q(stay_days__isnull=True) | Q(stay_days__range=(1, 30)),
            ),
            models.UniqueConstraint(
                name="port_visa_invitee_position_once", fields=["invitation", "position"]
            ),
            models.CheckConstraint(
                name="port_visa_correction_has_reason",
                condition=Q(corrected_fields=[]) | ~Q(correction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
