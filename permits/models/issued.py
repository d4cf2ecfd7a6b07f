"""What the single window issues: two permits of one person, in one transaction or not at all."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from applications.models import Application
from documents.models import IssuedDocument
from permits.enums import PermitEnd, TalentCategory

Q = models.Q
USER = settings.AUTH_USER_MODEL


class PermitHolder(models.Model):
    """One person across passports and employers, with one work permit number for life.

    The key is what the passport says (issuing state, number, date of birth as printed). A new
    passport is linked by an application that names the number, never by a likeness of names.
    """

    number = models.CharField(_("work permit number"), max_length=20, unique=True)
    user = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="permit_holders"
    )
    issuing_state = models.CharField(_("issuing state"), max_length=3)
    document_number = models.CharField(_("passport number"), max_length=9)
    birth_date_mrz = models.CharField(_("date of birth as printed"), max_length=6)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("permit holder")
        verbose_name_plural = _("permit holders")
        constraints = [
            models.UniqueConstraint(
                name="permits_holder_once",
                fields=["issuing_state", "document_number", "birth_date_mrz"],
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Permit(models.Model):
    """What both permits have. ``valid_until`` is the last day, in Beijing."""

    holder = models.ForeignKey(PermitHolder, on_delete=models.PROTECT, related_name="%(class)ss")
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="%(class)s"
    )
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    issued_at = models.DateTimeField(_("issued at"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end = models.CharField(_("why it ended"), max_length=10, choices=PermitEnd, blank=True)

    class Meta:
        abstract = True
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dates_in_order",
                condition=Q(valid_until__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_end_has_day_and_reason",
                condition=Q(ended_on__isnull=True, end="")
                | (Q(ended_on__isnull=False) & ~Q(end="")),
            ),
        ]


_ALONE = (
    "IF NOT EXISTS (SELECT 1 FROM {other} WHERE application_id = NEW.application_id) THEN"
    " RAISE EXCEPTION 'work permit and residence permit are issued together'; END IF;"
    " RETURN NULL;"
)


def _never_alone(other: str) -> pgtrigger.Trigger:
    """At the end of the transaction the other permit of the application must be there, too."""
    return pgtrigger.Trigger(
        name="never_alone",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=_ALONE.format(other=other),
    )


class WorkPermit(Permit):
    """Allows one person to work in one post for one employer (EEAL 41, 43)."""

    category = models.CharField(_("category"), max_length=1, choices=TalentCategory)
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="work_permits"
    )
    post_title = models.CharField(_("post"), max_length=120)
    post_title_zh = models.CharField(_("post in Chinese"), max_length=120, blank=True)

    class Meta(Permit.Meta):
        abstract = False
        verbose_name = _("work permit")
        verbose_name_plural = _("work permits")
        triggers = [_never_alone("permits_residencepermit")]

    def __str__(self) -> str:
        return f"{self.holder} · {self.valid_until}"

    @property
    def post(self) -> str:
        """The post for readers of the page's language; in its own where it has no Chinese name."""
        chinese = (get_language() or "zh").startswith("zh")
        return self.post_title_zh or self.post_title if chinese else self.post_title


class ResidencePermit(Permit):
    """Allows its holder to live in China for work: 90 days to 5 years (EEAL 30(3))."""

    work_permit = models.OneToOneField(
        WorkPermit, on_delete=models.PROTECT, related_name="residence_permit"
    )
    reminded_90_at = models.DateTimeField(_("reminded 90 days before"), null=True, blank=True)
    reminded_30_at = models.DateTimeField(_("reminded 30 days before"), null=True, blank=True)

    class Meta(Permit.Meta):
        abstract = False
        verbose_name = _("residence permit")
        verbose_name_plural = _("residence permits")
        constraints = [
            *Permit.Meta.constraints,
            models.CheckConstraint(
                name="permits_residence_90_days_to_5_years",
                condition=Q(valid_until__gte=models.F("valid_from") + 89)
                & Q(valid_until__lte=models.F("valid_from") + 1826),
            ),
        ]
        triggers = [_never_alone("permits_workpermit")]
        indexes = [
            models.Index(
                name="permits_residence_in_force",
                fields=["valid_until"],
                condition=Q(ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.valid_until}"


class ShareCode(models.Model):
    """The holder's consent that somebody sees their permits, for a while and for one purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(PermitHolder, on_delete=models.PROTECT, related_name="share_codes")
    code = models.CharField(_("share code"), max_length=20, unique=True)
    purpose = models.CharField(_("for whom"), max_length=120)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    views = models.PositiveIntegerField(_("times looked at"), default=0)
    last_viewed_at = models.DateTimeField(_("last looked at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("share code")
        verbose_name_plural = _("share codes")
        constraints = [
            models.CheckConstraint(
                name="permits_share_code_expires",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
