"""Officers' posts. Only an administrator gives and ends them, and never their own."""

from django.db import transaction

from accounts.enums import Authority
from accounts.errors import OwnPost, PostNeeded, TwoAuthorities
from accounts.models import Post, User
from accounts.permissions import CHECKERS, can_assign_posts
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
    """Give an officer a post; an ended one comes back to life. Raises PostNeeded or OwnPost.

    Raises TwoAuthorities for a reviewing post (reviewer, supervisor) beside one of the other
    authority at the same office: two authorities review one file there, each for itself.
    """
    _check_actor(actor, officer)
    _check_one_authority(officer, office, role, authority)
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


def _check_one_authority(officer: User, office: Office, role: str, authority: str) -> None:
    """Two administrators at once: the second waits for the officer's row, then sees the first."""
    User.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    if role not in CHECKERS:
        return
    posts = Post.objects.filter(officer=officer, office=office, role__in=CHECKERS, active=True)
    if posts.exclude(authority=authority).exists():
        raise TwoAuthorities


def _check_actor(actor: User, officer: User) -> None:
    if actor.pk == officer.pk:
        raise OwnPost
    if not (can_assign_posts(actor) or actor.is_superuser):
        raise PostNeeded
