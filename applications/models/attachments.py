"""Which documents a case needs, which it has, and what the officer ticked."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from applications.enums import CheckResult, RequirementScope, Service
from documents.models import Upload


class DocumentRequirement(models.Model):
    """A line of the checklist, as data. Empty lists mean: all categories, inviters, kinds, people.

    ``reason`` says why the document is asked for, ``form`` in which form. ``kinds`` and
    ``conditions`` are codes of the service: what is applied for, and facts that must all hold.
    ``promise_categories``: categories whose people may promise it instead of proving it. ``hand``:
    who hands it in, where a service has two hands. ``private``: only the person and the officers
    see it. ``authority``: which of a service's authorities looks at it; empty means all.
    """

    service = models.CharField(_("service"), max_length=16, choices=Service)
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=160)
    help_text = models.CharField(_("help"), max_length=500, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    scope = models.CharField(_("scope"), max_length=8, choices=RequirementScope)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    inviter_kinds = models.JSONField(_("kinds of inviter"), default=list, blank=True)
    only_without_licence = models.BooleanField(_("only without business licence"), default=False)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    form = models.CharField(_("in which form"), max_length=300, blank=True)
    kinds = models.JSONField(_("kinds of application"), default=list, blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    promise_categories = models.JSONField(_("may be promised in"), default=list, blank=True)
    hand = models.CharField(_("handed in by"), max_length=10, blank=True)
    private = models.BooleanField(_("hidden from the company"), default=False)
    authority = models.CharField(_("authority"), max_length=12, choices=Authority, blank=True)
    required = models.BooleanField(_("required"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("document requirement")
        verbose_name_plural = _("document requirements")
        constraints = [
            models.UniqueConstraint(
                name="applications_requirement_once", fields=["service", "code", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A file in a slot of the checklist.

    ``group`` is the identifier of the invitation for files that serve all its people;
    ``application`` is set for a person's own files.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("requirement"), max_length=40)
    group = models.UUIDField(_("invitation"), null=True, blank=True, db_index=True)
    application = models.ForeignKey(
        "applications.Application",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
    )
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="attachments")
    created_at = models.DateTimeField(_("attached at"))
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        ordering = ["code", "created_at"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                name="applications_attachment_group_or_person",
                condition=models.Q(group__isnull=False, application__isnull=True)
                | models.Q(group__isnull=True, application__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.upload}"


class ChecklistTick(models.Model):
    """What an officer of one authority found for one line of the checklist. The log has all."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="ticks"
    )
    code = models.CharField(_("item"), max_length=40)
    authority = models.CharField(
        _("authority"), max_length=12, choices=Authority, default=Authority.EXIT_ENTRY
    )
    result = models.CharField(_("result"), max_length=10, choices=CheckResult)
    note = models.CharField(_("note"), max_length=500, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ticked_at = models.DateTimeField(_("ticked at"))

    class Meta:
        verbose_name = _("checklist tick")
        verbose_name_plural = _("checklist ticks")
        constraints = [
            models.UniqueConstraint(
                name="applications_tick_once", fields=["application", "code", "authority"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_result_display()}"
