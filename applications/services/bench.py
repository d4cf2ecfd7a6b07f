"""The reviews of one case, side by side: who still owes what, and what one step means for the case.

With one review, its steps move the case. With several, the case's status is their sum: accepted
while a review waits for its officer, recommended once all that is left waits for second officers
or for the supervisors of both authorities.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import CLOCK_STATUSES, EventKind, Recommendation, Status
from applications.errors import NotPermitted, TransitionNotAllowed
from applications.models import Application, Review
from applications.permissions import authority_of, can_supervise
from applications.registry import adapter_for
from applications.workflow import refuse_from, review_step, transition, version_check


@dataclass
class Bench:
    """One case (locked) with its reviews by authority; ``authority`` is the acting officer's."""

    case: Application
    reviews: Mapping[str, Review]
    authority: str

    @property
    def joint(self) -> bool:
        """Whether several authorities review."""
        return len(self.reviews) > 1

    @property
    def mine(self) -> Review:
        """The acting officer's review."""
        return self.reviews[self.authority]

    def others_are(self, decision: Recommendation) -> bool:
        """Whether every other review was decided like this."""
        return all(
            review.decision == decision
            for review in self.reviews.values()
            if review.authority != self.authority
        )

    @property
    def disagree(self) -> bool:
        """Whether every review is decided, and not alike: the supervisors' joint decision."""
        return len(self.reviews) > 1 and {one.decision for one in self.reviews.values()} == {
            Recommendation.APPROVE,
            Recommendation.REFUSE,
        }

    @property
    def refused(self) -> list[Review]:
        """Reviews whose refusal was countersigned."""
        return [one for one in self.reviews.values() if one.decision == Recommendation.REFUSE]

    @property
    def status(self) -> Status:
        """The case's status as the sum of its undecided reviews."""
        waiting = any(review.waits_for_officer for review in self.reviews.values())
        return Status.ACCEPTED if waiting else Status.RECOMMENDED


def bench_of(
    locked: Application, actor: User, event: EventKind, expected_version: int | None = None
) -> Bench:
    """Gather the reviews for an officer's step; NotPermitted for an officer of neither authority.

    With several reviews the page's version is that of the officer's own review (StaleVersion), and
    the case must be under review (TransitionNotAllowed). With one, the workflow checks all that.
    """
    authorities = adapter_for(locked).authorities
    found = {review.authority: review for review in Review.objects.filter(application=locked)}
    for authority in authorities:
        if authority not in found:
            found[authority] = Review.objects.create(application=locked, authority=authority)
    reviews = {authority: found[authority] for authority in authorities}
    if len(reviews) == 1:
        version_check(locked, expected_version)
        return Bench(locked, reviews, authorities[0])
    mine = authority_of(actor, locked)
    if mine is None:
        raise NotPermitted(
            _("Only a reviewer or supervisor of this application's office can do this.")
        )
    version_check(locked, expected_version, mine)
    if locked.status not in CLOCK_STATUSES:
        refuse_from(locked, event)
    return Bench(locked, reviews, mine)


def step_take(
    bench: Bench,
    event: EventKind,
    *,
    actor: User,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    moves: bool,
) -> Application:
    """Take a step of the officer's review. ``moves``: it takes the case along, not only the review.

    What closes or decides the case counts as its version; what only one review does counts there.
    """
    step: dict[str, Any] = {"event": event, "actor": actor, "now": now, "reason": reason}
    if not bench.joint:
        return transition(application=bench.case, data=data, facts=facts, **step)
    told = {**(data or {}), "authority": bench.authority}
    bench.mine.version += 1
    if not moves:
        review_step(review=bench.mine, locked=bench.case, data=told, **step)
        return bench.case
    return transition(
        application=bench.case,
        data=told,
        facts=facts,
        counted=event in (EventKind.APPROVE, EventKind.REFUSE),
        **step,
    )


def settle(bench: Bench, case: Application, now: datetime) -> Application:
    """After a step of one review: when nobody's first look is owed any more, the case says so."""
    if not bench.joint or case.status != Status.ACCEPTED or bench.status != Status.RECOMMENDED:
        return case
    return transition(
        application=case,
        event=EventKind.REVIEWS_RECOMMENDED,
        actor=None,
        now=now,
        counted=False,
    )


def second_needed(bench: Bench) -> None:
    """Raise TransitionNotAllowed unless a recommendation of the own authority waits."""
    if bench.joint and not bench.mine.waits_for_second:
        raise TransitionNotAllowed(_("No recommendation of your authority waits on this case now."))


def first_needed(bench: Bench) -> None:
    """Raise TransitionNotAllowed when the own authority's officer has already finished."""
    if not bench.joint or bench.mine.waits_for_officer:
        return
    if bench.mine.decision:
        raise TransitionNotAllowed(_("Your authority has already decided its review of this case."))
    raise TransitionNotAllowed(
        _("Your authority has already recommended. A supervisor decides, or sends it back.")
    )


def hinders_check(bench: Bench) -> None:
    """Raise TransitionNotAllowed with what keeps the officer's authority from approving now."""
    if hinders := adapter_for(bench.case).hinders(bench.case, bench.authority):
        raise TransitionNotAllowed(" ".join(hinders))


def countersigner_check(bench: Bench, actor: User) -> None:
    """Raise NotPermitted unless a supervisor of the authority, and another person, countersigns."""
    if bench.mine.recommended_by_id == actor.pk:
        raise NotPermitted(_("You recommended this. Another officer must countersign."))
    if not can_supervise(actor, bench.case, bench.authority):
        raise NotPermitted(_("A supervisor of this application's office must countersign."))


def review_clear(review: Review) -> None:
    """Open a review again: what was recommended and decided stays in the log."""
    review.recommendation = review.reason = review.decision = ""
    review.text = review.text_en = ""
    review.recommended_by = review.decided_by = None
    review.recommended_at = review.decided_at = None
    review.save()
