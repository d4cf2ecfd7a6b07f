"""What two hands fill in: the employer's part, the person's part, and both declarations."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models import Application
from offices.models import Zone
from permits.enums import Chinese, Education, Ground, Hand, PermitKind
from permits.filing.enums import Basis, ContractKind, Registered, StayKind
from permits.models.conditions import declared, in_order

Q = models.Q
USER = settings.AUTH_USER_MODEL


class PermitApplication(models.Model):
    """The single window's part of one person's application. Blanks while a draft.

    The person is ``application.person`` once they have opened their link or signed in; before, only
    the name and the address that the employer gave are known. Category and branch are columns of
    the application itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="permit")
    kind = models.CharField(_("kind"), max_length=20, choices=PermitKind)
    person_name = models.CharField(_("name of the employee"), max_length=200)
    person_email = models.EmailField(_("e-mail of the employee"))
    person_language = models.CharField(
        _("language of the employee"), max_length=10, choices=settings.LANGUAGES
    )

    # the employer's part
    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outside_zones = models.BooleanField(_("outside every pilot zone"), default=False)
    work_address = models.CharField(_("place of work"), max_length=300, blank=True)
    job_title = models.CharField(_("post"), max_length=120, blank=True)
    job_title_zh = models.CharField(_("post in Chinese"), max_length=120, blank=True)
    occupation_code = models.CharField(_("occupation"), max_length=10, blank=True)
    occupation_text = models.CharField(_("occupation in words"), max_length=200, blank=True)
    duties = models.TextField(_("duties"), max_length=2000, blank=True)
    contract_kind = models.CharField(
        _("kind of contract"), max_length=12, choices=ContractKind, blank=True
    )
    contract_from = models.DateField(_("contract from"), null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    pay_annual = models.PositiveIntegerField(
        _("pay a year in yuan, before tax"), null=True, blank=True
    )
    basis = models.CharField(_("basis"), max_length=8, choices=Basis, blank=True)
    ground = models.CharField(_("ground"), max_length=20, choices=Ground, blank=True)
    ground_text = models.CharField(_("facts of the ground"), max_length=1000, blank=True)
    changed_on = models.DateField(_("date of the change"), null=True, blank=True)
    change_text = models.CharField(_("what changed"), max_length=1000, blank=True)

    # the person's part
    education = models.CharField(
        _("highest degree or certificate"), max_length=16, choices=Education, blank=True
    )
    school = models.CharField(_("university or school"), max_length=200, blank=True)
    subject = models.CharField(pgettext_lazy("study", "subject"), max_length=120, blank=True)
    chinese = models.CharField(_("Chinese"), max_length=16, choices=Chinese, blank=True)
    distinctions = models.JSONField(_("distinctions"), default=list, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        _("years of relevant work"), null=True, blank=True
    )
    experience_text = models.TextField(_("earlier work"), max_length=2000, blank=True)
    months_in_china = models.PositiveSmallIntegerField(
        _("months a year in China"), null=True, blank=True
    )
    stay_kind = models.CharField(_("now held"), max_length=16, choices=StayKind, blank=True)
    entered_on = models.DateField(_("last entry"), null=True, blank=True)
    stay_until = models.DateField(_("valid until"), null=True, blank=True)
    permit_number = models.CharField(_("number of the work permit"), max_length=40, blank=True)
    permit_until = models.DateField(_("work permit valid until"), null=True, blank=True)
    home_address = models.CharField(_("address in Shanghai"), max_length=300, blank=True)
    home_registered = models.CharField(
        _("registered with the police"), max_length=8, choices=Registered, blank=True
    )
    home_registered_on = models.DateField(_("registered on"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    family_none = models.BooleanField(_("nobody moves too"), default=False)
    photo_despite = models.BooleanField(_("photo handed in despite the check"), default=False)
    corrected_fields = models.JSONField(_("typed by hand"), default=list, blank=True)
    correction_reason = models.CharField(_("why typed by hand"), max_length=500, blank=True)
    promised = models.JSONField(_("promised instead of proved"), default=list, blank=True)

    # the two hands
    employer_declared_at = models.DateTimeField(_("employer declared at"), null=True, blank=True)
    employer_declared_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_declared_name = models.CharField(
        _("declared for the employer by"), max_length=120, blank=True
    )
    person_declared_at = models.DateTimeField(_("person declared at"), null=True, blank=True)
    person_declared_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_declared_name = models.CharField(_("declared by"), max_length=120, blank=True)

    updated_at = models.DateTimeField(_("last saved at"))
    discarded_at = models.DateTimeField(_("draft closed at"), null=True, blank=True)
    discarded_by = models.CharField(_("draft closed by"), max_length=8, choices=Hand, blank=True)
    expiry_warned_at = models.DateTimeField(_("warned of expiry at"), null=True, blank=True)

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("single-window application")
        verbose_name_plural = _("single-window applications")
        constraints = [
            models.CheckConstraint(
                name="permits_contract_in_order",
                condition=in_order("contract_from", "contract_until"),
            ),
            models.CheckConstraint(
                name="permits_pay_above_zero",
                condition=Q(pay_annual__isnull=True) | Q(pay_annual__gt=0),
            ),
            models.CheckConstraint(
                name="permits_months_in_a_year",
                condition=Q(months_in_china__isnull=True) | Q(months_in_china__lte=12),
            ),
            models.CheckConstraint(
                name="permits_ground_named",
                condition=~Q(basis=Basis.GROUND) | ~Q(ground=""),
            ),
            models.CheckConstraint(
                name="permits_zone_or_outside",
                condition=Q(zone__isnull=True) | Q(outside_zones=False),
            ),
            models.CheckConstraint(
                name="permits_employer_declared_by_someone", condition=declared("employer")
            ),
            models.CheckConstraint(
                name="permits_person_declared_by_someone", condition=declared("person")
            ),
            models.CheckConstraint(
                name="permits_correction_has_reason",
                condition=Q(corrected_fields=[]) | ~Q(correction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} ({self.application.reference})"

    @property
    def is_discarded(self) -> bool:
        return self.discarded_at is not None

    @property
    def both_declared(self) -> bool:
        return self.employer_declared_at is not None and self.person_declared_at is not None


class PointsCorrection(models.Model):
    """An officer's own value for one item of the points, with the reason. The last one counts."""

    permit = models.ForeignKey(
        PermitApplication, on_delete=models.PROTECT, related_name="corrections"
    )
    item = models.CharField(_("item"), max_length=12)
    value = models.CharField(_("value"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500)
    officer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("correction of an item of the points")
        verbose_name_plural = _("corrections of items of the points")
        constraints = [
            models.CheckConstraint(
                name="permits_points_correction_has_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"
