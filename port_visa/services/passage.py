"""At the port: the visa is granted, somebody enters on an electronic visa, or is refused. Once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.dateformat import format as date_as
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind, RefusalReason
from applications.errors import NotPermitted, StaleVersion
from applications.events import application_lock, event_record
from applications.models import Application
from documents.models import IssuedDocument
from documents.services import document_mark_used
from offices.models import Port
from port_visa.enums import ComparedBy, PortOutcome
from port_visa.errors import AlreadyDecided, PassageError
from port_visa.models import PortDecision
from port_visa.passage import CLOSED, Passage, passage_of, passport_of, stand_of
from port_visa.rules.comparison import differing, passport_over
from port_visa.rules.visit import last_lawful_day

STICKER: Final = re.compile(r"[A-Z0-9]{6,12}")
PRESSED_TWICE: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Seen:
    """What the officer held in hand.

    ``lines``: the passport's two lines, or empty when it could only be compared ``by_eye``;
    ``version``: of the case, when the page was opened; ``explanation``: why passport and record
    differ, or why the traveller is refused; ``port``: the key of the port at which the officer is,
    where their offices have several.
    """

    version: int | None = None
    lines: str = ""
    by_eye: bool = False
    explanation: str = ""
    port: int | None = None


def sticker_normalise(text: str) -> str:
    """The number of a visa sticker as it is stored. Raises ``PassageError`` for anything else."""
    number = re.sub(r"[\s\-]+", "", text).upper()
    if not STICKER.fullmatch(number) or not any(sign.isdigit() for sign in number):
        message = _("Type the number of the visa sticker: 6 to 12 letters and digits.")
        raise PassageError({"visa_number": [message]})
    return number


def port_grant(
    *,
    document: IssuedDocument,
    visa_number: str,
    stay_days: int,
    seen: Seen,
    actor: User,
    now: datetime,
) -> PortDecision:
    """Grant the visa on a Notification. The same step pressed twice is one.

    The stay is no longer than approved, and its last day is counted from the day after entry.
    Raises ``PassageError`` with what is wrong, ``AlreadyDecided``, ``StaleVersion``,
    ``NotPermitted``, or ``DocumentError`` when the document is not in force.
    """
    number = sticker_normalise(visa_number)
    decision = PortDecision(outcome=PortOutcome.GRANTED, visa_number=number, stay_days=stay_days)
    try:
        return _decide(decision, document, seen, actor, now)
    except IntegrityError as error:
        sticker_check(error)
        raise


def sticker_check(error: IntegrityError) -> None:
    """Raise ``PassageError`` when the database found the sticker's number on another visa."""
    if "port_visa_sticker_once" in str(error):
        message = _("A visa with this number was granted already. Compare the sticker.")
        raise PassageError({"visa_number": [message]}) from error


def port_enter(*, document: IssuedDocument, seen: Seen, actor: User, now: datetime) -> PortDecision:
    """Record that somebody entered on an electronic visa, at whichever port of the city.

    The stay is the one that was approved. Errors as ``port_grant``.
    """
    return _decide(PortDecision(outcome=PortOutcome.ENTERED), document, seen, actor, now)


def port_refuse(
    *,
    document: IssuedDocument,
    reason: str,
    seen: Seen,
    actor: User,
    now: datetime,
) -> PortDecision:
    """Refuse at the port (EEAL 21); the document cannot be shown again. Errors as ``port_grant``.

    The words stay on the record; the law does not ask for reasons to be given.
    """
    if reason not in RefusalReason.values:
        raise PassageError({"reason": [_("Choose the ground of the refusal.")]})
    if not seen.explanation.strip():
        raise PassageError({"explanation": [_("Write in a sentence why.")]})
    decision = PortDecision(outcome=PortOutcome.REFUSED, reason=reason)
    return _decide(decision, document, seen, actor, now)


@transaction.atomic
def _decide(
    decision: PortDecision, document: IssuedDocument, seen: Seen, actor: User, now: datetime
) -> PortDecision:
    passage = _passage(document, actor, now)
    locked = application_lock(passage.case.pk)  # before the document's row, as a revocation does
    if made := passage.decision:
        if _same(made, decision, actor, now):
            return made
        raise AlreadyDecided(decided_words(made))
    _check(passage, locked, seen, decision.outcome)
    document_mark_used(document=document, now=now, actor=actor)
    decision.application, decision.document = locked, document
    decision.officer, decision.decided_at = actor, now
    decision.port = _port(passage, seen)
    decision.explanation = seen.explanation.strip()[:500]
    decision.compared_by = ComparedBy.LINES if seen.lines else ComparedBy.EYE
    decision.differences = _differences(passage, decision, seen, now)
    if decision.outcome != PortOutcome.REFUSED:
        _stay(decision, passage, now)
    decision.save(force_insert=True)
    _log(decision, locked, actor, now)
    return decision


def _passage(document: IssuedDocument, actor: User, now: datetime) -> Passage:
    passage = passage_of(document, stand_of(actor), now)
    if passage is None or not passage.ports:
        raise NotPermitted(_("This document is not decided at your port."))
    return passage


def _port(passage: Passage, seen: Seen) -> Port:
    """Where it happens: as the officer says; where nothing is left to say, as it follows."""
    if seen.port is None and passage.here is not None:
        return passage.here
    for port in passage.ports:
        if port.pk == seen.port:
            return port
    raise PassageError({"port": [_("Choose the port at which you are.")]})


def _check(passage: Passage, locked: Application, seen: Seen, outcome: str) -> None:
    if seen.version is not None and seen.version != locked.version:
        raise StaleVersion(
            _("The case changed while this page was open. Scan the code again and look once more.")
        )
    if (outcome == PortOutcome.ENTERED) != passage.is_electronic and (
        outcome != PortOutcome.REFUSED
    ):
        raise NotPermitted(_("This step does not fit this kind of document."))
    if passage.state == CLOSED:
        raise PassageError(_("The case is not in force any more. Scan the code again."))
    if not seen.lines and not seen.by_eye:
        message = _("Read the passport's lines, or say that you compared it by eye.")
        raise PassageError({"by_eye": [message]})


def _differences(passage: Passage, decision: PortDecision, seen: Seen, now: datetime) -> list[str]:
    """The fields that differ. Whoever grants in spite of them says why."""
    if not seen.lines:
        return []
    passport = passport_of(seen.lines, now)
    found = differing(passage.compare(passport))
    if found and not decision.explanation:
        message = _("Passport and record differ. Say why it is the same person, or refuse.")
        raise PassageError({"explanation": [message]})
    if decision.outcome != PortOutcome.REFUSED and passport_over(passport, legal_date(now)):
        raise PassageError(_("The passport has expired. No visa can be granted on it."))
    return found


def _stay(decision: PortDecision, passage: Passage, now: datetime) -> None:
    if decision.outcome == PortOutcome.ENTERED:
        decision.stay_days = passage.stay_days
    if decision.stay_days is None or not 1 <= decision.stay_days <= passage.stay_days:
        message = _("The stay is between 1 day and the %(most)d days that were approved.")
        raise PassageError({"stay_days": [message % {"most": passage.stay_days}]})
    decision.entered_on = legal_date(now)
    decision.last_day = last_lawful_day(decision.entered_on, decision.stay_days)


def _same(made: PortDecision, decision: PortDecision, actor: User, now: datetime) -> bool:
    """Whether it is the same step by the same officer, who pressed twice."""
    return (
        made.officer_id == actor.pk
        and now - made.decided_at <= PRESSED_TWICE
        and (made.outcome, made.visa_number, made.reason)
        == (decision.outcome, decision.visa_number, decision.reason)
    )


def _log(decision: PortDecision, locked: Application, actor: User, now: datetime) -> None:
    document = decision.document
    event_record(
        application=locked,
        kind=EventKind.DOCUMENT_USED,
        actor=actor,
        now=now,
        reason=decision.explanation,
        data={
            "document": str(document.pk),
            "number": document.number,
            "outcome": decision.outcome,
            "port": decision.port.code,
            "visa_number": decision.visa_number,
            "stay_days": decision.stay_days,
            "last_day": decision.last_day,
            "reason": decision.reason,
            "compared_by": decision.compared_by,
            "differences": decision.differences,
        },
    )


def decided_words(decision: PortDecision) -> str:
    """Who decided on the document, where and when, in a sentence."""
    return _("%(outcome)s: by %(officer)s, %(port)s, on %(day)s at %(time)s.") % {
        "outcome": _capital(str(decision.get_outcome_display())),
        "officer": decision.officer,
        "port": decision.port,
        "day": date_as(localtime(decision.decided_at), "Y-m-d"),
        "time": date_as(localtime(decision.decided_at), "H:i"),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
