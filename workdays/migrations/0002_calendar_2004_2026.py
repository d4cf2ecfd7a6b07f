"""Seed the State Council's calendar of 2004-2026, and what the law fixes for later years.

The rows are in ``data/calendar.csv``, one range a line; ``year`` is the year of the notice that
lists them (a notice may list days of the December before). Taken from the ``holidays`` package and
checked day by day against ``chinesecalendar``; the two differ on 2005-12-31 only, a Saturday that
the notice for 2006 made a working day. Years after 2026 hold only the statutory holidays that the
National Holidays Measure names; they stay unpublished, so dates in them are provisional.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

from django.db import migrations

LAST_PUBLISHED = 2026
DATA = Path(__file__).with_name("data") / "calendar.csv"
URLS = {
    2025: "https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm",
    2026: "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
}


def seed(apps, schema_editor):
    year_model = apps.get_model("workdays", "CalendarYear")
    day_model = apps.get_model("workdays", "CalendarDay")
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    year_model.objects.bulk_create(
        [
            year_model(
                year=year,
                published=year <= LAST_PUBLISHED,
                notice_title=(
                    f"国务院办公厅关于{year}年部分节假日安排的通知"
                    if year <= LAST_PUBLISHED
                    else ""
                ),
                notice_url=URLS.get(year, ""),
            )
            for year in sorted({int(row["year"]) for row in rows})
        ]
    )
    days = []
    for row in rows:
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days += [
            day_model(
                date=first + timedelta(days=offset),
                kind=row["kind"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                year_id=int(row["year"]),
            )
            for offset in range((last - first).days + 1)
        ]
    day_model.objects.bulk_create(days)


def unseed(apps, schema_editor):
    apps.get_model("workdays", "CalendarDay").objects.all().delete()
    apps.get_model("workdays", "CalendarYear").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("workdays", "0001_squashed_0003_changes_of_the_calendar"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
