"""What the blocks of the case page show: the passport, the checklist, who has the case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.admin.steps.base import review_state
from applications.checklists import checks
from applications.enums import CheckResult, Recommendation
from applications.models import Application, Review, Traveller
from applications.passport.rules.digits import UNCAUGHT
from applications.registry import CaseFile, ChecklistLine, Section, ServiceAdapter, adapter_for
from documents.enums import UploadStatus
from documents.models import Upload


@dataclass(frozen=True)
class Sign:
    """One character of the passport number; ``other`` is what it could be mistaken for."""

    text: str
    other: str


@dataclass(frozen=True)
class Paper:
    """A file that can be looked at in place."""

    label: str
    url: str
    preview_url: str
    is_pdf: bool
    ready: bool
    state: str
    pages: int


@dataclass(frozen=True)
class Line:
    """A line of the checklist with its files and the officer's tick."""

    line: ChecklistLine
    papers: Sequence[Paper]
    choices: Sequence[tuple[str, str, bool]]
    note: str
    mine: bool = True
    others: Sequence[tuple[str, str]] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has ticked it yet."""
        return self.line.tick is None


@dataclass(frozen=True)
class ReviewPanel:
    """One authority's review as this officer may read it.

    The other authority's words are its own until two of its officers have refused.
    """

    review: Review
    mine: bool
    state: str
    tone: str
    words: bool


def review_panels(case: Application, authority: str) -> list[ReviewPanel]:
    """Both reviews, the own one first."""
    rows = list(case.reviews.select_related("recommended_by", "decided_by"))
    alone = len(adapter_for(case).authorities) == 1
    rows.sort(key=lambda review: (review.authority != authority, review.authority))
    return [
        ReviewPanel(
            review=review,
            mine=review.authority == authority,
            state=review_state(review),
            tone=_REVIEW_TONES[review.decision],
            words=alone or review.authority == authority or review.decision == "refuse",
        )
        for review in rows
    ]


_REVIEW_TONES = {"": "navy", Recommendation.APPROVE: "good", Recommendation.REFUSE: "stop"}


@dataclass(frozen=True)
class PassportPanel:
    """The data as the border will see it, beside the image."""

    image: Paper | None
    rows: Sequence[tuple[str, str]]
    number: Sequence[Sign]
    mrz: Sequence[str]
    flags: Sequence[str]

    @property
    def risky(self) -> list[Sign]:
        """Characters to compare with the image one by one."""
        return [sign for sign in self.number if sign.other]


def paper(upload: Upload) -> Paper:
    """Make a file ready to be shown; addresses only when it was found clean."""
    return Paper(
        label=upload.label or str(upload.get_purpose_display()),
        url=reverse("upload_open", args=[upload.pk]),
        preview_url=reverse("upload_preview", args=[upload.pk]) if upload.preview else "",
        is_pdf=upload.media_type == "application/pdf",
        ready=upload.status == UploadStatus.CLEAN,
        state=str(upload.get_status_display()),
        pages=upload.pages,
    )


def checklist_panel(lines: Sequence[ChecklistLine], authority: str = "") -> list[Line]:
    """Lines with what is ticked now, and what the other authority found, without its notes."""
    return [
        Line(
            line=line,
            papers=[paper(attachment.upload) for attachment in line.attachments],
            choices=list(_choices(line)),
            note=line.tick.note if line.tick else "",
            mine=not authority or checks(line, authority),
            others=[
                (str(tick.get_authority_display()), str(tick.get_result_display()))
                for tick in line.others
            ],
        )
        for line in lines
    ]


def _choices(line: ChecklistLine) -> Iterator[tuple[str, str, bool]]:
    chosen = line.tick.result if line.tick else ""
    for value, label in CheckResult.choices:
        yield value, str(label), value == chosen


def passport_panel(file: CaseFile) -> PassportPanel:
    """Show what the machine-readable zone says; what was typed by hand is flagged."""
    traveller = file.application.traveller
    attachment = file.passport()
    return PassportPanel(
        image=paper(attachment.upload) if attachment else None,
        rows=_traveller_rows(traveller, adapter_for(file.application)),
        number=[
            Sign(sign, ", ".join(UNCAUGHT.get(sign, ""))) for sign in traveller.document_number
        ],
        mrz=[line for line in (traveller.mrz_line1, traveller.mrz_line2) if line],
        flags=_flags(traveller, file.flags()),
    )


def inviter_section(case: Application) -> Section | None:
    """The inviting organisation, or the person who files alone, as the bureau checked them."""
    body = case.organisation
    if body is None:
        return adapter_for(case).inviter(case)
    place = " · ".join(part for part in (body.get_province_display(), body.district) if part)
    rows = [
        (_("Chinese name"), body.name_zh),
        (_("English name"), body.name_en or "—"),
        (_("Company code"), body.uscc),
        (_("Place"), place),
        (_("Address"), body.actual_address or body.registered_address),
        (_("Legal representative"), body.legal_representative),
        (_("Handler"), f"{body.handler_name}, {body.handler_phone}, {body.handler_email}"),
        (_("Check by the bureau"), capfirst(body.get_status_display())),
    ]
    return Section(str(adapter_for(case).filer.who), rows)


def _flags(traveller: Traveller, flags: Sequence[str]) -> list[str]:
    own = list(flags)
    if not traveller.mrz_line1:
        own.append(_("Typed by hand: no passport lines were read. Compare every sign."))
    if traveller.confirmed_at is None:
        own.append(_("The applicant has not confirmed the data against the passport."))
    if len(traveller.mrz_line1) == 44 and not traveller.mrz_line1.endswith("<"):
        own.append(_("The name fills the whole line, it may be cut off. See the name as printed."))
    return own


def _day(value: Any) -> str:
    return date_format(value, "Y-m-d") if value else "—"


def _traveller_rows(traveller: Traveller, adapter: ServiceAdapter) -> list[tuple[str, str]]:
    birth = _day(traveller.birth_date) if traveller.birth_date else traveller.birth_date_mrz
    return [
        (_("Surname"), traveller.name_mrz_primary or "—"),
        (_("Given names"), traveller.name_mrz_secondary or "—"),
        (_("Nationality"), adapter.state(traveller.nationality) if traveller.nationality else "—"),
        (
            _("Issuing state"),
            adapter.state(traveller.issuing_state) if traveller.issuing_state else "—",
        ),
        (_("Date of birth"), birth or "—"),
        (_("Sex"), capfirst(traveller.get_sex_display()) if traveller.sex else "—"),
        (_("Passport issued on"), _day(traveller.issued_on)),
        (_("Passport valid until"), _day(traveller.expires_on)),
        (_("Name as printed"), traveller.name_viz or "—"),
        (pgettext("person", "Chinese name"), traveller.name_zh or "—"),
    ]
