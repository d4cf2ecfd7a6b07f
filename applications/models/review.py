"""One authority's examination of one application, and the one list of what is missing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import Authority
from applications.enums import REFUSAL_GROUNDS, JointOutcome, Recommendation

USER = settings.AUTH_USER_MODEL


class Review(models.Model):
    """The first officer recommends; another officer countersigns. A port visa has one review.

    ``version`` counts the steps of this review where a case has several, so that a step of one
    authority makes no form of the other stale. ``list_complete_at``: the authority has said that
    its part of the list of what is missing is complete.
    """

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
    reason = models.CharField(_("reason"), max_length=12, choices=REFUSAL_GROUNDS, blank=True)
    text = models.TextField(_("explanation"), blank=True)
    text_en = models.TextField(_("explanation in English"), blank=True)
    decision = models.CharField(
        pgettext_lazy("review", "decision"), max_length=10, choices=Recommendation, blank=True
    )
    decided_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    list_complete_at = models.DateTimeField(_("own points complete at"), null=True, blank=True)
    list_complete_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

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

    @property
    def waits_for_officer(self) -> bool:
        """Whether nobody has examined it to the end yet."""
        return not self.recommendation and not self.decision

    @property
    def waits_for_second(self) -> bool:
        """Whether a recommendation waits for its second officer."""
        return bool(self.recommendation) and not self.decision


class JointDecision(models.Model):
    """What one authority's supervisor proposes, and another person of the other authority answers.

    For a case on which the reviews disagree. ``reopened`` names the authorities whose reviews a
    return opens again.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="joint_decisions"
    )
    proposal = models.CharField(_("proposal"), max_length=8, choices=JointOutcome)
    reopened = models.JSONField(_("reviews to open again"), default=list, blank=True)
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_for = models.CharField(_("proposing authority"), max_length=12, choices=Authority)
    proposed_at = models.DateTimeField(_("proposed at"))
    agreed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_for = models.CharField(
        _("answering authority"), max_length=12, choices=Authority, blank=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("joint decision")
        verbose_name_plural = _("joint decisions")
        constraints = [
            models.CheckConstraint(
                name="applications_joint_needs_two_people",
                condition=~models.Q(agreed_by=models.F("proposed_by"))
                & ~models.Q(declined_by=models.F("proposed_by"))
                | models.Q(agreed_by__isnull=True, declined_by__isnull=True),
            ),
            models.CheckConstraint(
                name="applications_joint_needs_both_authorities",
                condition=~models.Q(answered_for=models.F("proposed_for")),
            ),
            models.CheckConstraint(
                name="applications_joint_answer_complete",
                condition=models.Q(
                    agreed_by__isnull=True,
                    declined_by__isnull=True,
                    answered_for="",
                    answered_at__isnull=True,
                )
                | (
                    (
                        models.Q(agreed_by__isnull=False, declined_by__isnull=True)
                        | (
                            models.Q(agreed_by__isnull=True, declined_by__isnull=False)
                            & ~models.Q(answer="")
                        )
                    )
                    & models.Q(answered_at__isnull=False)
                    & ~models.Q(answered_for="")
                ),
            ),
            models.CheckConstraint(
                name="applications_joint_has_reason",
                condition=~models.Q(reason="")
                & (~models.Q(proposal=JointOutcome.RETURN) | ~models.Q(reopened=[])),
            ),
            models.UniqueConstraint(
                name="applications_joint_one_open",
                fields=["application"],
                condition=models.Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_proposal_display()}"


class SupplementDraftItem(models.Model):
    """A point that an authority wants to ask about, on the list that both will send as one."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="supplement_draft"
    )
    authority = models.CharField(_("authority"), max_length=12, choices=Authority)
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("item"), max_length=40)
    text = models.CharField(_("what to do"), max_length=500)
    created_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("point of a draft list")
        verbose_name_plural = _("points of a draft list")

    def __str__(self) -> str:
        return self.text


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
