"""The answers to choose from, in the words of the questions."""

from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.deadlines import legal_date
from offices.queries import zone_list
from permits import enums
from permits.finder.found import ELSEWHERE, OUTSIDE, UNSURE
from permits.rules.grounds import MEANING
from ui.steps import capital_choices

Choices = list[tuple[str, Any]]

KINDS: Final[Choices] = [
    (enums.PermitKind.NEW_IN_CHINA, _("Get new permits: the person is already in China")),
    (enums.PermitKind.NEW_FROM_ABROAD, _("Get new permits: the person comes from abroad")),
    (enums.PermitKind.EXTENSION, _("Extend permits")),
    (enums.PermitKind.CHANGE_EMPLOYER, _("Change the employer")),
    (enums.PermitKind.CHANGE_DETAILS, _("Report a change: passport, name, post, address")),
    (enums.PermitKind.CANCELLATION, _("Cancel permits because the work ends")),
]
KIND_HINTS: Final[dict[str, Any]] = {
    enums.PermitKind.NEW_IN_CHINA: _(
        "For example somebody of category A with another visa, or a husband or wife who lives here."
    ),
    enums.PermitKind.NEW_FROM_ABROAD: _(
        "With a Notification Letter of Foreigner’s Work Permit and a Z or R visa."
    ),
}
ZONE_HINTS: Final[dict[str, Any]] = {
    UNSURE: _("You get the list of zones with the result."),
}
CATEGORIES: Final[Choices] = [
    ("A", _("Category A")),
    ("B", _("Category B")),
    ("C", _("Category C")),
    ("unknown", _("I do not know")),
]
GROUNDS_A: Final[Choices] = [
    (ground.value, ground.label)
    for ground in enums.GROUNDS_A
    if ground != enums.Ground.PAY_SIX_TIMES
]
GROUNDS_B: Final[Choices] = [
    (ground.value, ground.label)
    for ground in enums.GROUNDS_B
    if ground != enums.Ground.PAY_FOUR_TIMES
]
GROUND_HINTS: Final[dict[str, Any]] = {ground.value: MEANING[ground] for ground in enums.Ground}
MULTIPLES: Final[Choices] = capital_choices(enums.PayMultiple)
EDUCATIONS: Final[Choices] = capital_choices(enums.Education)
CHINESE: Final[Choices] = capital_choices(enums.Chinese)
DISTINCTIONS: Final[Choices] = capital_choices(enums.Distinction)
SURE: Final = "sure"
TEN_THOUSANDS: Final = "ten_thousands"
PAY_SURE: Final[Choices] = [
    (SURE, _("Yes, that is the pay of a whole year, in yuan")),
    (TEN_THOUSANDS, _("No, I typed it in ten-thousands of yuan (万元)")),
]
YES_NO: Final[Choices] = [
    ("yes", pgettext_lazy("answer", "Yes")),
    ("no", pgettext_lazy("answer", "No")),
]


def zones() -> Choices:
    """The pilot zones of today, other parts of Shanghai, elsewhere, not sure."""
    today = legal_date(timezone.now())
    return [
        *((zone.code, zone.name) for zone in zone_list(today)),
        (ELSEWHERE, _("In another part of Shanghai")),
        (OUTSIDE, _("Outside Shanghai")),
        (UNSURE, _("I am not sure")),
    ]
