"""The dated numbers of the port visa, as they stand on a day."""

from datetime import date

from applications.numbers import numbers_in_force
from port_visa.models import PortVisaParameter
from port_visa.rules.visit import Limits


def limits_on(day: date) -> Limits:
    """The numbers in force on ``day``; where no row says otherwise, the code's own."""
    return numbers_in_force(Limits, PortVisaParameter, day)
