"""An organisation's own computer system, as a member that acts but never signs in."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.enums import ChangeKind, MemberRole
from accounts.models import Membership, Organisation, User
from accounts.services.log import change_record, organisation_lock

NOWHERE = "systems.invalid"  # RFC 2606: no letter ever arrives there, so nobody signs in by e-mail


@transaction.atomic
def system_member_add(
    *, organisation: Organisation, name: str, language: str, actor: User, now: datetime
) -> User:
    """Make a technical user and its membership, so that what a system does has a name in the log.

    The caller has checked that ``actor`` may let systems in.
    """
    row = organisation_lock(organisation)
    user = User(email=f"api-{uuid.uuid4().hex[:16]}@{NOWHERE}", name=name, language=language)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, organisation=row, role=MemberRole.SYSTEM)
    change_record(
        organisation=row,
        kind=ChangeKind.MEMBER_JOINED,
        actor=actor,
        now=now,
        after={"user": user.pk, "role": MemberRole.SYSTEM.value, "name": name},
    )
    return user


@transaction.atomic
def system_member_end(*, user: User, actor: User, now: datetime) -> None:
    """End a technical user: no membership, no action. What it did stays on record."""
    for membership in Membership.objects.filter(user=user, role=MemberRole.SYSTEM):
        row = organisation_lock(membership.organisation)
        membership.delete()
        change_record(
            organisation=row,
            kind=ChangeKind.MEMBER_REMOVED,
            actor=actor,
            now=now,
            before={"user": user.pk, "role": MemberRole.SYSTEM.value, "name": user.name},
        )
    User.objects.filter(pk=user.pk).update(is_active=False)
