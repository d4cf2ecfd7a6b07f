"""A passport held against the record."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.passport.rules.mrz import Passport, passport_read
from applications.specimen import Specimen
from port_visa.rules.comparison import (
    Recorded,
    Verdict,
    differing,
    passport_compare,
    passport_over,
)
from tests.factories.port_visa import ANNA, TODAY

RECORD = Recorded(
    number="L898902C3",
    primary="ERIKSSON",
    secondary="ANNA MARIA",
    written="Anna Maria Eriksson",
    birth="740812",
    nationality="UTO",
    issuing_state="UTO",
    sex="F",
    expires_on="2034-04-15",
)


def read(specimen: Specimen) -> Passport:
    return passport_read(specimen.lines, today=TODAY, allow_specimen=True)


def verdicts(specimen: Specimen, record: Recorded = RECORD) -> dict[str, Verdict]:
    return {check.field: check.verdict for check in passport_compare(read(specimen), record)}


def test_the_same_passport_agrees_in_every_field() -> None:
    assert set(verdicts(ANNA).values()) == {Verdict.SAME}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "L898902C4"}, "number"),
        ({"birth": "740813"}, "birth"),
        ({"nationality": "D"}, "nationality"),
        ({"issuing_state": "D"}, "issuing_state"),
        ({"sex": "M"}, "sex"),
        ({"sex": ""}, "sex"),
        ({"expires_on": "2034-04-16"}, "expires_on"),
        ({"primary": "ERICSON", "written": ""}, "primary"),
        ({"secondary": "ANNE", "written": ""}, "secondary"),
    ],
)
def test_each_difference_is_in_its_own_field(change: dict[str, Any], field: str) -> None:
    found = verdicts(ANNA, replace(RECORD, **change))
    assert [name for name, verdict in found.items() if verdict is not Verdict.SAME] == [field]
    assert found[field] is Verdict.DIFFERENT


def _named(primary: str, secondary: str) -> Specimen:
    return Specimen(primary, secondary, ANNA.number, ANNA.birth_date, ANNA.expires_on)


@pytest.mark.parametrize(
    ("specimen", "change", "verdict"),
    [
        # divided otherwise, another spelling that ICAO allows, cut at the end of the line
        (_named("ERIKSSONANNA", "MARIA"), {}, Verdict.LOOK),
        (
            _named("MUELLER", "JUERGEN"),
            {"primary": "MULLER", "secondary": "JURGEN", "written": "Müller, Jürgen"},
            Verdict.LOOK,
        ),
        (
            _named("WOLFESCHLEGELSTEINHAUSENBERGERDORFFABCD", ""),
            {"primary": "WOLFESCHLEGELSTEINHAUSENBERGERDORFFABCDEF", "secondary": ""},
            Verdict.LOOK,
        ),
        (
            _named("MUELLER", "JUERGEN"),
            {"primary": "MULLER", "secondary": "JURGEN"},
            Verdict.DIFFERENT,
        ),
        (_named("ERIKSSON", "ANNA"), {}, Verdict.DIFFERENT),
    ],
)
def test_names(specimen: Specimen, change: dict[str, Any], verdict: Verdict) -> None:
    found = verdicts(specimen, replace(RECORD, **change))
    worst = {found["primary"], found["secondary"]} - {Verdict.SAME}
    assert worst == {verdict}


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=60))
def test_a_field_is_the_same_only_when_each_sign_is(one: str, two: str, written: str) -> None:
    record = replace(RECORD, primary=one, secondary=two, written=written)
    for check in passport_compare(read(ANNA), record):
        assert check.is_same == (check.passport == check.record)


def test_differing_names_only_what_differs() -> None:
    checks = passport_compare(read(_named("ERIKSSONANNA", "MARIA")), replace(RECORD, sex="M"))
    assert differing(checks) == ["sex"]
    assert all(check.label for check in checks)


def test_a_passport_counts_on_its_last_day() -> None:
    passport = read(ANNA)
    assert not passport_over(passport, date(2034, 4, 15))
    assert passport_over(passport, date(2034, 4, 16))
