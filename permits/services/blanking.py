"""A draft that nobody needs any more keeps nothing about the person."""

from datetime import datetime

from applications.enums import LinkEnd
from applications.passport.writing import traveller_blank
from applications.private_links import links_close
from permits.enums import Hand
from permits.filing.enums import Part
from permits.filing.parts import FIELDS
from permits.models import PermitApplication

_LEFT = ("zone", "outside_zones", "work_address")


def permit_blank(locked: PermitApplication, hand: str, now: datetime) -> None:
    """Close a draft and blank what was entered. The caller holds the application's lock."""
    nothing = PermitApplication()
    for field in [field for part in Part for field in FIELDS[part] if field not in _LEFT]:
        setattr(locked, field, getattr(nothing, field))
    locked.person_name = locked.person_email = ""
    locked.corrected_fields, locked.correction_reason = [], ""
    locked.promised, locked.photo_despite, locked.family_none = [], False, False
    locked.discarded_at, locked.discarded_by = now, Hand(hand)
    locked.save()
    traveller_blank(locked.application.traveller)
    locked.application.attachments.filter(removed_at=None).update(removed_at=now)
    locked.family.filter(removed_at=None).update(
        removed_at=now, name="", nationality="", document_number=""
    )
    links_close(locked.links.all(), LinkEnd.CLOSED, now)
    locked.links.update(address="")
