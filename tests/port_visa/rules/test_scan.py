"""What a scan is, however it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from port_visa.rules.scan import Scan, Sort, scan_read
from tests.factories.port_visa import ANNA

CODE = "2345-6789-ACDE"
ONE, TWO = ANNA.lines.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "23456789ACDE",
        "2345 6789 acde",
        "２３４５-6789-ACDE",
        f"https://portal.example/v/{CODE}",
        f"https://portal.example/v/{CODE}#eyJhbGciOiJFUzI1NiJ9.x.y",
        f"HTTPS://PORTAL.EXAMPLE/V/{CODE}",
        f"http://localhost:8000/zh-hans/verify/{CODE}/",
        f"  {CODE}\n",
    ],
)
def test_a_code_however_it_is_written(text: str) -> None:
    assert scan_read(text) == Scan(Sort.CODE, CODE)


@pytest.mark.parametrize("text", [f"{ONE}\n{TWO}", f"{ONE}\r\n{TWO}\r\n", ONE + TWO, ANNA.lines])
def test_both_lines_of_a_passport(text: str) -> None:
    assert scan_read(text).sort is Sort.LINES


def test_the_lines_one_after_the_other() -> None:
    half = scan_read(ONE.lower())
    assert half == Scan(Sort.FIRST_LINE, ONE)
    assert scan_read(TWO, first_line=half.value) == Scan(Sort.LINES, f"{ONE}\n{TWO}")


def test_a_new_first_line_takes_the_place_of_the_old_one() -> None:
    assert scan_read(ONE, first_line=ONE) == Scan(Sort.FIRST_LINE, ONE)


def test_numbers_of_documents_and_of_passports() -> None:
    assert scan_read("沪口签通〔2026〕第000001号") == Scan(
        Sort.NUMBER, "沪口签通〔2026〕第000001号"
    )
    assert scan_read("l898 902c3") == Scan(Sort.PASSPORT_NUMBER, "L898902C3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "ABCDE",
        "https://evil.example/",
        "/v/",
        "/v/nonsense#x",
        "%",
        "1\x002",
        "x" * 1001,
    ],
)
def test_anything_else_is_nothing(text: str) -> None:
    assert scan_read(text).sort is Sort.NOTHING


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_scan_breaks_it(text: str, first: str) -> None:
    assert isinstance(scan_read(text, first_line=first), Scan)
