"""Every form of the portal against every nasty value.

No crash; a refusal is a sentence in the page's language, bound to its field, that loses nothing and
changes nothing; what is accepted is stored as it was typed.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from tests.nasty.attempt import Attempt, collect
from tests.nasty.desk_forms import DESK
from tests.nasty.forms import FormPage, Place
from tests.nasty.identity_forms import LINKED, NEWCOMERS
from tests.nasty.inviter_forms import INVITERS, PUBLIC
from tests.nasty.step_forms import CENTRE, EMPLOYEE, STEPS
from tests.nasty.values import ALONE, DATES, SOME_DATES, VALUES
from tests.nasty.window_forms import OFFICERS, PERMITS, WINDOW

LANGUAGES = ("en", "zh-hans")
PARTS = ("day", "month", "year")
BOXES = tuple(f"_{part}" for part in PARTS)
GROUPS = {
    "public": PUBLIC,
    "identity": [*NEWCOMERS, *LINKED],
    "organisations": INVITERS[:7],
    "invitation": INVITERS[7:],
    "single window": [*WINDOW, *PERMITS],
    "desk": DESK[:12],
    "desk, beside": DESK[12:],
    "officers": OFFICERS,
    "centre": CENTRE,
    "steps": STEPS,
    "employee": EMPLOYEE,
}


Answer = tuple[str, dict[str, Any], str]


def answers(attempt: Attempt, strange: list[str]) -> Iterator[Answer]:
    """All fields with one nasty value; then each field alone, the others being right.

    Each with what it is called, and the one field that is not right.
    """
    for what, value in VALUES.items():
        yield f"all {what}", dict.fromkeys(attempt.good, value), ""
    for name in attempt.good:
        if not name.endswith(BOXES):  # dates: below, three boxes together
            for what, values in alone(attempt, name, strange):
                yield f"{name} {what}", values, name
    yield from dates(attempt)


def alone(attempt: Attempt, name: str, strange: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """One field with every value, twice, left out, and with the key of somebody else's row."""
    good, sort = attempt.good, attempt.sort_of(name)
    for what in ALONE[sort]:
        yield what, {**good, name: VALUES[what]}
    if name == next(iter(good)):
        yield "twice", {**good, name: ["1", good[name]]}
    if not attempt.form.asks:  # without its field, a question is a page that was just opened
        yield "left out", {key: good[key] for key in good if key != name}
    if sort == "choice":
        key = strange[len(name) % len(strange)]
        yield f"another's {key}", {**good, name: key}


def dates(attempt: Attempt) -> Iterator[Answer]:
    """Each date with days that do not exist; the first form draws them all."""
    good = attempt.good
    for stem in {name.removesuffix("_year") for name in good if name.endswith("_year")}:
        for what in DATES if attempt.form is PUBLIC[0] else SOME_DATES:
            boxes = zip(PARTS, DATES[what], strict=True)
            typed = {f"{stem}_{part}": text for part, text in boxes}
            yield f"{stem} {what}", {**good, **typed}, ""


def worth_chinese(what: str) -> bool:
    """Whether the answer brings sentences that no other one brings: the rest is the same code."""
    return what in ("all empty", "all one letter", "all huge") or what.endswith("no leap year")


def accepted(attempt: Attempt) -> None:
    """The good answer is one: or the nasty ones beside it would prove nothing."""
    form = attempt.form
    status = attempt.send(attempt.good)
    wanted = {200} if form.never else {200, 302} if form.answers else {302}
    assert status in wanted, f"{status} {attempt.refused}"
    assert form.never or not attempt.refused, attempt.refused


def calls(form: FormPage, place: Place) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every answer to one form, in both languages, to be sent; first the good one."""
    for language in LANGUAGES:
        attempt = Attempt(form, place, language)
        if language == "en":
            yield f"{form.name}: good", partial(accepted, attempt)
        for what, values, odd in answers(attempt, place.strange):
            if language == "en" or worth_chinese(what):
                yield f"{form.name} {language}: {what}", partial(attempt.send, values, odd)


@pytest.mark.parametrize("group", GROUPS)
def test_every_form_with_every_value(place: Place, group: str) -> None:
    wrong = [line for form in GROUPS[group] for line in collect(calls(form, place))]
    assert not wrong, "\n".join(wrong)
