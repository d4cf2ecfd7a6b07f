"""The letters of a refusal: one for each authority that refused, each by its own law."""

from datetime import datetime
from typing import Any

from accounts.enums import Authority
from applications.enums import Recommendation
from applications.models import Application, Review
from applications.registry import adapter_for
from documents.enums import DocumentKind
from documents.services import document_request
from permits.paper.facts import both, person_facts

LETTERS = {
    Authority.WORK_PERMIT: DocumentKind.WORK_REFUSAL,
    Authority.EXIT_ENTRY: DocumentKind.RESIDENCE_REFUSAL,
}


def letters_request(*, application: Application, now: datetime) -> None:
    """Ask for the letter of every review that ended in a refusal."""
    for review in application.reviews.filter(decision=Recommendation.REFUSE):
        document_request(
            kind=LETTERS[Authority(review.authority)],
            subject=application.reference,
            facts=_facts(application, review, now),
            valid_until=None,
            now=now,
        )


def _facts(application: Application, review: Review, now: datetime) -> dict[str, Any]:
    reasons = dict(adapter_for(application).refusal_reasons(review.authority))
    return {
        **person_facts(application, now),
        **both("reason", lambda: reasons.get(review.reason, review.reason)),
        "text_zh": review.text,
        "text_en": review.text_en,
    }
