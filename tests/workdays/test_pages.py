"""The public page of the working days and the officers' pages that change the calendar."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import PostRole
from tests.factories.accounts import PostFactory
from tests.workdays.notices import NOTICE_2027
from workdays.models import CalendarNotice
from workdays.pictures import kind_of, months_of
from workdays.queries import calendar_load

pytestmark = pytest.mark.django_db
IMPORT = "/admin/workdays/calendarnotice/import/"
DAY = "/admin/workdays/calendarnotice/day/"


def page(client: Client, path: str, language: str = "en") -> str:
    response = client.get(f"/{language}/working-days/{path}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


# --- the year ---


def test_the_year_shows_days_off_and_make_up_days(client: Client) -> None:
    text = page(client, "2026/")
    assert "248 working days in 2026" in text
    assert "15–23 Feb: Spring Festival" in text
    assert "14 Feb: Spring Festival" in text
    assert "make-up day, work" in text
    assert "Provisional." not in text
    assert text.count("<table") == text.count("<caption") == 12
    assert text.count('scope="col"') == 84
    assert text.count("workdays-cell--holiday") >= 33


def test_the_year_in_chinese(client: Client) -> None:
    text = page(client, "2026/", "zh-hans")
    assert "2月15日至23日：春节" in text
    assert "2026年共有248个工作日" in text
    assert "working day" not in re.sub(r"<[^>]+>", "", text)


def test_an_unpublished_year_says_so(client: Client) -> None:
    text = page(client, "2027/")
    assert "Provisional." in text
    assert "5–8 Feb: Spring Festival" in text
    assert "暂定" in page(client, "2027/", "zh-hans")


@time_machine.travel(datetime(2026, 12, 31, 16, 30, tzinfo=UTC))
def test_without_a_year_it_is_the_year_in_beijing(client: Client) -> None:
    assert "Working days in 2027" in page(client, "")


@time_machine.travel(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
@pytest.mark.parametrize(
    ("year", "status"), [(2003, 404), (2004, 200), (2030, 200), (2031, 404), (99999, 404)]
)
def test_years_that_there_are(client: Client, year: int, status: int) -> None:
    assert client.get(f"/en/working-days/{year}/").status_code == status


def test_months_hold_every_day_once() -> None:
    calendar = calendar_load()
    months = months_of(calendar, 2026)
    cells = [cell for month in months for week in month.weeks for cell in week if cell]
    assert len({cell.date for cell in cells}) == len(cells) == 365
    assert sum(month.workdays for month in months) == 248
    for cell in cells:
        assert (cell.kind in ("workday", "make_up")) == calendar.is_workday(cell.date)
    assert kind_of(calendar, date(2026, 3, 7)) == "weekend"


# --- the calculator ---


def test_the_calculator_counts_day_by_day(client: Client) -> None:
    text = page(client, "2026/?start_day=30&start_month=9&start_year=2026&n=3")
    assert "3 working days after Wednesday 30 September 2026" in text
    assert "<strong>Saturday 10 October 2026</strong>" in text
    assert text.count("portal-days__day--counted") == 2
    assert "start, not counted" in text
    chinese = page(client, "2026/?start_day=30&start_month=9&start_year=2026&n=3", "zh-hans")
    assert "2026年10月10日（星期六）" in chinese


def test_the_calculator_says_when_it_is_provisional(client: Client) -> None:
    text = page(client, "2026/?start_day=30&start_month=12&start_year=2026&n=5")
    assert "Provisional: the State Council" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("start_day=29&start_month=2&start_year=2026&n=3", "29 February 2026 does not exist"),
        ("start_day=&start_month=&start_year=&n=3", "Enter the day of acceptance"),
        ("start_day=1&start_month=3&start_year=2026&n=", "Enter the number of working days"),
        ("start_day=1&start_month=3&start_year=2026&n=x", "must be a whole number"),
        ("start_day=1&start_month=3&start_year=2026&n=0", "must be 1 or more"),
        ("start_day=1&start_month=3&start_year=2026&n=-2", "must be 1 or more"),
        ("start_day=1&start_month=3&start_year=2026&n=99999", "must be 400 or fewer"),
        ("start_day=1&start_month=3&start_year=1999&n=3", "must be 1 January 2004 or later"),
    ],
)
def test_bad_input_to_the_calculator(client: Client, query: str, sentence: str) -> None:
    text = page(client, f"2026/?{query}")
    assert "There is a problem" in text
    assert sentence in text
    assert "portal-days__list" not in text


# --- the officers' pages ---


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(PostFactory.create(role=PostRole.ADMINISTRATOR).officer)
    return client


def token_in(text: str) -> str:
    found = re.search(r'name="token" value="([^"]*)"', text)
    assert found
    return found[1].replace("&#x27;", "'").replace("&gt;", ">").replace("&lt;", "<")


def test_an_administrator_previews_and_confirms(administrator: Client) -> None:
    assert administrator.get(IMPORT).status_code == 200
    preview = administrator.post(IMPORT, {"text": NOTICE_2027}).content.decode()
    assert "Confirm and recompute" in preview
    assert "13 February 2027" in preview
    assert not CalendarNotice.objects.exists()
    data = {"text": NOTICE_2027, "token": token_in(preview), "confirm": "1"}
    for _time in range(2):  # the second press of the button has no effect
        response = administrator.post(IMPORT, data, follow=True)
        assert response.redirect_chain
    assert CalendarNotice.objects.count() == 1
    assert "Nothing was changed" in response.content.decode()
    record = CalendarNotice.objects.get()
    listed = administrator.get(reverse("admin:workdays_calendarnotice_changelist"))
    assert "国务院办公厅关于2027年" in listed.content.decode()
    shown = administrator.get(reverse("admin:workdays_calendarnotice_change", args=[record.pk]))
    assert shown.status_code == 200


def test_a_file_is_read_too(administrator: Client) -> None:
    for content in (NOTICE_2027.encode(), NOTICE_2027.encode("gb18030")):
        file = SimpleUploadedFile("notice.txt", content)
        assert (
            "Confirm and recompute" in administrator.post(IMPORT, {"file": file}).content.decode()
        )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Paste the text of the notice, or choose a file."),
        (
            {"text": NOTICE_2027.replace("1月1日（周五）", "1月1日（周四）")},
            "Line 2: 2027-01-01 is",
        ),
        ({"text": NOTICE_2027, "year": "2028"}, "You filled in 2028"),
        ({"text": NOTICE_2027, "url": "nonsense"}, "Enter a valid URL."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF\xff\xfe\x00")}, "The file is not text."),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 200_001)}, "larger than 200 kB"),
    ],
)
def test_mistakes_are_named_and_nothing_is_lost(
    administrator: Client, data: dict[str, str], sentence: str
) -> None:
    text = administrator.post(IMPORT, data).content.decode()
    assert sentence in text
    assert "Confirm and recompute" not in text
    if data.get("text"):
        assert "部分节假日安排的通知" in text


def test_a_stale_preview_is_shown_anew(administrator: Client) -> None:
    data = {"text": NOTICE_2027, "token": "old", "confirm": "1"}
    text = administrator.post(IMPORT, data).content.decode()
    assert "The calendar has changed since this preview" in text
    assert "Confirm and recompute" in text
    assert not CalendarNotice.objects.exists()
    administrator.post(IMPORT, {**data, "token": token_in(text)})
    assert CalendarNotice.objects.exists()


def test_one_day_is_changed_with_a_reason(administrator: Client) -> None:
    data = {
        "date": "2026-12-24",
        "kind": "holiday",
        "name_zh": "临时放假",
        "name_en": "special day",
        "reason": "Announced on 20 November.",
    }
    preview = administrator.post(DAY, data).content.decode()
    assert "24 December 2026" in preview
    administrator.post(DAY, {**data, "token": token_in(preview), "confirm": "1"})
    assert not calendar_load().is_workday(date(2026, 12, 24))
    nameless = administrator.post(DAY, {**data, "name_en": ""}).content.decode()
    assert "Give the day a name in both languages." in nameless
    wednesday = administrator.post(
        DAY, {**data, "date": "2026-12-23", "kind": "make_up", "confirm": "1"}
    )
    assert "not a Saturday or Sunday" in wednesday.content.decode()


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER])
@pytest.mark.parametrize("address", [IMPORT, DAY, "/admin/workdays/calendarnotice/"])
def test_other_officers_have_no_business_here(client: Client, role: str, address: str) -> None:
    client.force_login(PostFactory.create(role=role).officer)
    assert client.get(address).status_code == 403
    if address != "/admin/workdays/calendarnotice/":
        assert client.post(address, {"text": NOTICE_2027, "confirm": "1"}).status_code == 403
    assert not CalendarNotice.objects.exists()


def test_the_record_is_read_only_in_the_admin(administrator: Client) -> None:
    assert administrator.get("/admin/workdays/calendarnotice/add/").status_code == 403
