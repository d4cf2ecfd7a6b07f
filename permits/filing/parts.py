"""Which parts an application has, by kind, whose they are, and what each must hold."""

from collections.abc import Mapping, Sequence
from typing import Final

from permits.enums import Hand, PermitKind
from permits.filing.enums import Basis, Part, Registered, StayKind
from permits.models import PermitApplication

K = PermitKind
_NEW: Final = (K.NEW_IN_CHINA, K.NEW_FROM_ABROAD)
_WORKING: Final = (*_NEW, K.EXTENSION, K.CHANGE_EMPLOYER)

# The kinds that have the part; the order of the parts is the order of the pages.
KINDS: Final[Mapping[Part, Sequence[PermitKind]]] = {
    Part.PLACE: tuple(K),
    Part.POST: (*_WORKING, K.CHANGE_DETAILS),
    Part.CONTRACT: _WORKING,
    Part.BASIS: _WORKING,
    Part.CHANGE: (K.CHANGE_EMPLOYER, K.CHANGE_DETAILS, K.CANCELLATION),
    Part.STUDIES: _WORKING,
    Part.EXPERIENCE: _WORKING,
    Part.STAY: tuple(K),
    Part.HOME: (*_WORKING, K.CHANGE_DETAILS),
}
HANDS: Final[Mapping[Part, Hand]] = {
    **dict.fromkeys((Part.PLACE, Part.POST, Part.CONTRACT, Part.BASIS, Part.CHANGE), Hand.EMPLOYER),
    **dict.fromkeys((Part.STUDIES, Part.EXPERIENCE, Part.STAY, Part.HOME), Hand.PERSON),
}
FIELDS: Final[Mapping[Part, Sequence[str]]] = {
    Part.PLACE: ("zone", "outside_zones", "work_address"),
    Part.POST: ("job_title", "job_title_zh", "occupation_code", "occupation_text", "duties"),
    Part.CONTRACT: ("contract_kind", "contract_from", "contract_until", "pay_annual"),
    Part.BASIS: ("basis", "ground", "ground_text"),
    Part.CHANGE: ("changed_on", "change_text"),
    Part.STUDIES: ("education", "school", "subject", "chinese", "distinctions"),
    Part.EXPERIENCE: ("experience_years", "experience_text", "months_in_china"),
    Part.STAY: ("stay_kind", "entered_on", "stay_until", "permit_number", "permit_until"),
    Part.HOME: ("home_address", "home_registered", "home_registered_on", "phone"),
}
_REQUIRED: Final[Mapping[Part, Sequence[str]]] = {
    Part.PLACE: ("work_address",),
    Part.POST: ("job_title", "occupation_text", "duties"),
    Part.CONTRACT: ("contract_kind", "contract_from", "contract_until", "pay_annual"),
    Part.BASIS: ("basis",),
    Part.CHANGE: ("changed_on", "change_text"),
    Part.STUDIES: ("education", "school", "chinese"),
    Part.EXPERIENCE: ("experience_years", "experience_text", "months_in_china"),
    Part.STAY: ("stay_kind",),
    Part.HOME: ("home_address", "home_registered", "phone"),
}
FAMILY_KINDS: Final = _WORKING
PHOTO_KINDS: Final = (*_WORKING, K.CHANGE_DETAILS)
# Kinds for which a work permit exists already.
PERMIT_KINDS: Final = (K.EXTENSION, K.CHANGE_EMPLOYER, K.CHANGE_DETAILS, K.CANCELLATION)


def parts_of(kind: str, hand: str) -> list[Part]:
    """The pages of one hand, in their order."""
    return [part for part in Part if kind in KINDS[part] and HANDS[part] == hand]


def is_begun(permit: PermitApplication, part: Part) -> bool:
    """Whether anything of the part was answered."""
    return any(getattr(permit, field) not in (None, "", False, []) for field in FIELDS[part])


def missing_fields(permit: PermitApplication, part: Part) -> list[str]:
    """Columns of the part that still need an answer."""
    needed = [*_REQUIRED[part], *_depending(permit, part)]
    return [field for field in needed if getattr(permit, field) in (None, "")]


def _depending(permit: PermitApplication, part: Part) -> list[str]:
    """Columns that the other answers make necessary."""
    if part == Part.PLACE and not permit.outside_zones:
        return ["zone"]
    if part == Part.BASIS and permit.basis == Basis.GROUND:
        return ["ground", "ground_text"]
    if part == Part.HOME and permit.home_registered == Registered.YES:
        return ["home_registered_on"]
    if part == Part.STAY:
        return _stay(permit)
    return []


def _stay(permit: PermitApplication) -> list[str]:
    fields = [] if permit.stay_kind == StayKind.VISA_FREE else ["stay_until"]
    if permit.kind in _NEW:
        fields.append("entered_on")
    if permit.kind in PERMIT_KINDS:
        fields += ["permit_number", "permit_until"]
    return fields


# Lines of the checklist that are about data, with the parts of the form behind them.
BEHIND: Final[Mapping[str, Sequence[Part]]] = {
    "post": (Part.POST, Part.CONTRACT),
    "basis": (Part.BASIS,),
    "studies": (Part.STUDIES, Part.EXPERIENCE),
    "stay": (Part.STAY, Part.HOME),
}


def items_of(part: str) -> list[str]:
    """The items of a supplement request that let a part be corrected."""
    return [part, *(item for item, parts in BEHIND.items() if part in parts)]
