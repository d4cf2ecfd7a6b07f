"""Who may do what with a single-window application. Pages and services ask here.

Two hands: members of the employing organisation, and the person themselves. Private papers (health,
convictions) are the person's and the officers'; the organisation learns neither their content nor
whether they are there.
"""

from collections.abc import Collection

from accounts.permissions import Person, can_draft, is_member
from applications.enums import Status
from applications.models import Application, SupplementItem
from permits.enums import Hand
from permits.models import PermitApplication, PermitHolder


def is_employer(user: Person, permit: PermitApplication) -> bool:
    """Members of the employing organisation."""
    organisation = permit.application.organisation
    return organisation is not None and is_member(user, organisation)


def is_the_person(user: Person, permit: PermitApplication) -> bool:
    """Whom the application is about; before they first came, whoever signs in with the address."""
    if not (user.is_authenticated and user.is_active):
        return False
    if permit.application.person_id is not None:
        return permit.application.person_id == user.pk
    return user.email.lower() == permit.person_email.lower()


def is_hand(user: Person, permit: PermitApplication, hand: str) -> bool:
    """Whether the person acts for this hand."""
    return is_the_person(user, permit) if hand == Hand.PERSON else is_employer(user, permit)


def asked_codes(application: Application) -> set[str]:
    """Codes that the open supplement request asks for; empty when none is open."""
    if application.status != Status.SUPPLEMENT:
        return set()
    items = SupplementItem.objects.filter(
        request__application_id=application.pk,
        request__answered_at__isnull=True,
        request__lapsed_at__isnull=True,
    )
    return set(items.values_list("code", flat=True))


def can_edit(
    user: Person, permit: PermitApplication, hand: str, items: Collection[str] = ()
) -> bool:
    """In a draft; afterwards when the supplement request asks for one of ``items``."""
    if not is_hand(user, permit, hand) or permit.is_discarded:
        return False
    application = permit.application
    if application.status == Status.DRAFT:
        if hand == Hand.PERSON:
            return True
        return application.organisation is not None and can_draft(user, application.organisation)
    return bool(set(items) & asked_codes(application))


def can_hold(user: Person, holder: PermitHolder) -> bool:
    """Whether the permits are this person's own."""
    return bool(user.is_authenticated and user.is_active and holder.user_id == user.pk)
