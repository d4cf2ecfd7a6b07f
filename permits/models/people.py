"""Family who move too, the person's link, and what the photo check found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import Status
from documents.models import Upload
from permits.filing.enums import LinkEnd, Relation
from permits.models.filing import PermitApplication

Q = models.Q


class FamilyMember(models.Model):
    """Somebody who moves too. Recorded here, not decided: they apply on their own."""

    permit = models.ForeignKey(PermitApplication, on_delete=models.PROTECT, related_name="family")
    name = models.CharField(_("name as in the passport"), max_length=200)
    relation = models.CharField(_("relation"), max_length=16, choices=Relation)
    birth_date = models.DateField(_("date of birth"))
    nationality = models.CharField(_("nationality"), max_length=3)
    document_number = models.CharField(_("passport number"), max_length=20, blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        ordering = ["permit", "pk"]
        verbose_name = _("family member")
        verbose_name_plural = _("family members")

    def __str__(self) -> str:
        return self.name


class PersonLink(models.Model):
    """A private link to the person's part. Only the hash of its token is kept.

    It opens while the application stands where it stood (``for_status``) and until it expires or is
    closed. The session that it opened lives until the link expires or is closed.
    """

    permit = models.ForeignKey(PermitApplication, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.EmailField(_("sent to"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    for_status = models.CharField(_("for status"), max_length=14, choices=Status)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("open until"))
    opened_at = models.DateTimeField(_("first opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(pgettext_lazy("link", "closed at"), null=True, blank=True)
    closed_why = models.CharField(_("closed because"), max_length=10, choices=LinkEnd, blank=True)

    class Meta:
        ordering = ["permit", "-sent_at"]
        verbose_name = _("person's link")
        verbose_name_plural = _("persons' links")
        constraints = [
            models.UniqueConstraint(
                name="permits_one_open_link",
                fields=["permit"],
                condition=Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="permits_link_expires_after_sent",
                condition=Q(expires_at__gt=models.F("sent_at")),
            ),
            models.CheckConstraint(
                name="permits_link_closed_for_a_reason",
                condition=Q(closed_at__isnull=True, closed_why="")
                | (Q(closed_at__isnull=False) & ~Q(closed_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.sent_at:%Y-%m-%d})"


class PhotoCheck(models.Model):
    """What the machine found about one photo. It never refuses: a person looks."""

    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="photo_check")
    permit = models.ForeignKey(
        PermitApplication, on_delete=models.PROTECT, related_name="photo_checks"
    )
    problems = models.JSONField(_("problems"), default=list, blank=True)
    measures = models.JSONField(_("measures"), default=dict, blank=True)
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        ordering = ["-checked_at"]
        verbose_name = _("photo check")
        verbose_name_plural = _("photo checks")

    def __str__(self) -> str:
        return ", ".join(self.problems) or str(_("nothing found"))
