"""The people of an invitation: added, read from their passports, confirmed, described, removed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind, LinkEnd, Service
from applications.events import event_record
from applications.models import Traveller
from applications.passport.errors import PassportRejected
from applications.passport.rules import names
from applications.passport.rules.correction import Correction, correction_problems
from applications.passport.rules.mrz import Passport, passport_read
from applications.passport.writing import (
    identity_save,
    passport_values,
    risky_of,
    traveller_blank,
)
from applications.private_links import links_close
from applications.services import application_create
from port_visa.enums import InvitationStatus
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitation, Invitee
from port_visa.parameters import limits_on
from port_visa.places import place_problem
from port_visa.professionals import under_way
from port_visa.queries import active_invitees
from port_visa.rules.professionals import limit_problem
from port_visa.rules.visit import passport_problem
from port_visa.services.locks import draft_lock, invitee_lock
from ui.problems import Problem

DETAIL_FIELDS = ("occupation", "employer", "previous_visits", "relation")
TRAVELLER_DETAILS = ("name_viz", "name_zh", "issued_on")


@transaction.atomic
def invitee_add(*, invitation: Invitation, actor: User, now: datetime) -> Invitee:
    """Add one person, still without a passport, up to the most that one invitation can hold."""
    locked = draft_lock(invitation, actor)
    most = limits_on(legal_date(now)).max_invitees
    count = active_invitees().filter(invitation=locked).count()
    if count >= most:
        message = _(
            "An invitation holds %(most)d people at most. Begin another one for the others."
        ) % {"most": most}
        raise InvitationError(message, code="too_many")
    _reject_beyond_own_limit(locked, count + 1, now)
    new = invitee_create(locked, position_last(locked) + 1, actor, now)
    _touch(locked, now)
    return new


def position_last(locked: Invitation) -> int:
    """The position of the person added last; 0 when there is nobody."""
    last: int | None = locked.invitees.aggregate(last=Max("position"))["last"]
    return last or 0


def invitee_create(locked: Invitation, position: int, actor: User, now: datetime) -> Invitee:
    """Write one more person to an invitation whose lock the caller holds."""
    person = locked.professional
    application = application_create(
        service=Service.PORT_VISA,
        filed_by=person.user if person and locked.opened_by_id else None,
        opened_by=locked.opened_by,
        actor=actor,
        now=now,
        organisation=locked.organisation,
        language=locked.language,
        category=locked.category,
    )
    return Invitee.objects.create(application=application, invitation=locked, position=position)


def _reject_beyond_own_limit(invitation: Invitation, count: int, now: datetime) -> None:
    """A professional has a limit of people under way, those of other invitations included."""
    if invitation.professional is None:
        return
    elsewhere = under_way(invitation.professional).count()
    most = limits_on(legal_date(now)).professional_open_invitees
    if problem := limit_problem(elsewhere + count, most):
        raise InvitationError(problem.message, code=problem.code)


def _touch(invitation: Invitation, now: datetime) -> None:
    invitation.updated_at = now
    invitation.save(update_fields=["updated_at"])


def _reject_if_unusable(
    invitee: Invitee, number: str, expires_on: date, today: date, field: str
) -> None:
    """Raise PassportRejected when the passport is somebody else's here, or ends too early.

    ``field``: where the number was given.
    """
    invitation = invitee.invitation
    others = active_invitees().filter(invitation=invitation).exclude(pk=invitee.pk)
    problems = []
    if others.filter(application__traveller__document_number=number).exists():
        message = _("This passport is already on this invitation.")
        problems.append(Problem("duplicate", message, field))
    if taken := place_problem(invitee, number, field):
        problems.append(taken)
    problem = passport_problem(
        expires_on,
        arrival_on=invitation.arrival_on or today,
        stay_days=invitation.stay_days or 1,
    )
    if problem:
        problems.append(problem)
    if problems:
        raise PassportRejected(problems)


def _log_change(
    invitee: Invitee, item: str, changed: list[str], actor: User, now: datetime
) -> None:
    """After submission a change of data is an event of the case; a draft has no history.

    ``item`` is what the supplement request asked about (``permissions.DATA_ITEMS``). What the
    traveller confirmed is not confirmed any more when it changes.
    """
    if changed and invitee.self_confirmed_at is not None:
        invitee.self_confirmed_at, invitee.self_changed = None, []
        invitee.save(update_fields=["self_confirmed_at", "self_changed"])
    if changed and invitee.invitation.status == InvitationStatus.SUBMITTED:
        event_record(
            application=invitee.application,
            kind=EventKind.DATA_CHANGED,
            actor=actor,
            now=now,
            data={"item": item, "fields": changed},
        )


@transaction.atomic
def invitee_passport_save(*, invitee: Invitee, lines: str, actor: User, now: datetime) -> Passport:
    """Read the two passport lines and keep what they say, to be confirmed beside the passport.

    Raises PassportRejected with every problem found; nothing is written then.
    """
    locked = invitee_lock(invitee, actor, "passport")
    today = legal_date(now)
    passport = passport_read(lines, today=today, allow_specimen=settings.PORTAL_DEMO)
    _reject_if_unusable(locked, passport.number, passport.expires_on, today, "lines")
    values = passport_values(passport) | {"confirmed_at": None}
    changed = identity_save(locked.application.traveller, values)
    locked.corrected_fields, locked.correction_reason = [], ""
    locked.save(update_fields=["corrected_fields", "correction_reason"])
    _log_change(locked, "passport", [f for f in changed if f != "confirmed_at"], actor, now)
    _touch(locked.invitation, now)
    return passport


@transaction.atomic
def invitee_confirm(
    *, invitee: Invitee, risky_compared: bool, actor: User, now: datetime
) -> Invitee:
    """Record that a person compared the values with the passport.

    ``risky_compared``: also the characters that no check digit can tell apart, where there are any.
    """
    locked = invitee_lock(invitee, actor, "passport")
    traveller = locked.application.traveller
    if not traveller.document_number:
        raise InvitationError(_("Enter the passport's two lines first."), code="no_passport")
    if risky_of(traveller) and not risky_compared:
        message = _("Compare the marked characters with the passport, then tick the box.")
        raise InvitationIncomplete([Problem("risky", message, "risky_compared")])
    traveller.confirmed_at = now
    traveller.save(update_fields=["confirmed_at"])
    _touch(locked.invitation, now)
    return locked


@transaction.atomic
def invitee_correct(
    *, invitee: Invitee, correction: Correction, reason: str, actor: User, now: datetime
) -> Invitee:
    """Keep values typed by hand, because the lines cannot be read or the passport differs.

    The officer sees which values were typed, and the reason. Raises InvitationIncomplete with a
    sentence for each field that cannot be right, PassportRejected for a passport that cannot be
    used.
    """
    locked = invitee_lock(invitee, actor, "passport")
    today = legal_date(now)
    problems = correction_problems(correction, today=today, allow_specimen=settings.PORTAL_DEMO)
    if not reason.strip():
        message = _("Say what is different, and why. An officer will look at it.")
        problems.append(Problem("reason", message, "reason"))
    if problems:
        raise InvitationIncomplete(problems)
    number, ends = correction.document_number, correction.expires_on
    _reject_if_unusable(locked, number, ends, today, "document_number")
    traveller = locked.application.traveller
    values = correction.columns() | {"confirmed_at": now}
    if not traveller.mrz_line1:
        values["document_code"] = "P"
    changed = identity_save(traveller, values)
    typed = [field for field in changed if field != "confirmed_at"]
    locked.corrected_fields = sorted({*locked.corrected_fields, *typed})
    locked.correction_reason = reason.strip()
    locked.save(update_fields=["corrected_fields", "correction_reason"])
    _log_change(locked, "passport", typed, actor, now)
    _touch(locked.invitation, now)
    return locked


@transaction.atomic
def invitee_details_save(
    *, invitee: Invitee, data: Mapping[str, Any], actor: User, now: datetime
) -> Invitee:
    """Save the name as printed, the Chinese name, the issue date and what the person does.

    ``email`` may be left out; a new one closes the link that was sent to the old one. ``language``
    (of letters to the traveller) may be left out, too.

    Raises InvitationIncomplete with a sentence for each field that cannot be stored.
    """
    locked = invitee_lock(invitee, actor, "details")
    traveller = locked.application.traveller
    problems = [
        names.display_problem(data["name_viz"]),
        names.chinese_problem(data["name_zh"]),
        _issue_problem(data["issued_on"], traveller, legal_date(now)),
    ]
    if found := [problem for problem in problems if problem]:
        raise InvitationIncomplete(found)
    changed = identity_save(traveller, {field: data[field] for field in TRAVELLER_DETAILS})
    for field in DETAIL_FIELDS:
        if getattr(locked, field) != data[field]:
            changed.append(field)
        setattr(locked, field, data[field])
    _address_change(locked, data.get("email", locked.email), now)
    locked.language = data.get("language") or locked.language
    locked.save(update_fields=(*DETAIL_FIELDS, "email", "language"))
    _log_change(locked, "details", changed, actor, now)
    _touch(locked.invitation, now)
    return locked


def _address_change(locked: Invitee, email: str, now: datetime) -> None:
    """Whoever reads mail at the old address has nothing to do with the new one."""
    address = email.strip().lower()
    if address != locked.email:
        links_close(locked.links.exclude(address=""), LinkEnd.CLOSED, now)
    locked.email = address


def _issue_problem(issued_on: date | None, traveller: Traveller, today: date) -> Problem | None:
    if issued_on is None:
        return None
    if issued_on > today:
        return Problem("issued_future", _("The date of issue is in the future."), "issued_on")
    born, ends = traveller.birth_date, traveller.expires_on
    if (born and issued_on < born) or (ends and issued_on >= ends):
        message = _("The date of issue lies between the date of birth and the expiry date.")
        return Problem("issued_order", message, "issued_on")
    return None


@transaction.atomic
def invitee_remove(*, invitee: Invitee, actor: User, now: datetime) -> None:
    """Take a person off a draft. Their data are blanked: nothing needs them any more."""
    invitation = draft_lock(invitee.invitation, actor)
    locked = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    if locked.removed_at is not None:
        return
    invitee_blank(locked, now)
    _touch(invitation, now)


def invitee_blank(invitee: Invitee, now: datetime) -> None:
    """Mark a person as removed and blank their data. The caller holds the invitation's lock."""
    invitee.removed_at = now
    for field in (*DETAIL_FIELDS, "email", "language", "correction_reason"):
        setattr(invitee, field, "")
    invitee.corrected_fields, invitee.self_changed = [], []
    invitee.self_confirmed_at = None
    invitee.save()
    links_close(invitee.links.all(), LinkEnd.CLOSED, now)
    invitee.links.update(address="")
    traveller_blank(invitee.application.traveller)
    invitee.application.attachments.filter(removed_at__isnull=True).update(removed_at=now)
