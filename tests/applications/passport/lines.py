"""Passport lines for the tests: published ones, and made ones with right digits."""

from datetime import date

import pytest

from applications.passport.errors import PassportRejected
from applications.passport.rules.digits import check_digit
from applications.passport.rules.mrz import Passport, passport_read

TODAY = date(2026, 3, 2)
ERIKSSON = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F2804154ZE184226B<<<<<18",
)
ERIKSSON_ICAO = (ERIKSSON[0], "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
ARKFREITH = (
    "PPUTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "X1234567<7UTO0002299<3101311<<<<<<<<<<<<<<<0",
)
MUSTERMANN = (
    "P<D<<MUSTERMANN<<ERIKA<PAULA<<<<<<<<<<<<<<<<",
    "C01X00T478D<<8308126F3302288<<<<<<<<<<<<<<<0",
)


def line2(
    number: str = "X1234567<",
    nationality: str = "UTO",
    birth: str = "800101",
    sex: str = "F",
    expiry: str = "310131",
    optional: str = "<" * 14,
    optional_digit: str | None = None,
) -> str:
    """A second line whose five digits are right."""
    number, optional = number.ljust(9, "<"), optional.ljust(14, "<")
    digit = check_digit(optional) if optional_digit is None else optional_digit
    start = number + check_digit(number) + nationality.ljust(3, "<")
    start += birth + check_digit(birth) + sex + expiry + check_digit(expiry) + optional + digit
    return start + check_digit(start[0:10] + start[13:20] + start[21:43])


def line1(names: str = "TESTER<<SAM", state: str = "UTO", code: str = "P<") -> str:
    return (code + state.ljust(3, "<") + names).ljust(44, "<")


def read(*lines: str, today: date = TODAY, specimen: bool = True) -> Passport:
    return passport_read("\n".join(lines), today=today, allow_specimen=specimen)


def refusal(*lines: str, today: date = TODAY, specimen: bool = True) -> PassportRejected:
    with pytest.raises(PassportRejected) as caught:
        read(*lines, today=today, specimen=specimen)
    return caught.value


def codes(error: PassportRejected) -> list[str]:
    return [problem.code for problem in error.problems]
