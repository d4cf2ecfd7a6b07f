"""What can be done with an application of the single window."""

from permits.services.drafting import (
    permit_discard,
    permit_part_save,
    permit_person_change,
    permit_start,
)
from permits.services.family import family_member_remove, family_member_save, family_none
from permits.services.links import (
    person_claim,
    person_link_close,
    person_link_open,
    person_link_send,
)
from permits.services.passports import (
    permit_passport_confirm,
    permit_passport_correct,
    permit_passport_details,
    permit_passport_save,
    permit_passport_take,
)

__all__ = [
    "family_member_remove",
    "family_member_save",
    "family_none",
    "permit_discard",
    "permit_part_save",
    "permit_passport_confirm",
    "permit_passport_correct",
    "permit_passport_details",
    "permit_passport_save",
    "permit_passport_take",
    "permit_person_change",
    "permit_start",
    "person_claim",
    "person_link_close",
    "person_link_open",
    "person_link_send",
]
