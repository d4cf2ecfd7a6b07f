"""Waiting times, dates in words, what must not travel."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import rules

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("iso", "language", "words"),
    [
        ("2026-03-05", "en", "Thursday 5 March 2026"),
        ("2026-03-05", "zh-hans", "2026年3月5日（星期四）"),
        ("2026-10-10", "en", "Saturday 10 October 2026"),
        ("2026-10-11", "zh-hans", "2026年10月11日（星期日）"),
        ("", "en", ""),
        ("", "zh-hans", ""),
    ],
)
def test_dates_are_written_in_words(iso: str, language: str, words: str) -> None:
    assert rules.date_in_words(iso, language) == words


@given(st.dates())
def test_a_date_in_words_keeps_day_and_year(day: date) -> None:
    english = rules.date_in_words(day.isoformat(), "en").split()
    assert english[1] == str(day.day)
    assert english[3] == str(day.year)
    assert rules.date_in_words(day.isoformat(), "zh-hans").startswith(f"{day.year}年{day.month}月")


def test_waits_grow_and_end() -> None:
    waits = [rules.wait_before(attempt) for attempt in range(1, rules.ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=6)
    assert rules.next_attempt(rules.ATTEMPTS - 1, NOW) == NOW + waits[-1]
    assert rules.next_attempt(rules.ATTEMPTS, NOW) is None


@pytest.mark.parametrize(
    ("path", "language", "link"),
    [
        ("/applications/PV7K/", "zh-hans", "https://x.example/zh-hans/applications/PV7K/"),
        ("/en/applications/PV7K/", "zh-hans", "https://x.example/zh-hans/applications/PV7K/"),
        ("/zh-hans/a/?b=en/", "en", "https://x.example/en/a/?b=en/"),
        ("", "en", "https://x.example/en/inbox/"),
        (
            "/admin/applications/application/7/",
            "zh-hans",
            "https://x.example/admin/applications/application/7/",
        ),
    ],
)
def test_links_lead_to_the_recipients_language(path: str, language: str, link: str) -> None:
    assert rules.absolute_link("https://x.example/", path, language) == link


def test_a_passport_number_is_never_kept_and_a_reason_never_travels() -> None:
    facts = {"passport_number": "L898902C3", "reason": "ill", "reference": "PV7K"}
    kept = rules.safe_facts(facts)
    assert kept == {"reason": "ill", "reference": "PV7K"}
    assert rules.facts_for_email(kept) == {"reason": "", "reference": "PV7K"}
