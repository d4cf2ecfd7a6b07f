"""Decisions, and what follows them: the document, its correction, its revocation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind, Recommendation, Status
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.events import application_lock
from applications.models import Application, Review
from applications.names import search_name
from applications.permissions import can_supervise
from applications.registry import adapter_for
from applications.services.messages import applicant_tell
from applications.services.review import review_of
from applications.workflow import transition, version_check
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from notifications.enums import MessageEvent

# What a passport says, and nothing else, can be put right after the decision.
CORRECTABLE = (
    "mrz_line1",
    "mrz_line2",
    "document_code",
    "issuing_state",
    "nationality",
    "document_number",
    "name_mrz_primary",
    "name_mrz_secondary",
    "name_viz",
    "name_zh",
    "sex",
    "birth_date",
    "birth_date_mrz",
    "issued_on",
    "expires_on",
)
REQUIREMENTS_MET = "EEAL 20"


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
    refusal, the reason must be given.
    """
    locked = application_lock(application.pk)
    version_check(locked, expected_version)
    review = review_of(locked)
    if locked.status == Status.RECOMMENDED:
        _check_countersigner(locked, review, actor)
        if review.recommendation == Recommendation.REFUSE and not reason.strip():
            raise Incomplete(_("Refusal was recommended. Give the reason why you approve."))
    approved = transition(
        application=locked,
        event=EventKind.APPROVE,
        actor=actor,
        now=now,
        reason=reason or REQUIREMENTS_MET,
        expected_version=expected_version,
        data={"recommended": review.recommendation},
        facts={"next_on": legal_date(now)},
    )
    _decide(review, Recommendation.APPROVE, actor, now)
    applicant_tell(application=approved, event=MessageEvent.APPLICATION_APPROVED, now=now)
    adapter_for(approved).on_approved(approved, now)
    return approved


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
    """
    locked = application_lock(application.pk)
    version_check(locked, expected_version)
    review = review_of(locked)
    if locked.status == Status.RECOMMENDED:
        _check_countersigner(locked, review, actor)
        if review.recommendation != Recommendation.REFUSE:
            raise TransitionNotAllowed(
                _("Approval was recommended. Send it back to the reviewer to have it refused.")
            )
    explanation = text.strip() or review.text
    refused = transition(
        application=locked,
        event=EventKind.REFUSE,
        actor=actor,
        now=now,
        reason=explanation,
        data={"reason": review.reason, "recommended_by": review.recommended_by_id},
        expected_version=expected_version,
        facts={"refusal_reason": review.reason, "decision_text": explanation, "next_on": None},
    )
    _decide(review, Recommendation.REFUSE, actor, now)
    applicant_tell(
        application=refused,
        event=MessageEvent.APPLICATION_REFUSED,
        now=now,
        reason=explanation,
        reason_code=review.reason,
    )
    return refused


@transaction.atomic
def application_issue(
    *,
    application: Application,
    document: IssuedDocument,
    now: datetime,
    together: Sequence[IssuedDocument] = (),
) -> Application:
    """Mark the case issued, by the machine, once its document exists and was read back.

    :param together: further documents of the same decision; with them, all are checked and told.
    Run again for the same case, it has no effect. TransitionNotAllowed when a document is somebody
    else's, or not ready.
    """
    locked = application_lock(application.pk)
    if locked.status == Status.ISSUED:
        return locked
    all_of_them = [document, *together]
    if any(_is_not_ready(one, locked) for one in all_of_them):
        raise TransitionNotAllowed(_("The document of this application is not ready yet."))
    issued = transition(
        application=locked,
        event=EventKind.ISSUE,
        actor=None,
        now=now,
        facts={"next_on": None},
        data={
            "document": str(document.pk),
            "number": document.number,
            "sha256": document.sha256,
            "version": document.version,
            **({"together": [one.number for one in together]} if together else {}),
        },
    )
    event = MessageEvent.DOCUMENT_REPLACED if document.version > 1 else MessageEvent.DOCUMENT_READY
    applicant_tell(
        application=issued,
        event=event,
        now=now,
        number=" · ".join(one.number for one in all_of_them),
        valid_until=document.valid_until.isoformat() if document.valid_until else "",
    )
    return issued


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

    :param corrections: columns of the traveller (``CORRECTABLE``) and their right values; the log
        keeps before and after. ValueError for any other column.
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


def _check_countersigner(locked: Application, review: Review, actor: User) -> None:
    if review.recommended_by_id == actor.pk:
        raise NotPermitted(_("You recommended this. Another officer must countersign."))
    if not can_supervise(actor, locked):
        raise NotPermitted(_("A supervisor of this application's office must countersign."))


def _decide(review: Review, decision: Recommendation, actor: User, now: datetime) -> None:
    review.decision = decision
    review.decided_by = actor
    review.decided_at = now
    review.save(update_fields=["decision", "decided_by", "decided_at"])


def _corrected(locked: Application, corrections: Mapping[str, Any]) -> dict[str, list[str]]:
    if unknown := set(corrections) - set(CORRECTABLE):
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
