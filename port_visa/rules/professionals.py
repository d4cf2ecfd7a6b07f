"""Who may invite in their own name: pure questions over dated rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django.utils import formats
from django.utils.translation import gettext as _

from port_visa.rules.checklist import Dated, in_force
from port_visa.rules.visit import last_lawful_day
from ui.problems import Problem


class ProofRow(Dated, Protocol):
    """A kind of proof that counts; ``categories`` of the work, where none means any."""

    proof: str
    categories: Sequence[str]


def qualifies(rows: Iterable[ProofRow], *, proof: str, category: str, on: date) -> bool:
    """Whether this proof lets somebody invite on a day."""
    return any(
        row.proof == proof and (not row.categories or category in row.categories)
        for row in in_force(rows, on)
    )


def stay_warning(until: date, *, arrival_on: date, stay_days: int) -> Problem | None:
    """Practice, not law: the inviter should be living here until the visitor leaves."""
    last_day = last_lawful_day(arrival_on, stay_days)
    if until >= last_day:
        return None
    message = _(
        "The inviter's own permit ends on %(until)s, before the last day of the visit, %(last)s. "
        "This is allowed, but officers may ask about it."
    ) % {"until": formats.date_format(until), "last": formats.date_format(last_day)}
    return Problem("inviter_leaves", message, "stay_days")


def limit_problem(count: int, most: int) -> Problem | None:
    """How many people one professional may have under way at once, drafts of this one included."""
    if count <= most:
        return None
    message = _(
        "You can have %(most)d people under way at once. With this invitation there would be "
        "%(count)d. Remove somebody, or wait until an earlier application is decided."
    ) % {"most": most, "count": count}
    return Problem("too_many_open", message)
