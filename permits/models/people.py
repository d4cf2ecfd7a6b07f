"""Family who move too, the person's link, and what the photo check found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import PrivateLink
from documents.models import Upload
from permits.filing.enums import Relation
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


class PersonLink(PrivateLink):
    """A private link to the person's part of an application for a work and residence permit."""

    permit = models.ForeignKey(PermitApplication, on_delete=models.PROTECT, related_name="links")

    class Meta(PrivateLink.Meta):
        ordering = ["permit", "-sent_at"]
        verbose_name = _("person's link")
        verbose_name_plural = _("persons' links")
        constraints = [
            models.UniqueConstraint(
                name="permits_one_open_link",
                fields=["permit"],
                condition=Q(closed_at__isnull=True),
            ),
            *PrivateLink.Meta.constraints,
        ]


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
