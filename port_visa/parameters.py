"""The dated numbers of the port visa, as they stand on a day."""

from dataclasses import fields
from datetime import date

from port_visa.models import PortVisaParameter
from port_visa.rules.visit import Limits


def limits_on(day: date) -> Limits:
    """The numbers in force on ``day``; where no row says otherwise, the code's own."""
    known = {field.name for field in fields(Limits)}
    rows = PortVisaParameter.objects.filter(code__in=known, valid_from__lte=day)
    values = dict(rows.order_by("valid_from").values_list("code", "value"))
    return Limits(**values)
