"""The person, as their travel document says it."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import Sex


def name_form(number: int) -> models.Func:
    """Return the expression of one of the four folded forms in ``name_search`` (1 to 4)."""
    return models.Func(
        models.F("name_search"),
        models.Value("|"),
        models.Value(number),
        function="split_part",
        output_field=models.TextField(),
    )


class Traveller(models.Model):
    """Names and numbers exactly as in the machine-readable zone, and display forms beside them.

    The MRZ form is never derived from a display name (ICAO Doc 9303-3). Unknown parts of the birth
    date are kept as they are printed (``birth_date_mrz``, six characters, ``<`` for unknown);
    ``birth_date`` is null then.
    """

    mrz_line1 = models.CharField(_("first passport line"), max_length=44, blank=True)
    mrz_line2 = models.CharField(_("second passport line"), max_length=44, blank=True)
    document_code = models.CharField(_("document code"), max_length=2, blank=True)
    issuing_state = models.CharField(_("issuing state"), max_length=3, blank=True)
    nationality = models.CharField(_("nationality"), max_length=3, blank=True)
    document_number = models.CharField(_("passport number"), max_length=9, blank=True)
    name_mrz_primary = models.CharField(_("surname"), max_length=39, blank=True)
    name_mrz_secondary = models.CharField(_("given names"), max_length=39, blank=True)
    name_viz = models.CharField(_("name as printed"), max_length=200, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=60, blank=True)
    name_search = models.CharField(_("folded name"), max_length=400, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_date_mrz = models.CharField(_("date of birth as printed"), max_length=6, blank=True)
    issued_on = models.DateField(_("passport issued on"), null=True, blank=True)
    expires_on = models.DateField(_("passport valid until"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("compared with the passport at"), null=True, blank=True)

    class Meta:
        verbose_name = _("traveller")
        verbose_name_plural = _("travellers")
        constraints = [
            models.CheckConstraint(
                name="applications_traveller_confirmed_is_complete",
                condition=models.Q(confirmed_at__isnull=True)
                | (
                    ~models.Q(document_number="")
                    & ~models.Q(nationality="")
                    & ~models.Q(name_mrz_primary="", name_mrz_secondary="")
                    & models.Q(expires_on__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(name="applications_traveller_number", fields=["document_number"]),
            models.Index(
                name="applications_traveller_name",
                fields=["name_search"],
                opclasses=["varchar_pattern_ops"],
            ),
            *(
                models.Index(
                    OpClass(name_form(form), name="text_pattern_ops"),
                    name=f"applications_traveller_form{form}",
                )
                for form in range(2, 5)
            ),
        ]

    def __str__(self) -> str:
        return self.name_mrz

    @property
    def name_mrz(self) -> str:
        """Surname, comma, given names; one of the two alone for a single-name passport."""
        parts = [self.name_mrz_primary, self.name_mrz_secondary]
        return ", ".join(part for part in parts if part)
