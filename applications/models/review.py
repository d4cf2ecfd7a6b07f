"""One authority's examination of one application, and the one list of what is missing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from applications.enums import Recommendation, RefusalReason

USER = settings.AUTH_USER_MODEL


class Review(models.Model):
    """The first officer recommends; another officer countersigns. A port visa has one review."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="reviews"
    )
    authority = models.CharField(_("authority"), max_length=12, choices=Authority)
    recommendation = models.CharField(
        _("recommendation"), max_length=10, choices=Recommendation, blank=True
    )
    recommended_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recommended_at = models.DateTimeField(_("recommended at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=RefusalReason, blank=True)
    text = models.TextField(_("explanation"), blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Recommendation, blank=True)
    decided_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                name="applications_review_once", fields=["application", "authority"]
            ),
            models.CheckConstraint(
                name="applications_refusal_needs_two_officers",
                condition=~models.Q(decision=Recommendation.REFUSE)
                | models.Q(
                    recommendation=Recommendation.REFUSE,
                    recommended_by__isnull=False,
                    decided_by__isnull=False,
                )
                & ~models.Q(decided_by=models.F("recommended_by"))
                & ~models.Q(reason="")
                & ~models.Q(text=""),
            ),
            models.CheckConstraint(
                name="applications_review_decision_complete",
                condition=models.Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~models.Q(decision="")
                    & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_authority_display()}"


class SupplementRequest(models.Model):
    """The one complete list of what is missing. A second needs a supervisor and a reason."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="supplement_requests"
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    repeat_reason = models.CharField(_("why a second list"), max_length=500, blank=True)
    note = models.TextField(_("message to the applicant"), blank=True)
    requested_at = models.DateTimeField(_("requested at"))
    answer_by = models.DateField(_("answer by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer_note = models.TextField(_("answer"), blank=True)
    lapsed_at = models.DateTimeField(_("lapsed at"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("supplement request")
        verbose_name_plural = _("supplement requests")
        constraints = [
            models.UniqueConstraint(
                name="applications_supplement_number_once", fields=["application", "number"]
            ),
            models.UniqueConstraint(
                name="applications_supplement_one_open",
                fields=["application"],
                condition=models.Q(answered_at__isnull=True, lapsed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="applications_second_supplement_needs_supervisor",
                condition=models.Q(number=1)
                | (models.Q(approved_by__isnull=False) & ~models.Q(repeat_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.number}"


class SupplementItem(models.Model):
    """One thing to add or correct. ``code`` names a requirement, or a field group of the form."""

    request = models.ForeignKey(SupplementRequest, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(_("item"), max_length=40)
    text = models.CharField(_("what to do"), max_length=500)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("supplement item")
        verbose_name_plural = _("supplement items")

    def __str__(self) -> str:
        return self.text
