"""Decisions, and what follows them: the document, its correction, its revocation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, EventKind, Recommendation, Status
from applications.errors import Incomplete, TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application, Review
from applications.names import search_name
from applications.passport.writing import SAID
from applications.registry import adapter_for
from applications.services.bench import (
    Bench,
    bench_of,
    countersigner_check,
    first_needed,
    hinders_check,
    second_needed,
    settle,
    step_take,
)
from applications.services.messages import applicant_tell
from applications.workflow import transition, version_check
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from notifications.enums import MessageEvent

# The right that an approval without words rests on.
REQUIREMENTS_MET: Mapping[str, str] = {
    Authority.EXIT_ENTRY: "EEAL 20",
    Authority.WORK_PERMIT: "EEAL 41",
}


@transaction.atomic
def application_approve(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Application:
    """Approve: alone while under review, or as the second officer of a recommendation.

    After a recommendation the approver is a supervisor and another person; against a recommended
    refusal, the reason must be given. Where several authorities review, the actor approves for
    their own; the case is approved, once, when every authority has.

    :raises TransitionNotAllowed: the service asks for two officers and nobody has recommended, or
        the authority has decided before, or something hinders it (``ServiceAdapter.hinders``).
    """
    locked = application_lock(application.pk)
    bench = bench_of(locked, actor, EventKind.APPROVE, expected_version)
    review = bench.mine
    second = _check_approver(bench, actor, reason)
    hinders_check(bench)
    whole = bench.others_are(Recommendation.APPROVE)
    case = step_take(
        bench,
        EventKind.APPROVE,
        actor=actor,
        now=now,
        reason=reason or REQUIREMENTS_MET.get(bench.authority, ""),
        data={"recommended": review.recommendation if second else ""},
        facts={"next_on": legal_date(now)},
        moves=whole,
    )
    _decide(review, Recommendation.APPROVE, actor, now)
    if not whole:
        return settle(bench, case, now)
    applicant_tell(application=case, event=MessageEvent.APPLICATION_APPROVED, now=now)
    adapter_for(case).on_approved(case, now)
    return case


def _check_approver(bench: Bench, actor: User, reason: str) -> bool:
    """Whether the actor is the second officer; raises what keeps them from approving."""
    review = bench.mine
    if not review.waits_for_second or bench.case.status not in CLOCK_STATUSES:
        first_needed(bench)
        if adapter_for(bench.case).needs_countersign(bench.case, bench.authority):
            raise TransitionNotAllowed(
                _("Two officers approve here: recommend it, then a supervisor countersigns.")
            )
        return False
    countersigner_check(bench, actor)
    if review.recommendation == Recommendation.REFUSE and not reason.strip():
        raise Incomplete(_("Refusal was recommended. Give the reason why you approve."))
    return True


@transaction.atomic
def application_refuse(
    *,
    application: Application,
    actor: User,
    now: datetime,
    text: str = "",
    expected_version: int | None = None,
) -> Application:
    """Countersign a recommended refusal. The ground is the recommendation's, and so is the text
    unless another is given.

    The countersigner is a supervisor and not the one who recommended; the database proves it, too.
    Where several authorities review, this refuses the actor's review. The case is refused with it
    only when every authority has refused; otherwise the supervisors decide (``joint_propose``).
    """
    locked = application_lock(application.pk)
    bench = bench_of(locked, actor, EventKind.REFUSE, expected_version)
    review = bench.mine
    second_needed(bench)
    if review.waits_for_second and locked.status in CLOCK_STATUSES:
        countersigner_check(bench, actor)
        if review.recommendation != Recommendation.REFUSE:
            raise TransitionNotAllowed(
                _("Approval was recommended. Send it back to the reviewer to have it refused.")
            )
    whole = bench.others_are(Recommendation.REFUSE)
    review.text = text.strip() or review.text
    refused = [one for one in bench.reviews.values() if one is review or one in bench.refused]
    explanation = refusal_text(refused) if whole else review.text
    case = step_take(
        bench,
        EventKind.REFUSE,
        actor=actor,
        now=now,
        reason=explanation,
        data={"reason": review.reason, "recommended_by": review.recommended_by_id},
        facts={"refusal_reason": refused[0].reason, "decision_text": explanation, "next_on": None},
        moves=whole,
    )
    _decide(review, Recommendation.REFUSE, actor, now)
    if not whole:
        return settle(bench, case, now)
    refusal_tell(case, now)
    return case


def refusal_text(refused: Sequence[Review]) -> str:
    """What the officers wrote, for the applicant; of both authorities when both refused."""
    texts = [text for review in refused for text in (review.text, review.text_en) if text]
    return "\n\n".join(dict.fromkeys(texts))


def refusal_tell(refused: Application, now: datetime) -> None:
    """Tell the applicant that the case was refused, and have the service make its letters."""
    applicant_tell(
        application=refused,
        event=MessageEvent.APPLICATION_REFUSED,
        now=now,
        reason=refused.decision_text,
        reason_code=refused.refusal_reason,
    )
    adapter_for(refused).on_refused(refused, now)


@transaction.atomic
def application_issue(
    *,
    application: Application,
    documents: Sequence[IssuedDocument],
    now: datetime,
) -> Application:
    """Mark the case issued, by the machine, once its documents exist and were read back.

    Run again for the same case, it has no effect. TransitionNotAllowed when there is none, or one
    is somebody else's, or not ready.
    """
    locked = application_lock(application.pk)
    if locked.status == Status.ISSUED:
        return locked
    if not documents or any(_is_not_ready(one, locked) for one in documents):
        raise TransitionNotAllowed(_("The document of this application is not ready yet."))
    numbers = " · ".join(one.number for one in documents)
    issued = transition(
        application=locked,
        event=EventKind.ISSUE,
        actor=None,
        now=now,
        facts={"next_on": None},
        data={"number": numbers, "documents": [_logged(one) for one in documents]},
    )
    again = any(one.version > 1 for one in documents)
    event = MessageEvent.DOCUMENT_REPLACED if again else MessageEvent.DOCUMENT_READY
    until = min((one.valid_until for one in documents if one.valid_until), default=None)
    applicant_tell(
        application=issued,
        event=event,
        now=now,
        number=numbers,
        valid_until=until.isoformat() if until else "",
    )
    return issued


def _logged(document: IssuedDocument) -> dict[str, Any]:
    names = ("number", "sha256", "version")
    return {"id": str(document.pk), **{name: getattr(document, name) for name in names}}


def _is_not_ready(document: IssuedDocument, locked: Application) -> bool:
    return document.subject != locked.reference or document.status != DocumentStatus.VALID


@transaction.atomic
def application_correct(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str,
    corrections: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
) -> Application:
    """Order a new version of the document, by a supervisor, with what was wrong.

    :param corrections: columns of what the passport says (``SAID``) and their right values; the
        log keeps before and after. ValueError for any other column.
    """
    if not reason.strip():
        raise Incomplete(_("Say what is wrong with the document."))
    locked = application_lock(application.pk)
    version_check(locked, expected_version)
    changes = _corrected(locked, corrections or {})
    corrected = transition(
        application=locked,
        event=EventKind.CORRECT,
        actor=actor,
        now=now,
        reason=reason,
        data={"changes": changes},
        expected_version=expected_version,
        facts={"next_on": legal_date(now)},
    )
    adapter_for(corrected).on_approved(corrected, now)
    return corrected


@transaction.atomic
def application_revoke(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Application:
    """Revoke what was issued, by a supervisor, with the reason that the applicant is told."""
    if not reason.strip():
        raise Incomplete(_("Give the reason of the revocation. The applicant is told."))
    revoked = transition(
        application=application,
        event=EventKind.REVOKE,
        actor=actor,
        now=now,
        reason=reason,
        expected_version=expected_version,
        facts={"decision_text": reason, "next_on": None},
    )
    adapter_for(revoked).on_revoked(revoked, reason, now)
    applicant_tell(application=revoked, event=MessageEvent.DOCUMENT_REVOKED, now=now, reason=reason)
    return revoked


def _decide(review: Review, decision: Recommendation, actor: User, now: datetime) -> None:
    review.decision = decision
    review.decided_by = actor
    review.decided_at = now
    review.save(update_fields=["text", "decision", "decided_by", "decided_at", "version"])


def _corrected(locked: Application, corrections: Mapping[str, Any]) -> dict[str, list[str]]:
    if unknown := set(corrections) - set(SAID):
        raise ValueError(f"Not a passport's data: {sorted(unknown)}")
    traveller = locked.traveller
    changes = {}
    for name, value in corrections.items():
        before = getattr(traveller, name)
        if before != value:
            changes[name] = [str(before or ""), str(value or "")]
            setattr(traveller, name, value)
    if changes:
        traveller.name_search = search_name(traveller)
        traveller.save(update_fields=[*changes, "name_search"])
    return changes
