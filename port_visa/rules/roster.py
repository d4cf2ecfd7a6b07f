"""What is wrong with one person of a roster, column by column, and who it is when nothing is.

The pages of one person judge by the same rules, in the same sentences.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.passport.errors import PassportRejected
from applications.passport.rules import names
from applications.passport.rules.correction import Correction, correction_problems
from applications.passport.rules.mrz import Passport, passport_read
from applications.passport.rules.states import STATES, state_name
from port_visa.rules.roster_columns import BY_CODE, COLUMNS, IN_LINES, REQUIRED
from port_visa.rules.roster_days import NotADay, day_read
from port_visa.rules.visit import passport_problem
from ui.problems import Problem

LINES: Final = ("mrz_line1", "mrz_line2")
DETAILS: Final = ("occupation", "employer", "relation", "previous_visits")
_MOST: Final = {"occupation": 120, "employer": 200, "relation": 200, "previous_visits": 500}
_UNKNOWN: Final = ("-", "–", "—", "?", "unknown", "未知", "不详")
_SEXES: Final = {
    **dict.fromkeys(("m", "male", "男", "男性"), "M"),
    **dict.fromkeys(("f", "female", "女", "女性"), "F"),
    **dict.fromkeys(("x", "<", "unspecified", "未指明"), "X"),
}
_LANGUAGES: Final = {
    **dict.fromkeys(("en", "eng", "english", "英文", "英语"), "en"),
    **dict.fromkeys(("zh", "zh-hans", "zh-cn", "chinese", "中文", "汉语"), "zh-hans"),
}
_STATE_CODES: Final = {
    **{name.casefold(): code for code, pair in STATES.items() for name in pair},
    **{code.casefold(): code for code in STATES},
    "deu": "D",
    "germany": "D",
}
_COMPUTED: Final = re.compile(r"#(?:REF|VALUE|NAME|DIV/0|N/A|NULL|NUM)[!?]?")
_A_STATE: Final = "FRA"  # stands in while another column is wrong, so that the rest is still judged
_A_DAY: Final = date(9999, 12, 31)


@dataclass(frozen=True)
class Circumstances:
    """What a row is judged by besides itself.

    ``first_rows``: of each passport number, the row of the roster that has it first. ``invited``:
    passport numbers that are on the invitation already. ``allow_specimen``: fictional passports.
    """

    today: date
    arrival_on: date | None = None
    stay_days: int | None = None
    allow_specimen: bool = False
    first_rows: Mapping[str, int] = field(default_factory=dict)
    invited: Collection[str] = ()


@dataclass(frozen=True)
class RosterPerson:
    """A row without a fault: columns of the traveller, columns of the invitee, the two lines.

    ``language``: in which they are written to; empty when the list does not say.
    """

    identity: Mapping[str, Any]
    printed: Mapping[str, Any]
    details: Mapping[str, str]
    email: str
    language: str
    passport: Passport | None


@dataclass(frozen=True)
class Judged:
    """``problems`` each name their column; ``person`` is there when there are none."""

    problems: tuple[Problem, ...]
    person: RosterPerson | None = None


class _Row:
    """One row being judged: its texts, what was read of them, what is wrong."""

    def __init__(self, values: Mapping[str, str], given: Circumstances) -> None:
        self.given = given
        self.problems: dict[str, Problem] = {}
        self.values = {code: values.get(code, "").strip() for code in BY_CODE}
        for code, text in self.values.items():
            if text.startswith("="):
                self.add(code, "formula", _("This is a formula. Write the value itself."))
            elif _COMPUTED.fullmatch(text):
                self.add(code, "computed", _("This is a spreadsheet's error. Write the value."))

    def add(self, code: str, why: str, message: str) -> None:
        """Keep the first thing that is wrong with a column: the others often follow from it."""
        self.problems.setdefault(code, Problem(why, message, code))

    def text(self, code: str) -> str:
        """The text of a column; empty when it is wrong already."""
        return "" if code in self.problems else self.values[code]


def row_judge(number: int, values: Mapping[str, str], given: Circumstances) -> Judged:
    """Judge the row ``number`` of a roster, whose texts are ``values``, by column."""
    row = _Row(values, given)
    passport = _lines(row)
    _required(row, passport)
    correction = _correction(row, passport)
    _alone(row, number, correction, passport)
    details = {code: row.text(code) for code in DETAILS}
    printed = _printed(row, correction)
    email, language = _email(row), _language(row)
    problems = tuple(row.problems[c.code] for c in COLUMNS if c.code in row.problems)
    if problems:
        return Judged(problems)
    identity = {} if passport else correction.columns()
    return Judged((), RosterPerson(identity, printed, details, email, language, passport))


def passport_number(values: Mapping[str, str]) -> str:
    """The passport number that a row gives, as it is compared; from its second line if need be."""
    typed = "".join(values.get("document_number", "").upper().split())
    return typed or values.get("mrz_line2", "").replace(" ", "").upper()[:9].rstrip("<")


def _lines(row: _Row) -> Passport | None:
    """Read the two passport lines where they are given; their check digits tell mistakes."""
    one, two = (row.text(code) for code in LINES)
    if not (one or two):
        return None
    if not (one and two):
        missing = LINES[0] if two else LINES[1]
        row.add(missing, "line_missing", _("Give both passport lines, or neither."))
        return None
    try:
        passport = passport_read(
            f"{one}\n{two}", today=row.given.today, allow_specimen=row.given.allow_specimen
        )
    except PassportRejected as error:
        row.add(LINES[1], error.problems[0].code, " ".join(p.message for p in error.problems))
        return None
    return passport


def _required(row: _Row, passport: Passport | None) -> None:
    for code in REQUIRED:
        if row.values[code] or (passport and code in IN_LINES):
            continue
        if code == "name_mrz_primary" and row.values["name_mrz_secondary"]:
            continue
        if code in IN_LINES and row.problems.keys() & set(LINES):
            continue  # the lines are there and will say it
        row.add(code, "required", _("This is empty. Fill it in."))


def _correction(row: _Row, passport: Passport | None) -> Correction:
    """The typed columns, judged by the rules for values typed by hand; the lines come first."""
    typed = Correction(
        name_mrz_primary=" ".join(row.text("name_mrz_primary").upper().split()),
        name_mrz_secondary=" ".join(row.text("name_mrz_secondary").upper().split()),
        document_number="".join(row.text("document_number").upper().split()),
        issuing_state=_state(row) or _A_STATE,
        nationality=_state(row) or _A_STATE,
        sex=_sex(row),
        birth_date=_day(row, "birth_date"),
        expires_on=_day(row, "expires_on") or _A_DAY,
    )
    if passport:
        _compare(row, typed, passport)
        return typed
    lines_wrong = bool(row.problems.keys() & set(LINES))
    for problem in correction_problems(
        typed, today=row.given.today, allow_specimen=row.given.allow_specimen
    ):
        code = "nationality" if problem.field == "issuing_state" else problem.field
        if row.values[code] or not (lines_wrong or code == "document_number"):
            row.add(code, problem.code, problem.message)
    return typed


def _compare(row: _Row, typed: Correction, passport: Passport) -> None:
    """What is typed beside the lines must be what they say."""
    said: dict[str, Any] = {
        "name_mrz_primary": passport.primary,
        "name_mrz_secondary": passport.secondary,
        "document_number": passport.number,
        "nationality": passport.nationality,
        "sex": passport.sex,
        "birth_date": passport.birth_date,
        "expires_on": passport.expires_on,
    }
    for code, value in said.items():
        if row.text(code) and value and getattr(typed, code) != value:
            message = _("The passport lines say %(said)s here. Which is right?")
            row.add(code, "differs", message % {"said": value})


def _state(row: _Row) -> str:
    """The code of a state, written as code, or by its English or Chinese name."""
    text = row.text("nationality")
    if not text:
        return ""
    first = text.split()[0].casefold().rstrip(",;–-")
    code = _STATE_CODES.get(text.casefold()) or (
        _STATE_CODES.get(first) if len(first) in (1, 3) else None
    )
    if code:
        return code
    close = get_close_matches(text.casefold(), _STATE_CODES, n=1, cutoff=0.8)
    message = _("%(text)s is not a state that we know. Write its name, or its code as in GBR.")
    message %= {"text": text[:40]}
    if close:
        found = _STATE_CODES[close[0]]
        name = state_name(found, get_language() or "en")
        message += " " + _("Did you mean %(name)s (%(code)s)?") % {"name": name, "code": found}
    row.add("nationality", "state", message)
    return ""


def _sex(row: _Row) -> str:
    text = row.text("sex")
    if text and text.casefold() not in _SEXES:
        message = _("%(text)s: write M, F or X, as the passport does.")
        row.add("sex", "sex", message % {"text": text[:40]})
    return _SEXES.get(text.casefold(), "")


def _day(row: _Row, code: str) -> date | None:
    text = row.text(code)
    if not text or (code == "birth_date" and text.casefold() in _UNKNOWN):
        return None
    try:
        return day_read(text)
    except NotADay as error:
        row.add(code, "day", str(error))
        return None


def _alone(row: _Row, number: int, typed: Correction, passport: Passport | None) -> None:
    """Once on the roster, not on the invitation yet, and a passport that lasts for the stay."""
    found = passport.number if passport else typed.document_number
    where = "document_number" if row.values["document_number"] else LINES[1]
    first = row.given.first_rows.get(found, number)
    if found and first < number:
        message = _("This passport is in row %(row)d, too.")
        row.add(where, "twice", message % {"row": first})
    elif found and found in row.given.invited:
        row.add(where, "invited", _("This passport is already on this invitation."))
    ends = passport.expires_on if passport else typed.expires_on
    problem = passport_problem(
        ends,
        arrival_on=row.given.arrival_on or row.given.today,
        stay_days=row.given.stay_days or 1,
    )
    if problem:
        code = "expires_on" if row.values["expires_on"] else LINES[1]
        row.add(code, problem.code, problem.message)


def _printed(row: _Row, typed: Correction) -> dict[str, Any]:
    """The names and the day that the lines do not say, and how long texts may be."""
    judges: Mapping[str, Callable[[str], Problem | None]] = {
        "name_viz": names.display_problem,
        "name_zh": names.chinese_problem,
    }
    for code, judge in judges.items():
        if problem := judge(row.text(code)):
            row.add(code, problem.code, problem.message)
    for code, most in _MOST.items():
        if len(row.values[code]) > most:
            message = _("This is longer than %(most)d characters. Shorten it.")
            row.add(code, "long", message % {"most": most})
    issued = _day(row, "issued_on")
    if issued and issued > row.given.today:
        row.add("issued_on", "issued_future", _("The date of issue is in the future."))
    elif issued and not (typed.birth_date or date.min) <= issued < typed.expires_on:
        message = _("The date of issue lies between the date of birth and the expiry date.")
        row.add("issued_on", "issued_order", message)
    return {"name_viz": row.text("name_viz"), "name_zh": row.text("name_zh"), "issued_on": issued}


def _email(row: _Row) -> str:
    text = row.text("email")
    if text:
        try:
            validate_email(text)
        except ValidationError:
            message = _("%(text)s is not an e-mail address. Write it as in anna@example.org.")
            row.add("email", "email", message % {"text": text[:40]})
    return text


def _language(row: _Row) -> str:
    text = row.text("language").casefold()
    if text and text not in _LANGUAGES:
        message = _("We write in English or Chinese. Write one of the two, or leave this empty.")
        row.add("language", "language", message)
    return _LANGUAGES.get(text, "")


def sentence(number: int, problem: Problem) -> str:
    """The whole sentence: which row, which column, what is wrong, what to write."""
    column = BY_CODE[problem.field].label
    return _("Row %(row)d, %(column)s: %(problem)s") % {
        "row": number,
        "column": column,
        "problem": problem.message,
    }
