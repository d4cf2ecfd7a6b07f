"""What the port officer's page says to a scan: the person and the record, or a clear sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from applications.deadlines import legal_date
from applications.passport.rules.mrz import Passport
from documents.enums import DocumentStatus
from documents.models import EXPIRED
from port_visa.enums import PortOutcome
from port_visa.passage import (
    CLOSED,
    ELSEWHERE,
    Passage,
    Stand,
    choose,
    document_of,
    passage_of,
    passages_for_number,
    passages_for_person,
    passport_of,
    passport_or_none,
)
from port_visa.rules.comparison import Check, differing, passport_over
from port_visa.rules.scan import Scan, Sort, scan_read
from port_visa.services.passage import decided_words

STOP, WAIT, GOOD = "stop", "wait", "good"


@dataclass(frozen=True)
class Asked:
    """What came in: the scan, and what the page had shown before it."""

    text: str
    first_line: str = ""
    shown: str = ""
    lines: str = ""


@dataclass(frozen=True)
class Look:
    """The answer. ``lines`` are the passport's, to be carried along with the decision."""

    sentence: str
    tone: str = STOP
    advice: Sequence[str] = ()
    passage: Passage | None = None
    passport: Passport | None = None
    checks: Sequence[Check] = ()
    others: Sequence[Passage] = ()
    first_line: str = ""

    @property
    def lines(self) -> str:
        return f"{self.passport.line1}{self.passport.line2}" if self.passport else ""

    @property
    def differs(self) -> bool:
        return bool(differing(self.checks))

    @property
    def shows_person(self) -> bool:
        """Another port's officer learns that it is for elsewhere, and nothing of the person."""
        return self.passage is not None and self.passage.state != ELSEWHERE


def look(asked: Asked, stand: Stand, now: datetime) -> Look:
    """Answer a scan. Nothing is changed, whatever was scanned."""
    scan = scan_read(asked.text, first_line=asked.first_line)
    if scan.sort is Sort.LINES:
        return _passport(scan, asked, stand, now)
    if scan.sort is Sort.FIRST_LINE:
        sentence = _("The first line of a passport was read. Scan or type the second line.")
        return Look(sentence, WAIT, first_line=scan.value)
    if scan.sort is Sort.PASSPORT_NUMBER:
        return _found(passages_for_number(scan.value, stand, now), None, now)
    if scan.sort is Sort.NOTHING:
        sentence = _("This is neither a code of the portal nor the lines of a passport.")
        advice = [_("Nothing was changed. Scan once more, or type the signs below the QR code.")]
        return Look(sentence, advice=advice)
    return _document(scan, asked, stand, now)


def told(passage: Passage, passport: Passport | None, now: datetime) -> Look:
    """One document, and how the passport compares with it."""
    checks = passage.compare(passport) if passport and passage.state != ELSEWHERE else ()
    found = replace(_standing(passage), passport=passport, checks=checks)
    if not passage.is_ready or passport is None:
        return found
    if passport_over(passport, legal_date(now)):
        return replace(found, sentence=_("The passport has expired."), tone=STOP)
    if found.differs:
        sentence = _("The passport differs from the record. Look at the marked lines.")
        return replace(found, sentence=sentence, tone=STOP)
    if any(not check.is_same for check in checks):
        sentence = _("Everything agrees, but the name is spelled in another way. Look once more.")
        return replace(found, sentence=sentence, tone=WAIT)
    return replace(found, sentence=_("Valid. The passport agrees with the record."))


def _document(scan: Scan, asked: Asked, stand: Stand, now: datetime) -> Look:
    document = document_of(scan)
    if document is None:
        sentence = _("This code is not known.")
        advice = [
            _("Compare each sign with the paper: a copy may be hard to read."),
            _("If it is as printed, the paper is not ours: keep it and call the supervisor."),
        ]
        return Look(sentence, advice=advice)
    passage = passage_of(document, stand, now)
    if passage is None:
        sentence = _("This code belongs to another document: %(kind)s.")
        return Look(
            sentence % {"kind": document.get_kind_display()},
            advice=[_("It is not decided at the port. Ask for the paper of the port visa.")],
        )
    same = asked.shown == document.code  # a new code: the passport before was somebody else's
    return told(passage, passport_or_none(asked.lines, now) if same else None, now)


def _passport(scan: Scan, asked: Asked, stand: Stand, now: datetime) -> Look:
    try:
        passport = passport_of(scan.value, now)
    except ValidationError as error:
        sentence = _("These passport lines cannot be taken. Nothing was changed.")
        return Look(sentence, advice=error.messages)
    own = passages_for_number(passport.number, stand, now)
    if not any(one.is_ready for one in own) and (before := _before(asked, stand, now)):
        return told(before, passport, now)
    return _found(own or passages_for_person(passport, stand, now), passport, now)


def _before(asked: Asked, stand: Stand, now: datetime) -> Passage | None:
    """The document that the page showed, if it still waits for its decision."""
    scan = scan_read(asked.shown)
    document = document_of(scan) if scan.sort is Sort.CODE else None
    passage = passage_of(document, stand, now) if document else None
    return passage if passage and passage.is_ready else None


def _found(passages: Sequence[Passage], passport: Passport | None, now: datetime) -> Look:
    first, others = choose(passages)
    if first is None:
        sentence = _("Nothing is on record for this passport.")
        advice = [
            _("Ask for the paper or the code: the passport may be newer than the application."),
            _("Without one, the traveller can apply at the visa counter."),
        ]
        return Look(sentence, WAIT, advice)
    return replace(told(first, passport, now), others=others)


def _standing(passage: Passage) -> Look:
    """How the document stands, without a passport."""
    words = {
        DocumentStatus.USED: _used,
        DocumentStatus.REPLACED: _replaced,
        DocumentStatus.REVOKED: _revoked,
        EXPIRED: _expired,
        ELSEWHERE: _elsewhere,
        CLOSED: _closed,
    }
    if say := words.get(passage.state):
        return replace(say(passage), passage=passage)
    sentence = _("Valid. Now scan the passport.")
    return Look(sentence, GOOD, passage=passage)


def _used(passage: Passage) -> Look:
    """Shown twice: who used it, where, when, and what to do now."""
    decision, used_at = passage.decision, passage.document.used_at
    if decision is None:
        day = date_format(localtime(used_at), "Y-m-d H:i") if used_at else ""
        said = _("It was used at the port on %(day)s.") % {"day": day}
    else:
        said = decided_words(decision)
    if decision and decision.outcome == PortOutcome.REFUSED:
        advice = [
            said,
            _("It cannot be decided a second time. Hand the traveller to the supervisor."),
        ]
        return Look(_("Shown before, and refused."), advice=advice)
    if passage.is_electronic:
        advice = [
            said,
            _("It is for one entry. Look for the entry stamp of that day in the passport."),
            _("If it is not there, somebody else used this code: call the supervisor."),
        ]
        return Look(_("Used already."), advice=advice)
    advice = [
        said,
        _("Look for the visa in the passport, and compare its number with the one below."),
        _("If it is not there, somebody else used this code: keep the paper, call the supervisor."),
    ]
    return Look(_("Used already."), advice=advice)


def _replaced(passage: Passage) -> Look:
    advice = [_("A corrected version counts in its place. Use that one.")]
    return Look(_("Replaced: this paper no longer counts."), WAIT, advice)


def _revoked(passage: Passage) -> Look:
    document = passage.document
    day = date_format(localtime(document.revoked_at), "Y-m-d H:i") if document.revoked_at else ""
    return Look(
        _("Revoked: this paper no longer counts."),
        advice=[
            _("Withdrawn on %(day)s: %(reason)s")
            % {"day": day, "reason": document.revoked_reason or "–"},
            _do_not(passage),
        ],
    )


def _expired(passage: Passage) -> Look:
    until = passage.document.valid_until
    advice = [
        _("Its last day was %(day)s.") % {"day": date_format(until, "Y-m-d") if until else "–"},
        _("It cannot be used. The traveller can apply anew at the visa counter."),
    ]
    return Look(_("Expired."), advice=advice)


def _elsewhere(passage: Passage) -> Look:
    port, office = passage.port, passage.port.office if passage.port else None
    advice = [
        _("%(number)s is for %(port)s. The law asks for entry at the port of the application.")
        % {"number": passage.document.number, "port": port or "–"},
        _("It is not used, and counts there. Here the traveller can apply at the visa counter."),
    ]
    if office and office.phone:
        advice.append(_("%(office)s: %(phone)s") % {"office": office.name, "phone": office.phone})
    return Look(_("For another port."), advice=advice)


def _closed(passage: Passage) -> Look:
    return Look(_("The case is not in force."), advice=[_do_not(passage)])


def _do_not(passage: Passage) -> str:
    if passage.is_electronic:
        return _("Nobody enters on it. The office that decided knows more.")
    return _("Do not grant a visa on it. The office that decided knows more.")
