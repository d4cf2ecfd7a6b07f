"""Pure rules of the outbox: waiting times, what may leave by e-mail, dates in words."""

import calendar
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ui.dates import end_of_period

ATTEMPTS = 8  # with the waiting times below: given up after about a day
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
STUCK_AFTER = timedelta(minutes=10)
LOST_AFTER = timedelta(minutes=2)

# Never kept in a message, however it came into the facts: a letter box is not a safe place.
FORBIDDEN_FACTS = frozenset(
    {
        "passport",
        "passport_number",
        "document_number",
        "mrz",
        "birth_date",
        "personal_number",
        "password",
        "token",
    }
)
# Told in the inbox, behind the sign-in; an e-mail only says that it is there.
INBOX_ONLY_FACTS = frozenset({"reason", "reason_code"})

LINK_WAS_SENT = "[…]"  # in the place of a link that only its reader may know

MONTHS = [month for month in calendar.month_name if month]  # the C locale: English
DAYS_EN = list(calendar.day_name)
DAYS_ZH = "一二三四五六日"


def wait_before(attempt: int) -> timedelta:
    """Time to wait after failure number ``attempt``: four times longer each time, up to 6 h."""
    return min(FIRST_WAIT * 4 ** (attempt - 1), LONGEST_WAIT)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after ``attempts`` failures; None when it is time to give up."""
    return None if attempts >= ATTEMPTS else now + wait_before(attempts)


def safe_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without those that no message may carry."""
    return {key: value for key, value in facts.items() if key not in FORBIDDEN_FACTS}


def keyless_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without the link that opens a door: that one was sent is all that stays."""
    return {**facts, "path": "", "link": LINK_WAS_SENT}


def facts_for_email(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that may travel by e-mail; withheld ones are there, but empty."""
    return {key: "" if key in INBOX_ONLY_FACTS else value for key, value in facts.items()}


def date_in_words(iso: str, language: str) -> str:
    """An ISO date as people write it: ``Thursday 5 March 2026``, ``2026年3月5日（星期四）``.

    Args:
        iso: ``YYYY-MM-DD``, an aware instant at which a period ends, or empty.
        language: ``en`` or ``zh-hans``.
    """
    if not iso:
        return ""
    day, hour = date.fromisoformat(iso[:10]), ""
    if "T" in iso:
        day, hour = end_of_period(datetime.fromisoformat(iso))
    if language == "zh-hans":
        return f"{day.year}年{day.month}月{day.day}日（星期{DAYS_ZH[day.weekday()]}）{hour}"
    words = f"{DAYS_EN[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{words}, {hour} Beijing time" if hour else words


def absolute_link(base_url: str, path: str, language: str) -> str:
    """A full address in the recipient's language.

    Args:
        base_url: the portal's own address.
        path: with or without a language in front; empty gives the inbox.
        language: of the recipient.
    """
    rest = (path or "inbox/").lstrip("/")
    if rest.startswith("admin/"):  # the officers' desk has one address for all languages
        return f"{base_url.rstrip('/')}/{rest}"
    for prefix in ("en/", "zh-hans/"):
        rest = rest.removeprefix(prefix)
    return f"{base_url.rstrip('/')}/{language}/{rest}"
