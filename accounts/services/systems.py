"""Computer systems that act but never sign in: as a member, or by a post at a partner office."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.enums import ChangeKind, MemberRole, PostRole
from accounts.models import SYSTEMS_DOMAIN, Membership, Organisation, Post, User
from accounts.services.log import change_record, organisation_lock
from offices.models import Office


def _technical_user(name: str, language: str, **facts: bool) -> User:
    address = f"api-{uuid.uuid4().hex[:16]}@{SYSTEMS_DOMAIN}"
    user = User(email=address, name=name, language=language, **facts)
    user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def system_member_add(
    *, organisation: Organisation, name: str, language: str, actor: User, now: datetime
) -> User:
    """Make a technical user and its membership, so that what a system does has a name in the log.

    The caller has checked that ``actor`` may let systems in.
    """
    row = organisation_lock(organisation)
    user = _technical_user(name, language)
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
def system_post_add(*, office: Office, name: str, language: str) -> User:
    """Make a technical user with a post of its own at a partner office (ADR 0101).

    The caller has checked that the office is one of the transfer platform, and who asks.
    """
    user = _technical_user(name, language, is_staff=True)
    Post.objects.create(officer=user, office=office, role=PostRole.SYSTEM)
    return user


@transaction.atomic
def system_end(*, user: User, actor: User, now: datetime) -> None:
    """End a technical user: no membership, no post, no action. What it did stays on record."""
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
    Post.objects.filter(officer=user, role=PostRole.SYSTEM).update(active=False)
    User.objects.filter(pk=user.pk).update(is_active=False)
