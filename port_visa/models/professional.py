"""Foreigners who live in Shanghai and invite in their own name, without company papers."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import ResidenceProof
from documents.models import Upload
from port_visa.enums import ProfessionalChangeKind, ProfessionalStatus

Q = models.Q


class Professional(models.Model):
    """One person as an inviter. The proof is a permit on record here, or a copy that was checked.

    ``proof_until`` is its last day. What the person says of an uploaded proof (``proof``,
    ``proof_category``) is what an officer found once the status is accepted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="professional",
        verbose_name=_("user"),
    )
    name = models.CharField(_("name in the passport"), max_length=120)
    name_zh = models.CharField(pgettext_lazy("person", "Chinese name"), max_length=60, blank=True)
    occupation = models.CharField(_("occupation"), max_length=120)
    employer = models.CharField(_("where they work"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=40)
    address = models.CharField(_("address in Shanghai"), max_length=300)
    status = models.CharField(
        _("status"), max_length=10, choices=ProfessionalStatus, default=ProfessionalStatus.DRAFT
    )
    proof = models.CharField(_("proof"), max_length=20, choices=ResidenceProof, blank=True)
    proof_category = models.CharField(_("category"), max_length=1, blank=True)
    proof_number = models.CharField(_("number of the proof"), max_length=40, blank=True)
    proof_until = models.DateField(_("proof valid until"), null=True, blank=True)
    on_record = models.BooleanField(_("permit on record here"), default=False)
    copies = models.ManyToManyField(
        Upload, blank=True, related_name="professionals", verbose_name=_("copies of the proof")
    )
    returned_items = models.JSONField(_("what to correct"), default=list, blank=True)
    created_at = models.DateTimeField(_("created at"))
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("professional")
        verbose_name_plural = _("professionals")
        constraints = [
            models.CheckConstraint(
                name="port_visa_accepted_has_proof",
                condition=~Q(status=ProfessionalStatus.ACCEPTED)
                | (Q(proof_until__isnull=False, checked_at__isnull=False) & ~Q(proof="")),
            ),
            models.CheckConstraint(
                name="port_visa_professional_checked_by_someone",
                condition=~Q(status__in=["accepted", "returned", "suspended"])
                | Q(checked_by__isnull=False)
                | Q(status=ProfessionalStatus.ACCEPTED, on_record=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for readers of the page's language."""
        chinese = (get_language() or "zh").startswith("zh")
        return (self.name_zh or self.name) if chinese else self.name


class ProfessionalChange(models.Model):
    """The log of a professional: who changed what, when, why. The database never alters it."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=16, choices=ProfessionalChangeKind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of a professional")
        verbose_name_plural = _("changes of professionals")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.professional_id} {self.kind}"
