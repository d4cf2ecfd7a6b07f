"""Until when the permits can be valid: 90 days to 5 years, never beyond contract or passport."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from permits.enums import TalentCategory
from permits.rules.parameters import Parameters
from permits.rules.periods import add_months


@dataclass(frozen=True)
class Limit:
    """One reason why a permit ends: ``code``, the last day that it allows, and a sentence."""

    code: str
    until: date
    words: str


@dataclass(frozen=True)
class Validity:
    """The last day of both permits, with every limit, the one that decides first.

    ``problem`` is empty, or says why no permit can be issued for this period and what to do.
    """

    starts_on: date
    until: date
    reasons: tuple[Limit, ...]
    problem: str

    @property
    def possible(self) -> bool:
        return not self.problem

    @property
    def deciding(self) -> Limit:
        return self.reasons[0]


def _category_limit(category: str, starts_on: date, numbers: Parameters) -> Limit:
    months = numbers.months_max_a if category == TalentCategory.A else numbers.months_max_b
    words = _("Category %(category)s: at most %(months)d months at a time.") % {
        "category": category,
        "months": months,
    }
    return Limit("category", add_months(starts_on, months), words)


def validity(
    *,
    category: str,
    starts_on: date,
    contract_until: date | None,
    passport_until: date,
    numbers: Parameters,
    wanted_until: date | None = None,
) -> Validity:
    """Until when permits that begin on ``starts_on`` can be valid (Beijing dates, both included).

    ``contract_until`` None: the contract has no end. ``wanted_until``: what the employer asks for.
    Sources: Exit and Entry Administration Law, article 30(3); the category's and the contract's
    limits are local configuration (``PermitParameter``).
    """
    longest = add_months(starts_on, numbers.work_permit_months_max)
    limits = [
        Limit(
            "law",
            longest,
            _("The law allows at most %(months)d months.")
            % {"months": numbers.work_permit_months_max},
        ),
        _category_limit(category, starts_on, numbers),
        Limit("passport", passport_until, _("The passport ends on this day.")),
    ]
    if contract_until is not None:
        limits.append(Limit("contract", contract_until, _("The contract ends on this day.")))
    if wanted_until is not None:
        limits.append(Limit("wanted", wanted_until, _("You asked for this day.")))
    limits.sort(key=lambda limit: limit.until)
    until = limits[0].until
    shortest = starts_on + timedelta(days=numbers.work_permit_days_min)
    problem = "" if until >= shortest else _problem(limits, shortest, numbers)
    return Validity(starts_on, until, tuple(limits), problem)


def _problem(limits: list[Limit], shortest: date, numbers: Parameters) -> str:
    way_out = {
        "passport": _("Renew the passport first, then apply with the new one."),
        "contract": _("Extend the contract first, or ask 12367 about short work."),
        "wanted": _("Ask for a later day."),
    }
    short = _("The permit would end too early: it is valid for at least %(days)d days.") % {
        "days": numbers.work_permit_days_min
    }
    too_early = [limit for limit in limits if limit.until < shortest]
    return " ".join([short, *(way_out[one.code] for one in too_early if one.code in way_out)])
