"""Where: offices, pilot zones, ports. Reference data, in both languages (translation.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.enums import OfficeKind, PortKind, Province


class Zone(models.Model):
    """A pilot zone of the single window."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300)

    class Meta:
        ordering = ["code"]
        verbose_name = _("zone")
        verbose_name_plural = _("zones")

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A place where officers work. An empty address means: not published, see 12367.

    ``province`` is set for a partner office: it checks the invitations of organisations that are
    registered there, and transfers them to Shanghai (ADR 0091).
    """

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    name = models.CharField(_("name"), max_length=160)
    address = models.CharField(_("address"), max_length=300, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    round_the_clock = models.BooleanField(_("round the clock"), default=False)
    zones = models.ManyToManyField(
        Zone, verbose_name=_("pilot zones"), blank=True, related_name="offices"
    )
    province = models.CharField(_("province"), max_length=12, choices=Province, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.CheckConstraint(
                name="offices_partner_has_province",
                condition=models.Q(kind=OfficeKind.PARTNER_OFFICE)
                & ~models.Q(province__in=["", Province.SHANGHAI])
                | ~models.Q(kind=OfficeKind.PARTNER_OFFICE) & models.Q(province=""),
            ),
            models.UniqueConstraint(
                name="offices_one_partner_a_province",
                fields=["province"],
                condition=models.Q(kind=OfficeKind.PARTNER_OFFICE, active=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Port(models.Model):
    """A port of entry. ``office`` decides its port visas; none: no counter is confirmed."""

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PortKind)
    name = models.CharField(_("name"), max_length=160)
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ports",
    )
    issues_port_visas = models.BooleanField(_("issues port visas"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("port")
        verbose_name_plural = _("ports")
        constraints = [
            models.CheckConstraint(
                name="offices_port_counter_has_office",
                condition=models.Q(issues_port_visas=False) | models.Q(office__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
