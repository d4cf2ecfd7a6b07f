"""What an officer reads of one port visa: checklist, sections, flags, the group."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.enums import Status
from applications.models import Application, Attachment, Traveller
from applications.passport.rules.digits import UNCAUGHT, risky_characters
from applications.registry import CaseFile, ChecklistLine, Section
from port_visa.links import confirmed_words
from port_visa.models import Invitation, Invitee
from port_visa.presenting import visa_kind
from port_visa.professionals import proof_words, purpose_of
from port_visa.progress import PASSPORT_COPY, invitee_warnings, inviter_warnings
from port_visa.queries import Slot, Snapshot, invitee_of, snapshot_load
from port_visa.swap_desk import swap_sections
from port_visa.swaps import approval_words, replaced_words
from ui.words import listed


class PortVisaFile(CaseFile):
    """One invitee's file. The invitation with its people and papers is read once, when asked."""

    @cached_property
    def invitee(self) -> Invitee:
        return invitee_of(self.application)

    @cached_property
    def snapshot(self) -> Snapshot:
        invitation = self.invitee.invitation
        return snapshot_load(invitation, invitation.submitted_at or self.application.created_at)

    def checklist(self) -> Sequence[ChecklistLine]:
        """The data to compare, then the documents of this person and of the group."""
        ticks = {tick.code: tick for tick in self.application.ticks.select_related("officer")}
        data = [
            ("passport", _("Passport values"), _("As the passport copy shows them.")),
            ("details", _("Details of the person"), _("Name as printed, occupation, relation.")),
            ("visit", _("Visit"), _("Purpose, urgency, dates, itinerary, address, costs.")),
        ]
        return [
            ChecklistLine(
                code=code,
                name=name,
                help_text=text,
                tick=ticks.get(code),
                is_document=False,
                attachments=self.snapshot.files_of(self.invitee, code),  # answers to a supplement
            )
            for code, name, text in data
        ] + [
            ChecklistLine(
                code=slot.code,
                name=slot.requirement.name,
                help_text=slot.requirement.help_text,
                legal_basis=slot.requirement.legal_basis or "",
                required=slot.requirement.required,
                attachments=self._papers(slot),
                tick=ticks.get(slot.code),
            )
            for slot in [*self.snapshot.slots_of(self.invitee), *self.snapshot.group_slots]
        ]

    def _papers(self, slot: Slot) -> Sequence[Attachment]:
        if slot.invitee is not None:
            return slot.attachments
        # an answer to a supplement request is this person's, also in a slot of the group
        return [*slot.attachments, *self.snapshot.files_of(self.invitee, slot.code)]

    def sections(self) -> Sequence[Section]:
        swap = swap_sections(self.invitee)
        return [*swap, _person_section(self.invitee), _visit_section(self.invitee)]

    def approval_means(self) -> Sequence[str]:
        return approval_words(self.invitee)

    def passport(self) -> Attachment | None:
        files = self.snapshot.files_of(self.invitee, PASSPORT_COPY)
        return files[-1] if files else None

    def flags(self) -> Sequence[str]:
        """Whose place is taken, what was typed by hand, what no digit can tell, what is unusual."""
        warnings = [
            *invitee_warnings(self.snapshot, self.invitee),
            *inviter_warnings(self.snapshot),
        ]
        return [
            *filter(None, [self._place_taken()]),
            *self._typed_by_hand(),
            *self._look_alikes(),
            *(one.message for one in warnings),
        ]

    def _place_taken(self) -> str:
        """That approving this person revokes another's paper, before anybody presses."""
        waits = self.application.decided_at is None and self.application.closed_at is None
        return replaced_words(self.invitee) if waits else ""

    def _typed_by_hand(self) -> Iterator[str]:
        if self.invitee.corrected_fields:
            columns = listed(_column_name(field) for field in self.invitee.corrected_fields)
            yield (
                _("Typed by hand: %(fields)s. Reason given: %(reason)s")
                % {"fields": columns, "reason": self.invitee.correction_reason}
            )

    def _look_alikes(self) -> Iterator[str]:
        for sign in risky_characters(self.application.traveller.document_number):
            yield (
                _("Passport number: compare %(sign)s; no check digit tells it from %(other)s.")
                % {"sign": sign, "other": listed(UNCAUGHT[sign])}
            )

    def group_members(self) -> Sequence[Application]:
        members = [invitee.application for invitee in self.snapshot.invitees]
        return [application for application in members if application.status != Status.DRAFT]


def _day(value: date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else "–"


def _column_name(field: str) -> str:
    return str(getattr(Traveller._meta.get_field(field), "verbose_name", field))


def _person_section(invitee: Invitee) -> Section:
    rows = [
        (_("Occupation"), invitee.occupation or "–"),
        (_("Employer"), invitee.employer or "–"),
        (_("Earlier visits to China"), invitee.previous_visits or "–"),
        (_("Relation to the inviter"), invitee.relation or "–"),
    ]
    if confirmed := confirmed_words(invitee):
        rows.append((_("By private link"), confirmed))
    return Section(_("Person"), rows)


def _visit_section(invitee: Invitee) -> Section:
    visit = invitee.invitation
    rows = [
        (_("Category"), visit.get_category_display()),
        *_guest_rows(visit),
        (_("Purpose"), visit.purpose),
        (
            _("Why not from abroad"),
            f"{capfirst(visit.get_urgency_display())}: {visit.urgency_text}",
        ),
        *visa_kind(visit),
        (_("Arrival"), _day(visit.arrival_on)),
        (_("Port"), str(visit.port or "–")),
        (_("Flight or ship"), visit.flight or "–"),
        (_("Stay in days"), invitee.stay_days or visit.stay_days),
        (_("Itinerary"), visit.itinerary),
        (_("Where they stay"), visit.host_address),
        (_("Who pays"), visit.payer_text or capfirst(visit.get_payer_display())),
        (_("Declared by"), visit.declared_name or "–"),
    ]
    return Section(_("Visit"), rows)


def _guest_rows(visit: Invitation) -> list[tuple[str, str]]:
    """Whom a professional invites; nothing for an organisation's visit."""
    if not visit.by_person:
        return []
    purpose = purpose_of(visit)
    return [(_("Whom they invite"), purpose.name if purpose else visit.guest_kind)]


def inviter_section(invitation: Invitation) -> Section | None:
    """A person who invites in their own name, as the bureau checked them; else None."""
    person = invitation.professional
    if person is None:
        return None
    until = _("until %(date)s") % {"date": _day(person.proof_until)}
    rows = [
        (_("Name in the passport"), person.name),
        (pgettext("person", "Chinese name"), person.name_zh or "–"),
        (_("Occupation"), person.occupation),
        (_("Where they work"), person.employer),
        (_("Address in Shanghai"), person.address),
        (_("Telephone"), f"{person.phone}, {person.user.email}"),
        (_("Proof"), f"{proof_words(person.proof, person.proof_category)}, {until}"),
        (_("Check by the bureau"), capfirst(person.get_status_display())),
    ]
    return Section(_("Inviter, a person"), rows)
