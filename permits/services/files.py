"""Papers in their places, promises instead of papers, and the photo with what the check found."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Attachment
from applications.slots import MAX_FILES
from documents.models import Upload
from permits.enums import Hand
from permits.errors import PermitError
from permits.filing.photo import photo_measure
from permits.filing.queries import PASSPORT_COPY, PHOTO, snapshot_load
from permits.models import PermitApplication, PhotoCheck
from permits.services.locks import changed, edit_lock

_PERSONS = (PASSPORT_COPY, PHOTO)


@transaction.atomic
def permit_file_add(
    *, permit: PermitApplication, code: str, upload: Upload, hand: str, actor: User, now: datetime
) -> Attachment:
    """Put an uploaded file into one of the hand's places.

    Raises PermitError when the list has no such place for this hand, or the place is full.
    """
    locked = edit_lock(permit, hand, actor, [code])
    snapshot = snapshot_load(locked, now)
    places = {slot.code for slot in snapshot.slots_of(hand)}
    if hand == Hand.PERSON:
        places |= {slot.code for slot in snapshot.slots if slot.code in _PERSONS}
    if code not in places:
        raise PermitError(_("This document is not asked for."), code="unknown_slot")
    files = Attachment.objects.filter(
        application=locked.application, code=code, removed_at__isnull=True
    )
    if code == PHOTO:
        files.update(removed_at=now)  # one photo: the newest
    elif files.count() >= MAX_FILES:
        message = _("This place holds %(most)d files at most. Remove one first.")
        raise PermitError(message % {"most": MAX_FILES}, code="full")
    row = Attachment.objects.create(
        code=code, upload=upload, created_at=now, application=locked.application
    )
    changed(locked, hand, [code], actor, now, code)
    return row


@transaction.atomic
def permit_file_remove(
    *,
    permit: PermitApplication,
    attachment: Attachment,
    hand: str,
    actor: User,
    now: datetime,
) -> None:
    """Take a file out of a draft. Each hand removes from its own places only."""
    locked = edit_lock(permit, hand, actor)
    snapshot = snapshot_load(locked, now)
    mine = {slot.code for slot in snapshot.slots_of(hand)}
    if hand == Hand.PERSON:
        mine |= set(_PERSONS)
    rows = Attachment.objects.filter(
        pk=attachment.pk, application=locked.application, code__in=mine, removed_at__isnull=True
    )
    if rows.update(removed_at=now):
        changed(locked, hand, [attachment.code], actor, now)


@transaction.atomic
def permit_promise(
    *,
    permit: PermitApplication,
    code: str,
    promised: bool,
    hand: str,
    actor: User,
    now: datetime,
) -> PermitApplication:
    """Promise a paper instead of proving it, where the list allows it; or take that back."""
    locked = edit_lock(permit, hand, actor, [code])
    snapshot = snapshot_load(locked, now)
    allowed = code in snapshot.may_promise and code in {s.code for s in snapshot.slots_of(hand)}
    if promised and not allowed:
        raise PermitError(_("This document cannot be promised: add it."), code="no_promise")
    rest = {one for one in locked.promised if one != code}
    locked.promised = sorted(rest | ({code} if promised else set()))
    locked.save(update_fields=["promised"])
    changed(locked, hand, ["promised"], actor, now, code)
    return locked


@transaction.atomic
def permit_photo_add(
    *, permit: PermitApplication, upload: Upload, actor: User, now: datetime
) -> PhotoCheck:
    """Keep the person's photo and say what the check finds; a photo is never refused for it."""
    permit_file_add(
        permit=permit, code=PHOTO, upload=upload, hand=Hand.PERSON, actor=actor, now=now
    )
    with (upload.view_copy or upload.file).open("rb") as stored:
        finding = photo_measure(stored.read())
    PermitApplication.objects.filter(pk=permit.pk).update(photo_despite=False)
    return PhotoCheck.objects.create(
        upload=upload,
        permit=permit,
        problems=[str(problem) for problem in finding.problems],
        measures=finding.measures,
        checked_at=now,
    )


@transaction.atomic
def permit_photo_despite(
    *, permit: PermitApplication, actor: User, now: datetime
) -> PermitApplication:
    """Hand the photo in although the check has doubts: a person will look, and sees the doubts."""
    locked = edit_lock(permit, Hand.PERSON, actor, [PHOTO])
    locked.photo_despite = True
    locked.save(update_fields=["photo_despite"])
    changed(locked, Hand.PERSON, ["photo_despite"], actor, now, PHOTO)
    return locked
