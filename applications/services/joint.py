"""Two authorities disagree: one supervisor proposes, one of the other authority answers.

Return: the named reviews begin again. Split: the case ends here, and the part that could be granted
goes on at its own authority. Refuse: the whole application is refused, on the grounds of the review
that refused. Nobody decides this alone, and no authority without the other.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import EventKind, JointOutcome
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.events import application_lock, event_record
from applications.models import Application, JointDecision
from applications.permissions import can_supervise
from applications.registry import adapter_for
from applications.services.bench import Bench, bench_of, review_clear
from applications.services.decision import refusal_tell, refusal_text
from applications.services.messages import applicant_tell, desk_path, people_tell
from applications.workflow import transition
from notifications.enums import MessageEvent


@transaction.atomic
def joint_propose(
    *,
    application: Application,
    proposal: JointOutcome,
    reason: str,
    actor: User,
    now: datetime,
    reopened: Sequence[str] = (),
) -> JointDecision:
    """Propose what to do with a case on which the reviews disagree; the other authority answers.

    :param reopened: for a return, the authorities whose reviews begin again.
    :raises TransitionNotAllowed: the reviews do not disagree, or a proposal waits for its answer.
    """
    locked = application_lock(application.pk)
    bench = _bench(locked, actor)
    if open_proposal(locked) is not None:
        raise TransitionNotAllowed(_("A proposal already waits for the other authority's answer."))
    if not reason.strip():
        raise Incomplete(_("Give the reason of the proposal. The other authority reads it."))
    named = [authority for authority in bench.reviews if authority in reopened]
    if proposal == JointOutcome.RETURN and not named:
        raise Incomplete(_("Say which review should begin again."))
    decision = JointDecision.objects.create(
        application=locked,
        proposal=proposal,
        reopened=named if proposal == JointOutcome.RETURN else [],
        reason=reason.strip(),
        proposed_by=actor,
        proposed_for=bench.authority,
        proposed_at=now,
    )
    event_record(
        application=locked,
        kind=EventKind.JOINT_PROPOSED,
        actor=actor,
        now=now,
        reason=decision.reason,
        data=_facts(decision),
    )
    _tell_the_others(decision, bench, now)
    return decision


@transaction.atomic
def joint_agree(
    *,
    application: Application,
    actor: User,
    now: datetime,
    answer: str = "",
    decision: JointDecision | None = None,
) -> Application:
    """Agree to the open proposal, for the other authority; it happens in the same transaction.

    :param decision: the proposal that the officer saw; TransitionNotAllowed when it is another now.
    """
    locked = application_lock(application.pk)
    bench = _bench(locked, actor)
    found = _answerable(bench, actor, decision)
    found.agreed_by, found.answer = actor, answer.strip()
    _answered(found, bench, now)
    event_record(
        application=locked,
        kind=EventKind.JOINT_AGREED,
        actor=actor,
        now=now,
        reason=found.answer,
        data=_facts(found),
    )
    return _OUTCOMES[JointOutcome(found.proposal)](found, bench, actor, now)


@transaction.atomic
def joint_decline(
    *,
    application: Application,
    actor: User,
    now: datetime,
    answer: str,
    decision: JointDecision | None = None,
) -> JointDecision:
    """Decline the open proposal, for the other authority, with the reason. Either proposes anew."""
    if not answer.strip():
        raise Incomplete(_("Say why you decline. The other authority reads it."))
    locked = application_lock(application.pk)
    bench = _bench(locked, actor)
    found = _answerable(bench, actor, decision)
    found.declined_by, found.answer = actor, answer.strip()
    _answered(found, bench, now)
    event_record(
        application=locked,
        kind=EventKind.JOINT_DECLINED,
        actor=actor,
        now=now,
        reason=found.answer,
        data=_facts(found),
    )
    return found


def open_proposal(application: Application) -> JointDecision | None:
    """Return the proposal that waits for the other authority's answer."""
    return application.joint_decisions.filter(answered_at=None).first()


def _bench(locked: Application, actor: User) -> Bench:
    bench = bench_of(locked, actor, EventKind.SPLIT)
    if not bench.disagree:
        raise TransitionNotAllowed(
            _("The authorities do not disagree on this case: there is nothing to decide jointly.")
        )
    if not can_supervise(actor, locked, bench.authority):
        raise NotPermitted(_("Only a supervisor of this application's office can do this."))
    return bench


def _answerable(bench: Bench, actor: User, seen: JointDecision | None) -> JointDecision:
    found = open_proposal(bench.case)
    if found is None or (seen is not None and seen.pk != found.pk):
        raise TransitionNotAllowed(_("This proposal does not wait for an answer any more."))
    if found.proposed_for == bench.authority or found.proposed_by_id == actor.pk:
        raise NotPermitted(_("A supervisor of the other authority must answer your proposal."))
    return found


def _tell_the_others(decision: JointDecision, bench: Bench, now: datetime) -> None:
    """Ask the other authority's supervisors for the answer, each in their own language."""
    case = bench.case
    held = User.objects.filter(
        is_active=True,
        posts__office=case.office,
        posts__role=PostRole.SUPERVISOR,
        posts__active=True,
        posts__authority__in=[one for one in bench.reviews if one != bench.authority],
    )
    own = User.objects.filter(memberships__organisation=case.organisation_id)
    people = list(held.exclude(pk=case.filed_by_id).exclude(pk__in=own).distinct().order_by("pk"))
    for language in sorted({one.language for one in people}):
        with translation.override(language):
            facts = {
                "path": desk_path(case),
                "office": str(case.office or ""),
                "officer": str(decision.proposed_by),
                "authority": str(decision.get_proposed_for_display()),
                "proposal": str(decision.get_proposal_display()),
                "reason": decision.reason,
            }
        people_tell(
            application=case,
            event=MessageEvent.JOINT_PROPOSED,
            recipients=[one for one in people if one.language == language],
            now=now,
            key=f"joint-{decision.pk}",
            **facts,
        )


def _answered(decision: JointDecision, bench: Bench, now: datetime) -> None:
    decision.answered_for = bench.authority
    decision.answered_at = now
    decision.save()


def _facts(decision: JointDecision) -> dict[str, object]:
    return {
        "proposal": decision.proposal,
        "reopened": decision.reopened,
        "authority": decision.answered_for or decision.proposed_for,
    }


def _return(found: JointDecision, bench: Bench, actor: User, now: datetime) -> Application:
    for authority in found.reopened:
        review = bench.reviews[authority]
        review.version += 1
        review_clear(review)
    return transition(
        application=bench.case,
        event=EventKind.RETURN_TO_REVIEW,
        actor=actor,
        now=now,
        reason=found.reason,
        data={"joint": found.pk, "reopened": found.reopened},
        counted=False,
    )


def _split(found: JointDecision, bench: Bench, actor: User, now: datetime) -> Application:
    split = _close(EventKind.SPLIT, found, bench, actor, now)
    applicant_tell(
        application=split,
        event=MessageEvent.APPLICATION_SPLIT,
        now=now,
        reason=split.decision_text,
        reason_code=split.refusal_reason,
    )
    adapter_for(split).on_split(split, now)
    return split


def _refuse(found: JointDecision, bench: Bench, actor: User, now: datetime) -> Application:
    refused = _close(EventKind.REFUSE, found, bench, actor, now)
    refusal_tell(refused, now)
    return refused


def _close(
    event: EventKind, found: JointDecision, bench: Bench, actor: User, now: datetime
) -> Application:
    text = refusal_text(bench.refused)
    return transition(
        application=bench.case,
        event=event,
        actor=actor,
        now=now,
        reason=text,
        data={
            "joint": found.pk,
            "reason": bench.refused[0].reason,
            "refused": [review.authority for review in bench.refused],
        },
        facts={
            "refusal_reason": bench.refused[0].reason,
            "decision_text": text,
            "next_on": None,
        },
    )


_OUTCOMES = {
    JointOutcome.RETURN: _return,
    JointOutcome.SPLIT: _split,
    JointOutcome.REFUSE: _refuse,
}
