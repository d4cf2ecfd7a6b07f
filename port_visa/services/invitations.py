"""An invitation's life up to its submission: begun, filled in, copied, thrown away."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Province
from accounts.models import Organisation, User
from accounts.permissions import can_draft
from applications.deadlines import legal_date
from applications.enums import EventKind, RequirementScope
from applications.events import event_record
from applications.models import Attachment, Traveller
from applications.passport.writing import COPIED, COPIED_DATES
from port_visa.enums import InvitationStatus, InviterKind, Payer, VisitPart
from port_visa.errors import InvitationError, InvitationIncomplete, InvitationLocked
from port_visa.filings import judge_of
from port_visa.models import Invitation, Invitee, Professional
from port_visa.parameters import limits_on
from port_visa.permissions import can_edit_visit, can_invite_personally, can_view_invitation
from port_visa.professionals import purposes_on
from port_visa.progress import PART_FIELDS, PASSPORT_COPY, port_problem
from port_visa.queries import active_invitees, requirements_of
from port_visa.routing import request_problem, undecided_problem
from port_visa.rules import visit
from port_visa.rules.electronic import Wanted
from port_visa.services.invitees import invitee_add, invitee_blank
from port_visa.services.locks import draft_lock, invitation_lock, not_allowed
from port_visa.services.professional_log import professional_lock
from port_visa.services.rerouting import cases_lock, cases_reroute
from port_visa.services.rosters import rosters_forget
from ui.problems import Problem

COPIED_VISIT = (
    "category",
    "guest_kind",
    "purpose",
    "urgency",
    "urgency_text",
    "port_id",
    "wants_centre",
    "electronic",
    "stay_days",
    "itinerary",
    "host_address",
    "payer",
    "payer_text",
)
_COPIED_DETAILS = ("occupation", "employer", "previous_visits", "relation", "email", "language")
# A company's licence serves the next invitation as it is; letters are written anew.
_COPIED_GROUP_FILES = ("licence",)


def inviter_kind_of(organisation: Organisation) -> str:
    """Which kind of inviter an organisation is, by the place of its registration."""
    in_shanghai = organisation.province == Province.SHANGHAI
    return InviterKind.SHANGHAI_ORGANISATION if in_shanghai else InviterKind.DELTA_ORGANISATION


@transaction.atomic
def invitation_create(
    *,
    actor: User,
    now: datetime,
    language: str,
    organisation: Organisation | None = None,
    professional: Professional | None = None,
) -> Invitation:
    """Begin a draft for an organisation's member, or for a professional: one of the two.

    Neither need be verified yet. Raises InvitationError for anybody else's inviter.
    """
    if organisation is not None:
        allowed, kind = can_draft(actor, organisation), inviter_kind_of(organisation)
    else:
        professional = professional and professional_lock(professional.pk)  # not suspended since
        allowed = can_invite_personally(actor, professional)
        kind = InviterKind.PROFESSIONAL
    if not allowed:
        raise not_allowed()
    return Invitation.objects.create(
        organisation=organisation,
        professional=professional,
        inviter_kind=kind,
        created_by=actor,
        language=language,
        created_at=now,
        updated_at=now,
    )


def _visit_checked(
    invitation: Invitation, part: str, data: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The fields of one page, judged by the rules. Raises InvitationIncomplete with sentences."""
    if part == VisitPart.PURPOSE and invitation.by_person:
        return _personal_purpose(data, now)
    data = {"electronic": False, **data}  # who is not asked has the paper one
    values = {field: data[field] for field in PART_FIELDS[part]}
    problems = []
    if part == VisitPart.ARRIVAL:
        # The tick is not asked for on every page: without a way there, and by other systems.
        values["wants_centre"] = bool(data.get("wants_centre", invitation.wants_centre))
        problems = _arrival_problems(invitation, values, legal_date(now))
    if problems:
        raise InvitationIncomplete(problems)
    if part == VisitPart.COSTS and values["payer"] != Payer.OTHER:
        values["payer_text"] = ""
    return values


def _personal_purpose(data: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Whom a professional invites decides the category, by the rows of the day."""
    wanted = data["guest_kind"]
    row = next((row for row in purposes_on(legal_date(now)) if row.code == wanted), None)
    if row is None:
        message = _("Choose whom you invite.")
        raise InvitationIncomplete([Problem("purpose_unknown", message, "guest_kind")])
    return {"guest_kind": row.code, "category": row.category, "purpose": data["purpose"]}


def _arrival_problems(
    invitation: Invitation, values: Mapping[str, Any], today: date
) -> list[Problem]:
    """``values`` are the page's; an electronic visa is asked for by them."""
    found = [
        visit.arrival_problem(values["arrival_on"], today=today, limits=limits_on(today)),
        visit.stay_problem(values["stay_days"]),
        request_problem(values["port"], values["wants_centre"], today),
    ]
    if values["electronic"]:
        wanted = Wanted(invitation.category, values["stay_days"], values["arrival_on"])
        found.append(judge_of(invitation, today).problem(wanted))
        found.append(undecided_problem(values["port"], today))
    else:
        found.append(port_problem(values["port"]))
    return [problem for problem in found if problem]


@transaction.atomic
def invitation_visit_save(
    *, invitation: Invitation, part: str, data: Mapping[str, Any], actor: User, now: datetime
) -> Invitation:
    """Save one page of the visit (``VisitPart``). ``data`` holds that page's fields, cleaned.

    Raises InvitationLocked when the invitation was submitted and nobody asks for a change, and
    InvitationIncomplete for dates that the rules refuse.
    """
    locked = invitation_lock(invitation.pk)
    if not can_view_invitation(actor, locked):
        raise not_allowed()
    cases_lock(locked)
    if not can_edit_visit(actor, locked):
        message = _("This invitation has been submitted and cannot be changed here any more.")
        raise InvitationLocked(message, code="locked")
    values = _visit_checked(locked, part, data, now)
    changed = [field for field, value in values.items() if getattr(locked, field) != value]
    for field, value in values.items():
        setattr(locked, field, value)
    locked.updated_at = now
    locked.save(update_fields=[*values, "updated_at"])
    if changed and locked.status == InvitationStatus.SUBMITTED:
        _visit_changed(locked, changed, actor, now)
    return locked


def _visit_changed(locked: Invitation, changed: list[str], actor: User, now: datetime) -> None:
    """Carry an asked-for change to everybody still under way: their cases, log and office."""
    for invitee in active_invitees().filter(invitation=locked):
        application = invitee.application
        if application.closed_at is not None:
            continue
        invitee.stay_days = locked.stay_days
        invitee.save(update_fields=["stay_days"])
        application.category = locked.category
        application.save(update_fields=["category"])
        event_record(
            application=application,
            kind=EventKind.DATA_CHANGED,
            actor=actor,
            now=now,
            data={"item": "visit", "fields": changed},
        )
    cases_reroute(locked, changed, actor=actor, now=now)


@transaction.atomic
def invitation_discard(*, invitation: Invitation, actor: User, now: datetime) -> Invitation:
    """Throw a draft away, with the data of its people. It is not shown any more."""
    locked = draft_lock(invitation, actor)
    for invitee in active_invitees().filter(invitation=locked):
        invitee_blank(invitee, now)
    rosters_forget(locked, now)
    locked.status = InvitationStatus.DISCARDED
    locked.updated_at = now
    locked.save(update_fields=["status", "updated_at"])
    return locked


@transaction.atomic
def invitation_copy(
    *,
    invitation: Invitation,
    invitees: Collection[Invitee],
    actor: User,
    now: datetime,
    language: str,
) -> Invitation:
    """Begin a draft like an earlier invitation, with some of its people.

    Dates are left out, and every passport must be compared again: it may be a new one. Copies of
    passports and the licence come along; letters about the earlier visit do not.
    """
    if not can_view_invitation(actor, invitation):
        raise not_allowed()
    strangers = [i for i in invitees if i.invitation_id != invitation.pk or i.removed_at]
    if strangers:
        raise InvitationError(_("Choose people of this invitation."), code="stranger")
    copy = invitation_create(
        organisation=invitation.organisation,
        professional=invitation.professional,
        actor=actor,
        now=now,
        language=language,
    )
    for field in COPIED_VISIT:
        setattr(copy, field, getattr(invitation, field))
    copy.copied_from = invitation
    copy.save()
    _copy_files(invitation, copy, now)
    for invitee in invitees:
        _copy_invitee(invitee, copy, actor, now)
    return copy


def _copy_files(invitation: Invitation, copy: Invitation, now: datetime) -> None:
    codes = {
        r.code for r in requirements_of(copy, legal_date(now)) if r.scope == RequirementScope.GROUP
    }
    rows = Attachment.objects.filter(
        group=invitation.pk, removed_at__isnull=True, code__in=codes & set(_COPIED_GROUP_FILES)
    )
    Attachment.objects.bulk_create(
        Attachment(code=row.code, group=copy.pk, upload_id=row.upload_id, created_at=now)
        for row in rows
    )


def _copy_invitee(invitee: Invitee, copy: Invitation, actor: User, now: datetime) -> None:
    new = invitee_add(invitation=copy, actor=actor, now=now)
    for field in _COPIED_DETAILS:
        setattr(new, field, getattr(invitee, field))
    new.save(update_fields=_COPIED_DETAILS)
    source = invitee.application.traveller
    Traveller.objects.filter(pk=new.application.traveller_id).update(
        **{field: getattr(source, field) for field in (*COPIED, *COPIED_DATES)}
    )
    rows = Attachment.objects.filter(
        application=invitee.application, code=PASSPORT_COPY, removed_at__isnull=True
    )
    Attachment.objects.bulk_create(
        Attachment(
            code=row.code, application=new.application, upload_id=row.upload_id, created_at=now
        )
        for row in rows
    )
