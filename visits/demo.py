"""The demonstration's hours. Fictional: the branches' true hours are not published in our sources.

They are entered the way an administrator enters them, by the same services.
"""

from datetime import datetime, time, timedelta
from typing import Any

from accounts.models import User
from applications.deadlines import legal_date
from offices.enums import OfficeKind
from offices.queries import offices_of_kind
from visits.models import OpeningRule
from visits.services import extra_hours_add, opening_rule_save

ADMINISTRATOR = "admin@example.org"
DAY_PARTS = ((time(9), time(11, 30)), (time(13, 30), time(16, 30)))
EVENING = (time(18), time(20))
THURSDAY = 3
EVENINGS = 3
OPEN_SINCE = timedelta(days=90)  # some people of the demonstration have been here already


def load(*, now: datetime) -> list[dict[str, str]]:
    """Give each branch hours on working days and some evenings, once. No log-ins of its own."""
    actor = User.objects.filter(email=ADMINISTRATOR).first()
    if actor is None or OpeningRule.objects.exists():
        return []
    today, since = legal_date(now), legal_date(now) - OPEN_SINCE
    first_thursday = today + timedelta(days=(THURSDAY - today.weekday()) % 7 or 7)
    for number, office in enumerate(offices_of_kind(OfficeKind.BRANCH)):
        who: dict[str, Any] = {"office": office, "actor": actor, "now": now}
        slot = {"windows": 2 + number % 2, "people": 1, "minutes": 20}
        for opens, closes in DAY_PARTS:
            values = {
                "weekdays": [0, 1, 2, 3, 4],
                "on_make_up_days": True,
                "opens": opens,
                "closes": closes,
                "valid_from": since,
                "valid_until": None,
                **slot,
            }
            opening_rule_save(values=values, **who)
        for week in range(EVENINGS):
            on = first_thursday + timedelta(weeks=week)
            values = {"on": on, "opens": EVENING[0], "closes": EVENING[1], **slot}
            extra_hours_add(values=values, **who)
    return []
