"""The first officer recommends; a supervisor countersigns or sends it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from applications.enums import (
    EventKind,
    Recommendation,
    RefusalReason,
    Status,
    WorkRefusalReason,
)
from applications.errors import Incomplete
from applications.events import application_lock
from applications.models import Application, Review
from applications.registry import adapter_for
from applications.services.bench import (
    bench_of,
    first_needed,
    hinders_check,
    review_clear,
    second_needed,
    step_take,
)

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
    reason: RefusalReason | WorkRefusalReason | str = "",
    text: str = "",
    text_en: str = "",
    expected_version: int | None = None,
) -> Application:
    """Recommend approval or refusal to a second officer.

    ``text_en`` is the explanation in English, where a letter carries it in both languages.

    A recommendation of refusal needs one of the authority's grounds (EEAL 21; for the work permit
    ``WorkRefusalReason``) and an explanation; Incomplete otherwise. Where several authorities
    review, it is the actor's authority that recommends; a second time is TransitionNotAllowed,
    and so is approval while something hinders it (``ServiceAdapter.hinders``).
    """
    locked = application_lock(application.pk)
    bench = bench_of(locked, actor, _EVENTS[recommendation], expected_version)
    if recommendation == Recommendation.REFUSE:
        _check_refusal(locked, bench.authority, reason, text, text_en)
    first_needed(bench)
    if recommendation == Recommendation.APPROVE:
        hinders_check(bench)
    review = bench.mine
    review.recommendation = recommendation
    recommended = step_take(
        bench,
        _EVENTS[recommendation],
        actor=actor,
        now=now,
        reason=text,
        data={"reason": reason},
        moves=bench.status == Status.RECOMMENDED,
    )
    review.recommended_by = actor
    review.recommended_at = now
    review.reason = reason if recommendation == Recommendation.REFUSE else ""
    review.text, review.text_en = text, text_en.strip()
    review.save()
    return recommended


def _check_refusal(
    locked: Application, authority: str, reason: str, text: str, text_en: str
) -> None:
    adapter = adapter_for(locked)
    if reason not in dict(adapter.refusal_reasons(authority)) or not text.strip():
        raise Incomplete(_("A refusal needs its ground from the list and an explanation."))
    if adapter.explains_twice and not text_en.strip():
        raise Incomplete(
            _("Explain the refusal in Chinese and in English: the letter carries both."),
            code="one_language",
        )


@transaction.atomic
def review_return(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Application:
    """Send a recommendation of the own authority back to the reviewer, with the reason.

    The log keeps what it was.
    """
    if not reason.strip():
        raise Incomplete(_("Say what the reviewer should look at again."))
    locked = application_lock(application.pk)
    bench = bench_of(locked, actor, EventKind.RETURN_TO_REVIEW, expected_version)
    second_needed(bench)
    returned = step_take(
        bench,
        EventKind.RETURN_TO_REVIEW,
        actor=actor,
        now=now,
        reason=reason,
        data={
            "recommendation": bench.mine.recommendation,
            "recommended_by": bench.mine.recommended_by_id,
        },
        moves=locked.status == Status.RECOMMENDED,
    )
    review_clear(bench.mine)
    return returned


def review_of(application: Application, authority: str = Authority.EXIT_ENTRY) -> Review:
    """Return one authority's review of the case; it begins when somebody first asks."""
    review, _created = Review.objects.get_or_create(application=application, authority=authority)
    return review
