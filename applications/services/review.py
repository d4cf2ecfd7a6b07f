"""The first officer recommends; a supervisor countersigns or sends it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from applications.enums import EventKind, Recommendation, RefusalReason
from applications.errors import Incomplete
from applications.events import application_lock
from applications.models import Application, Review
from applications.workflow import transition

_EVENTS = {
    Recommendation.APPROVE: EventKind.RECOMMEND_APPROVAL,
    Recommendation.REFUSE: EventKind.RECOMMEND_REFUSAL,
}


@transaction.atomic
def review_recommend(
    *,
    application: Application,
    recommendation: Recommendation,
    actor: User,
    now: datetime,
    reason: RefusalReason | str = "",
    text: str = "",
    expected_version: int | None = None,
) -> Application:
    """Recommend approval or refusal to a second officer.

    A recommendation of refusal needs one of the law's grounds (EEAL 21) and an explanation;
    Incomplete otherwise.
    """
    if recommendation == Recommendation.REFUSE and not (
        reason in RefusalReason.values and text.strip()
    ):
        raise Incomplete(_("A refusal needs its ground from the list and an explanation."))
    locked = application_lock(application.pk)
    recommended = transition(
        application=locked,
        event=_EVENTS[recommendation],
        actor=actor,
        now=now,
        reason=text,
        data={"reason": reason},
        expected_version=expected_version,
    )
    review = review_of(recommended)
    review.recommendation = recommendation
    review.recommended_by = actor
    review.recommended_at = now
    review.reason = reason if recommendation == Recommendation.REFUSE else ""
    review.text = text
    review.save()
    return recommended


@transaction.atomic
def review_return(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Application:
    """Send a recommendation back to the reviewer, with the reason. The log keeps what it was."""
    if not reason.strip():
        raise Incomplete(_("Say what the reviewer should look at again."))
    locked = application_lock(application.pk)
    review = review_of(locked)
    returned = transition(
        application=locked,
        event=EventKind.RETURN_TO_REVIEW,
        actor=actor,
        now=now,
        reason=reason,
        expected_version=expected_version,
        data={"recommendation": review.recommendation, "recommended_by": review.recommended_by_id},
    )
    review.recommendation = ""
    review.recommended_by = None
    review.recommended_at = None
    review.reason = ""
    review.text = ""
    review.save()
    return returned


def review_of(application: Application, authority: str = Authority.EXIT_ENTRY) -> Review:
    """Return one authority's review of the case; it begins when somebody first asks."""
    review, _created = Review.objects.get_or_create(application=application, authority=authority)
    return review
