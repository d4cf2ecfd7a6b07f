"""The answers of the tool as the rules read them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from applications.deadlines import legal_date
from permits.enums import (
    Chinese,
    Distinction,
    Education,
    Ground,
    PayMultiple,
    PermitKind,
)
from permits.finder.store import Raw, answers_raw
from permits.queries import parameters, wage_average
from permits.rules import Answers, Claims, Decision, Parameters, category_direct

ELSEWHERE: Final = "elsewhere"
OUTSIDE: Final = "outside"
UNSURE: Final = "unsure"
UNSURE_CATEGORY: Final = "unknown"
# Who has a permit already knows its category: nothing is counted for these.
KEEPS_CATEGORY: Final = (PermitKind.CHANGE_DETAILS, PermitKind.CANCELLATION)


@dataclass(frozen=True)
class Found:
    """Everything that the tool asked, complete.

    ``zone``: a zone's code; empty for another part of Shanghai. ``zone_answer`` also knows
    "outside" (not in Shanghai) and "unsure". ``category``: what is printed on the permit, where
    only that was asked; "" when it is not known. ``answers`` None: a direct ground for A, or the
    category, made the rest needless. ``day``: what the kind's window is counted from.
    """

    kind: PermitKind
    zone_answer: str
    category: str
    age: int | None
    pay: int | None
    claims: Claims
    answers: Answers | None
    family: bool
    day: date | None

    @property
    def zone(self) -> str:
        return "" if self.zone_answer in (ELSEWHERE, OUTSIDE, UNSURE) else self.zone_answer


@dataclass(frozen=True)
class Asked:
    """What decides which questions are asked: the answers so far, the rows of the day."""

    raw: Raw
    numbers: Parameters
    average: int | None

    @property
    def keeps_category(self) -> bool:
        return self.raw.get("kind") in KEEPS_CATEGORY

    @property
    def claims(self) -> Claims:
        """The grounds that were named so far."""
        raw = self.raw
        named = [*raw.get("grounds_a", []), *raw.get("grounds_b", [])]
        return Claims(
            grounds=frozenset(Ground(code) for code in named if code in Ground.values),
            multiple=PayMultiple(raw.get("multiple", PayMultiple.UNKNOWN)),
            teaching_qualification=raw.get("teaching") == "yes",
        )

    @property
    def pay_is_doubtful(self) -> bool:
        """Whether the pay is so small that a slip is likely: yuan and ten-thousands of yuan."""
        pay = self.raw.get("pay")
        return pay is not None and pay < self.numbers.pay_ask_again_below

    @property
    def direct(self) -> Decision | None:
        """Category A by a ground that needs nothing more, as far as it is known by now."""
        return self._direct(self.raw.get("pay", 0), self.claims)

    @property
    def direct_whatever_the_pay(self) -> bool:
        """Whether a ground that has nothing to do with pay already makes it category A."""
        claims = replace(self.claims, multiple=PayMultiple.UNKNOWN)
        return self._direct(0, claims) is not None

    def _direct(self, pay: int, claims: Claims) -> Decision | None:
        if self.keeps_category or "age" not in self.raw:
            return None
        return category_direct(
            age=self.raw["age"],
            pay=pay,
            claims=claims,
            numbers=self.numbers,
            average=self.average,
        )


def asked_on(request: HttpRequest, on: date) -> Asked:
    """The answers so far with the rows in force on a day."""
    return Asked(answers_raw(request), parameters(on), wage_average(on))


def _answers(raw: Raw) -> Answers:
    return Answers(
        age=raw["age"],
        education=Education(raw["education"]),
        experience=raw["experience"],
        pay=raw["pay"],
        months=raw["months"],
        chinese=Chinese(raw["chinese"]),
        distinctions=frozenset(Distinction(code) for code in raw["distinctions"]),
        bonus=raw["bonus"],
    )


def found_of(asked: Asked) -> Found:
    """The complete answers; raises KeyError or ValueError when one is missing or unknown."""
    raw: dict[str, Any] = asked.raw
    short = asked.keeps_category
    day = raw.get("day")
    return Found(
        kind=PermitKind(raw["kind"]),
        zone_answer=raw["zone"],
        category=raw["category"] if short and raw["category"] != UNSURE_CATEGORY else "",
        age=None if short else raw["age"],
        pay=raw.get("pay"),
        claims=Claims() if short else asked.claims,
        answers=None if short or asked.direct else _answers(raw),
        family=raw.get("family") == "yes" and not short,
        day=date.fromisoformat(day) if day else None,
    )


def answers_of(request: HttpRequest) -> Found | None:
    """What the person answered in the tool, for pages that begin an application; None: not all.

    Reads the session only (and the day's rows); it never changes it.
    """
    from permits.finder.questions import first_open

    asked = asked_on(request, legal_date(timezone.now()))
    if first_open(asked) is not None:
        return None
    try:
        return found_of(asked)
    except (KeyError, ValueError):
        return None
