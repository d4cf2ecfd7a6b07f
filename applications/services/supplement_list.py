"""What an authority asks for, and how the points of two become one list, sent once (ALL 32)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from applications.enums import CheckResult, EventKind, Status
from applications.errors import Incomplete, NotPermitted
from applications.events import application_lock, event_record
from applications.models import Application, ChecklistTick, Review, SupplementDraftItem
from applications.permissions import authority_of, can_review
from applications.registry import adapter_for
from applications.workflow import refuse_from

ITEM_LENGTH = 500
FREE_CODE = "other"  # a point of its own words, about no line of the checklist
Items = Sequence[tuple[str, str]]


@transaction.atomic
def supplement_draft_save(
    *, application: Application, items: Items, complete: bool, actor: User, now: datetime
) -> Application:
    """Put the actor's authority's points on the common list; they replace what it had there.

    :param items: as for ``supplement_request``; may be empty: nothing to ask on this side.
    :param complete: this is all from this side, so that either authority may send the list.
    """
    locked = application_lock(application.pk)
    authority = authority_of(actor, locked)
    if authority is None or not can_review(actor, locked):
        raise NotPermitted(
            _("Only a reviewer or supervisor of this application's office can do this.")
        )
    if locked.status != Status.SUBMITTED:
        refuse_from(locked, EventKind.SUPPLEMENT_REQUEST)
    cleaned = items_checked(locked, items, authority) if items else []
    locked.supplement_draft.filter(authority=authority).delete()
    SupplementDraftItem.objects.bulk_create(
        SupplementDraftItem(
            application=locked,
            authority=authority,
            author=actor,
            code=code,
            text=text,
            created_at=now,
        )
        for code, text in cleaned
    )
    Review.objects.filter(application=locked, authority=authority).update(
        list_complete_at=now if complete else None, list_complete_by=actor if complete else None
    )
    event_record(
        application=locked,
        kind=EventKind.LIST_DRAFTED,
        actor=actor,
        now=now,
        data={"authority": authority, "points": len(cleaned), "complete": complete},
    )
    return locked


def items_to_send(locked: Application, actor: User, items: Items) -> list[tuple[str, str]]:
    """Return the whole list: the actor's points, and what the other authority has put on it.

    Without ``items`` the actor's draft counts. Incomplete while the other authority has points on
    the list and has not said that they are all, and for an empty list.
    """
    if len(adapter_for(locked).authorities) == 1:
        return items_checked(locked, items)
    mine = authority_of(actor, locked) or ""
    drafted: dict[str, list[tuple[str, str]]] = {}
    for point in locked.supplement_draft.all():
        drafted.setdefault(point.authority, []).append((point.code, point.text))
    complete = set(
        locked.reviews.filter(list_complete_at__isnull=False).values_list("authority", flat=True)
    )
    if waiting := [one for one in drafted if one != mine and one not in complete]:
        raise Incomplete(
            _(
                "The %(authority)s is still writing its points. The list is sent once: wait until "
                "it says that they are complete."
            ),
            code="other_still_writing",
            authority=Authority(waiting[0]).label,
        )
    if items:
        drafted[mine] = items_checked(locked, items, mine)
    if not any(drafted.values()):
        raise Incomplete(_("List at least one thing that is missing or wrong."))
    return items_merged(
        [point for one in adapter_for(locked).authorities for point in drafted.get(one, [])]
    )


def items_merged(items: Items) -> list[tuple[str, str]]:
    """Put what is asked about the same thing into one point, in the order of first mention.

    Said twice it stands once. What would be too long for one point stays two.
    """
    merged: list[tuple[str, str]] = []
    for code, text in items:
        place = next((i for i, point in enumerate(merged) if point[0] == code), None)
        if place is None or code == FREE_CODE:
            if (code, text) not in merged:
                merged.append((code, text))
            continue
        known = merged[place][1]
        joined = known if text in known else f"{known}\n{text}"
        if len(joined) <= ITEM_LENGTH:
            merged[place] = (code, joined)
        else:
            merged.append((code, text))
    return merged


def draft_clear(locked: Application) -> None:
    """After the list was sent: nothing is drafted, and nobody has finished the next one."""
    locked.supplement_draft.all().delete()
    locked.reviews.exclude(list_complete_at=None).update(
        list_complete_at=None, list_complete_by=None
    )


def items_checked(locked: Application, items: Items, authority: str = "") -> list[tuple[str, str]]:
    """Return the points without spaces around; Incomplete for what cannot be asked.

    :param authority: whose ticks forbid asking again; empty: anybody's.
    """
    cleaned = [(code.strip(), text.strip()) for code, text in items]
    if not cleaned:
        raise Incomplete(_("List at least one thing that is missing or wrong."))
    if not all(code and text for code, text in cleaned):
        raise Incomplete(_("Say for each line what the applicant should do."))
    if any(len(text) > ITEM_LENGTH for _code, text in cleaned):
        raise Incomplete(
            _("One point of the list can have %(limit)s characters. Make two points of it."),
            code="item_too_long",
            limit=ITEM_LENGTH,
        )
    ticks = ChecklistTick.objects.filter(application=locked, result=CheckResult.IN_ORDER)
    if authority:
        ticks = ticks.filter(authority=authority)
    in_order = set(ticks.values_list("code", flat=True))
    if repeated := [code for code, _text in cleaned if code in in_order]:
        raise Incomplete(
            _(
                "These were ticked as in order and cannot be asked for again: %(codes)s. Take "
                "them off the list, or correct the tick first."
            ),
            code="already_in_order",
            codes=", ".join(repeated),
        )
    return cleaned
