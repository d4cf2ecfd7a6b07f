"""What an officer reads of one single-window application: checklist, sections, flags."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.enums import Authority
from applications.models import Attachment, Traveller
from applications.passport.rules.digits import UNCAUGHT, risky_characters
from applications.registry import CaseFile, ChecklistLine, Section
from permits.enums import Hand
from permits.filing.enums import Registered
from permits.filing.evidence import points_facts
from permits.filing.notices import notices
from permits.filing.photo import photo_sentences
from permits.filing.presenting import day, hand_rows
from permits.filing.progress import slot_promised
from permits.filing.queries import PASSPORT_COPY, PHOTO, Snapshot, permit_of, snapshot_load
from permits.models import PermitApplication
from ui.words import listed


class SingleWindowFile(CaseFile):
    """One application's file. Answers, papers and points are read once, when asked."""

    @cached_property
    def permit(self) -> PermitApplication:
        return permit_of(self.application)

    @cached_property
    def snapshot(self) -> Snapshot:
        return snapshot_load(
            self.permit, self.application.submitted_at or self.application.created_at
        )

    def checklist(self) -> Sequence[ChecklistLine]:
        """The data to compare, then the papers of both hands."""
        return [*self._data_lines(), *self._paper_lines()]

    def _data_lines(self) -> Iterator[ChecklistLine]:
        work = Authority.WORK_PERMIT
        lines = [
            ("post", _("Post and contract"), _("Post, duties, dates, pay."), work),
            ("basis", _("Category"), _("Points or ground, with the evidence."), work),
            ("studies", _("Education and experience"), _("Degree, work, Chinese."), work),
            (
                "stay",
                _("Stay and address"),
                _("Visa or permit now held, entry, registration."),
                Authority.EXIT_ENTRY,
            ),
        ]
        for code, name, text, authority in lines:
            yield ChecklistLine(
                code=code, name=name, help_text=text, is_document=False, authority=authority
            )

    def _paper_lines(self) -> Iterator[ChecklistLine]:
        names = {PASSPORT_COPY: _("Copy of the passport"), PHOTO: _("Photo")}
        for slot in self.snapshot.slots:
            promised = slot_promised(self.snapshot, slot)
            note = _("Promised instead of proved.") if promised else ""
            yield ChecklistLine(
                code=slot.code,
                name=slot.requirement.name or names.get(slot.code, slot.code),
                help_text=" ".join(x for x in (slot.requirement.help_text, note) if x),
                legal_basis=slot.requirement.legal_basis or "",
                required=slot.requirement.required and not promised,
                attachments=slot.attachments,
                authority=slot.requirement.authority,
            )

    def sections(self) -> Sequence[Section]:
        """Both hands' answers, the points with what each is worth, and both declarations."""
        blocks = hand_rows(self.snapshot, Hand.EMPLOYER, None)
        blocks += hand_rows(self.snapshot, Hand.PERSON, None)[1:]  # the page shows the passport
        found = [
            Section(title, [(row["key"], row["value"]) for row in rows]) for title, rows in blocks
        ]
        return [*found, *self._points(), self._declarations()]

    def _points(self) -> Iterator[Section]:
        if facts := points_facts(self.snapshot):
            yield Section(_("Points"), template="permits/desk/points.html", facts=facts)

    def _declarations(self) -> Section:
        permit = self.permit
        rows = [
            (_("For the employer"), permit.employer_declared_name or "–"),
            (_("The employee"), permit.person_declared_name or "–"),
        ]
        return Section(_("Declared by"), rows)

    def passport(self) -> Attachment | None:
        slot = self.snapshot.slot(PASSPORT_COPY)
        return slot.attachments[-1] if slot and slot.attachments else None

    def flags(self) -> Sequence[str]:
        """What was typed by hand, doubts about the photo, dates outside a window, what to check."""
        return [
            *self._typed_by_hand(),
            *self._look_alikes(),
            *self._photo(),
            *self._home(),
            *notices(self.snapshot),
        ]

    def _typed_by_hand(self) -> Iterator[str]:
        if self.permit.corrected_fields:
            columns = listed(_column_name(field) for field in self.permit.corrected_fields)
            yield (
                _("Typed by hand: %(fields)s. Reason given: %(reason)s")
                % {"fields": columns, "reason": self.permit.correction_reason}
            )

    def _look_alikes(self) -> Iterator[str]:
        for sign in risky_characters(self.application.traveller.document_number):
            yield (
                _("Passport number: compare %(sign)s; no check digit tells it from %(other)s.")
                % {"sign": sign, "other": listed(UNCAUGHT[sign])}
            )

    def _photo(self) -> Iterator[str]:
        check = self.snapshot.photo_check
        if check is not None and check.problems:
            doubts = " ".join(photo_sentences(check.problems, check.measures))
            yield _("Photo handed in despite the check, look at it: %(doubts)s") % {
                "doubts": doubts
            }

    def _home(self) -> Iterator[str]:
        if self.permit.home_registered == Registered.NO:
            yield _("The accommodation is not registered with the police yet.")
        until = self.permit.stay_until
        if until is not None and until <= self.snapshot.today:
            yield _("The stay was allowed until %(day)s only.") % {"day": day(until)}


def _column_name(field: str) -> str:
    return str(getattr(Traveller._meta.get_field(field), "verbose_name", field))
