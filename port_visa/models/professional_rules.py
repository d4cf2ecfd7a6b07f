"""Who may invite in their own name, and whom: dated rows that administrators keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import ResidenceProof
from port_visa.enums import VisaCategory


class ProfessionalProof(models.Model):
    """A kind of proof that lets a person invite. ``categories``: of the work; none means any."""

    proof = models.CharField(_("proof"), max_length=20, choices=ResidenceProof)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["proof", "-valid_from"]
        verbose_name = _("proof that lets a person invite")
        verbose_name_plural = _("proofs that let a person invite")
        constraints = [
            models.UniqueConstraint(
                name="port_visa_professional_proof_once", fields=["proof", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return " ".join([str(self.get_proof_display()), *self.categories])

    @property
    def code(self) -> str:
        """What replaces what: the later row of the same proof."""
        return self.proof


class ProfessionalPurpose(models.Model):
    """Whom a professional may invite, and the visa category that is applied for then."""

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    category = models.CharField(_("visa category"), max_length=4, choices=VisaCategory)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["order", "code", "-valid_from"]
        verbose_name = _("purpose of a personal invitation")
        verbose_name_plural = _("purposes of personal invitations")
        constraints = [
            models.UniqueConstraint(
                name="port_visa_professional_purpose_once", fields=["code", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
