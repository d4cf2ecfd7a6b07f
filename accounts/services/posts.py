"""Officers' posts. Only an administrator gives and ends them, and never their own."""

from django.db import transaction

from accounts.enums import Authority
from accounts.errors import OwnPost, PostNeeded
from accounts.models import Post, User
from accounts.permissions import can_assign_posts
from offices.models import Office


@transaction.atomic
def post_assign(
    *,
    officer: User,
    office: Office,
    role: str,
    actor: User,
    authority: str = Authority.EXIT_ENTRY,
) -> Post:
    """Give an officer a post; an ended one comes back to life. Raises PostNeeded or OwnPost."""
    _check_actor(actor, officer)
    post, created = Post.objects.get_or_create(
        officer=officer, office=office, role=role, authority=authority
    )
    if not created and not post.active:
        post.active = True
        post.save(update_fields=["active"])
    if not officer.is_staff:
        officer.is_staff = True
        officer.save(update_fields=["is_staff"])
    return post


@transaction.atomic
def post_end(*, post: Post, actor: User) -> Post:
    """End a post. The row stays, so that what the officer decided keeps its post on record.

    Raises PostNeeded or OwnPost.
    """
    _check_actor(actor, post.officer)
    post.active = False
    post.save(update_fields=["active"])
    return post


def _check_actor(actor: User, officer: User) -> None:
    if actor.pk == officer.pk:
        raise OwnPost
    if not (can_assign_posts(actor) or actor.is_superuser):
        raise PostNeeded
