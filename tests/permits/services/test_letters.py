"""One letter for each authority that refused, each by its own law, in both languages."""

import pytest

from accounts.enums import Authority
from applications.enums import Recommendation, RefusalReason, WorkRefusalReason
from applications.errors import Incomplete
from applications.models import Application, Review
from applications.registry import adapter_for
from applications.services import review_recommend
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.producing import document_draw
from documents.reading import pdf_text
from permits.services.letters import LETTERS, letters_request
from tests.factories.applications import NOW, ApplicationFactory, officer_at
from tests.factories.permits_issued import permit_approved

pytestmark = pytest.mark.django_db

WORDS = {
    Authority.WORK_PERMIT: (
        WorkRefusalReason.PROOF,
        "学历证明无法核实。",
        "The degree is not proved.",
    ),
    Authority.EXIT_ENTRY: (RefusalReason.FRAUD, "提供虚假材料。", "A proof was false."),
}


def refused(*authorities: Authority) -> Application:
    case = permit_approved()
    office = case.office
    assert office is not None
    Review.objects.filter(application=case).delete()
    for authority in authorities:
        reason, chinese, english = WORDS[authority]
        Review.objects.create(
            application=case,
            authority=authority,
            recommendation=Recommendation.REFUSE,
            recommended_by=officer_at(office, "reviewer"),
            recommended_at=NOW,
            decision=Recommendation.REFUSE,
            decided_by=officer_at(office, "supervisor"),
            decided_at=NOW,
            reason=reason,
            text=chinese,
            text_en=english,
        )
    return case


@pytest.mark.parametrize(
    ("authorities", "kinds"),
    [
        ([Authority.WORK_PERMIT], {DocumentKind.WORK_REFUSAL}),
        ([Authority.EXIT_ENTRY], {DocumentKind.RESIDENCE_REFUSAL}),
        (list(WORDS), {DocumentKind.WORK_REFUSAL, DocumentKind.RESIDENCE_REFUSAL}),
    ],
)
def test_each_authority_that_refused_writes_its_own_letter_once(authorities, kinds) -> None:
    case = refused(*authorities)
    letters_request(application=case, now=NOW)
    letters_request(application=case, now=NOW)
    letters = IssuedDocument.objects.filter(subject=case.reference)
    assert {letter.kind for letter in letters} == kinds
    assert letters.count() == len(kinds)
    for letter in letters:
        text = pdf_text(document_draw(letter).pdf)
        authority = next(a for a in authorities if letter.kind.startswith(_STEM[a]))
        _reason, chinese, english = WORDS[authority]
        assert chinese in text
        assert english in " ".join(text.split())


_STEM = {Authority.WORK_PERMIT: "work", Authority.EXIT_ENTRY: "residence"}


@pytest.mark.parametrize("authority", list(WORDS))
def test_a_split_case_gets_the_letter_of_the_authority_that_refused(authority) -> None:
    case = refused(authority)
    adapter_for(case).on_split(case, NOW)
    letters = IssuedDocument.objects.filter(subject=case.reference)
    assert [letter.kind for letter in letters] == [LETTERS[authority]]


def test_no_refusal_in_one_language_only() -> None:
    case = ApplicationFactory(single_window=True, accepted=True)
    officer = officer_at(case.office, "reviewer")
    with pytest.raises(Incomplete, match="in Chinese and in English"):
        review_recommend(
            application=case,
            recommendation=Recommendation.REFUSE,
            reason=RefusalReason.FRAUD,
            text="提供虚假材料。",
            text_en="  ",
            actor=officer,
            now=NOW,
        )
