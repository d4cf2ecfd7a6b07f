"""Who works at the window, and who sets an office's hours."""

from accounts.enums import Authority, PostRole
from accounts.models import Post
from accounts.permissions import has_post
from applications.permissions import REVIEW_ROLES, AnyUser, can_act_as_applicant
from visits.models import Booking


def window_posts(user: AnyUser) -> list[Post]:
    """Return the officer's active posts at a window: reviewers, supervisors of exit-entry."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return []
    return [
        post
        for post in user.held_posts()
        if post.role in REVIEW_ROLES and post.authority == Authority.EXIT_ENTRY
    ]


def window_offices(user: AnyUser) -> set[int]:
    """Return the keys of the offices at whose windows the officer works."""
    return {post.office_id for post in window_posts(user)}


def can_serve(user: AnyUser, booking: Booking) -> bool:
    """Whether the officer may check this visitor in and record the outcome.

    Nobody does so for an application that they or their own organisation filed.
    """
    if booking.office_id not in window_offices(user):
        return False
    case = booking.application
    return case.filed_by_id != user.pk and not can_act_as_applicant(user, case)


def can_set_hours(user: AnyUser) -> bool:
    """Only administrators enter hours, closed dates and booking terms."""
    return has_post(user, roles=[PostRole.ADMINISTRATOR])
