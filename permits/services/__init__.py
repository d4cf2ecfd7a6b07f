"""What can be done with an application of the single window."""

from permits.services.drafting import (
    permit_discard,
    permit_part_save,
    permit_person_change,
    permit_start,
)
from permits.services.earlier import earlier_for_employer, known_of, permit_known_take
from permits.services.family import family_member_remove, family_member_save, family_none
from permits.services.files import (
    permit_file_add,
    permit_file_remove,
    permit_photo_add,
    permit_photo_despite,
    permit_promise,
)
from permits.services.filing import permit_declare, permit_submit, permit_withdraw
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
    "earlier_for_employer",
    "family_member_remove",
    "family_member_save",
    "family_none",
    "known_of",
    "permit_declare",
    "permit_discard",
    "permit_file_add",
    "permit_file_remove",
    "permit_known_take",
    "permit_part_save",
    "permit_passport_confirm",
    "permit_passport_correct",
    "permit_passport_details",
    "permit_passport_save",
    "permit_passport_take",
    "permit_person_change",
    "permit_photo_add",
    "permit_photo_despite",
    "permit_promise",
    "permit_start",
    "permit_submit",
    "permit_withdraw",
    "person_claim",
    "person_link_close",
    "person_link_open",
    "person_link_send",
]
