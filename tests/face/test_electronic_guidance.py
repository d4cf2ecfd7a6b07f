"""The port visa's guidance tells of the electronic one, with the numbers of the day's rows."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from port_visa.models import PortVisaParameter
from tests.factories.filings import parameter
from tests.factories.port_visa import NOW, TODAY

pytestmark = pytest.mark.django_db


def section(client: Client, language: str = "en", day: int = 0) -> str:
    """The words of the section some days from now; empty when there is none."""
    with time_machine.travel(NOW + dt.timedelta(days=day), tick=False):
        page = client.get(f"/{language}/guidance/port-visa/")
    soup = BeautifulSoup(page.content, "lxml")
    found = soup.select_one("section#electronic")
    assert bool(found) == bool(soup.select_one('a[href="#electronic"]'))
    return found.get_text(" ", strip=True) if found else ""


@pytest.mark.parametrize(
    ("language", "who", "what"),
    [
        (
            "en",
            "Organisations in Shanghai can be filed.",
            "One entry, within 15 days of the issue; a stay of up to 30 days.",
        ),
        ("zh-hans", "上海的单位可以申请备案。", "15"),
    ],
)
def test_it_says_who_may_and_what_it_allows(
    client: Client, language: str, who: str, what: str
) -> None:
    words = section(client, language)
    assert who in words
    assert what in words
    assert "F M R Z S2" in words
    assert "Jiangsu" not in words
    assert "江苏" not in words


def test_rows_of_a_later_day_count_from_that_day(client: Client) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    for code, value in (
        ("electronic_entry_days", 20),
        ("electronic_stay_days", 14),
        ("electronic_z", 0),
        ("filing_delta", 1),
    ):
        parameter(code, value, tomorrow)
    assert "within 15 days" in section(client)
    words = section(client, day=1)
    assert "within 20 days of the issue; a stay of up to 14 days" in words
    assert "F M R S2" in words
    assert "Jiangsu, Zhejiang and Anhui can be filed" in words


def test_where_nobody_can_have_one_nothing_is_promised(client: Client) -> None:
    PortVisaParameter.objects.filter(code="filing_shanghai").update(value=0)
    assert section(client) == ""
