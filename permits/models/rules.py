"""The rules of the single window as dated rows. A row that was in force is never rewritten:
a change is a new row with a later first day, and a rule that ends gets a last day."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import DatedNumber
from offices.models import Office, Zone
from permits.enums import TalentCategory
from permits.rules.table import Table, table_read


def _past_stays() -> pgtrigger.Trigger:
    """Refuse to rewrite a row that is or was in force; only its last day may be set."""
    return pgtrigger.Trigger(
        name="past_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date"
            " AND (to_jsonb(OLD) - 'valid_until') IS DISTINCT FROM"
            " (to_jsonb(NEW) - 'valid_until')"
        ),
        func="RAISE EXCEPTION 'A rule that was in force is not rewritten: add a later row';",
    )


class PointsTable(models.Model):
    """A version of the points table. ``permits.rules.table`` describes the JSON."""

    name = models.CharField(_("name"), max_length=160)
    data = models.JSONField(_("table"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"), unique=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("points table")
        verbose_name_plural = _("points tables")
        constraints = [
            models.CheckConstraint(
                name="permits_points_table_ends_after_start",
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]
        triggers = [_past_stays()]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse JSON that is no points table; the sentence says what is wrong with it."""
        try:
            table_read(self.data)
        except ValidationError as error:
            raise ValidationError({"data": error}) from error

    @property
    def table(self) -> Table:
        """The version as the rules read it; raises ValidationError when the JSON is no table."""
        return table_read(self.data)


class WageAverage(models.Model):
    """The average pay in Shanghai that the bureau publishes for a year. No row: nobody knows it."""

    year = models.PositiveSmallIntegerField(_("year of the average"))
    monthly_amount = models.PositiveIntegerField(
        _("average pay, yuan a month"), validators=[MinValueValidator(1)]
    )
    legal_basis = models.CharField(_("published in"), max_length=300)
    valid_from = models.DateField(_("valid from"), unique=True)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("average pay")
        verbose_name_plural = _("average pay")
        constraints = [
            models.CheckConstraint(
                name="permits_wage_average_positive", condition=models.Q(monthly_amount__gt=0)
            ),
        ]
        triggers = [_past_stays()]

    def __str__(self) -> str:
        return f"{self.year}: {self.monthly_amount}"


class PermitParameter(DatedNumber):
    """A dated number of the rules; ``permits.rules.parameters`` lists the codes."""

    class Meta(DatedNumber.Meta):
        verbose_name = _("parameter of the single window")
        verbose_name_plural = _("parameters of the single window")
        triggers = [_past_stays()]


class ServingRule(models.Model):
    """Where a category is served. No zone: the whole city. No office: ``place`` says where."""

    SERVED = [choice for choice in TalentCategory.choices if choice[0] != TalentCategory.C]

    category = models.CharField(_("category"), max_length=1, choices=SERVED)
    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, null=True, blank=True, related_name="serving_rules"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="serving_rules"
    )
    place = models.CharField(_("place, when no office is named"), max_length=160, blank=True)
    online_check = models.BooleanField(_("documents are checked online first"), default=False)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["category", "zone__code", "office__code", "-valid_from"]
        verbose_name = _("serving rule")
        verbose_name_plural = _("serving rules")
        constraints = [
            models.UniqueConstraint(
                name="permits_serving_rule_once",
                fields=["category", "zone", "office", "place", "valid_from"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="permits_serving_rule_ends_after_start",
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="permits_serving_rule_a_or_b",
                condition=models.Q(category__in=[TalentCategory.A, TalentCategory.B]),
            ),
        ]
        triggers = [_past_stays()]

    def __str__(self) -> str:
        return f"{self.category} · {self.zone or '—'} · {self.office or self.place}"

    def clean(self) -> None:
        """Ask for a place when no office is named."""
        if self.office_id is None and not self.place:
            raise ValidationError({"place": _("Choose an office, or say where.")})

    @property
    def zone_code(self) -> str:
        """The zone's code; empty for the whole city."""
        return self.zone.code if self.zone else ""
