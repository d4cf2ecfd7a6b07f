"""How each hand answers what the officers can ask about a single-window application."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Person
from applications.enums import Service
from applications.models import Application, DocumentRequirement
from applications.points import SupplementPoint
from applications.services.supplement import codes_done
from permits.enums import Hand
from permits.filing.enums import Part
from permits.filing.parts import BEHIND, HANDS, KINDS
from permits.filing.queries import PASSPORT_COPY, PHOTO, permits_with_parts
from permits.models import PermitApplication
from permits.permissions import is_hand

_PERSONS_OWN = (PASSPORT_COPY, PHOTO)


def supplement_points(
    application: Application, codes: Collection[str], user: Person | None = None
) -> Mapping[str, SupplementPoint]:
    """The way to answer each of ``codes``: data in the form, papers with a file on the spot.

    ``user`` gets links into their own hand's pages only; the other hand's points are ``others``.
    """
    # read anew each time: the page asks before the case is locked, the service afterwards
    [permit] = permits_with_parts().filter(application_id=application.pk)
    points = {code: _point(permit, code) for code in codes}
    if user is None:
        return points
    theirs = {hand for hand in Hand if is_hand(user, permit, hand)}
    hands = _hands_of(codes)
    return {
        code: point if hands[code] in theirs else _for_the_other(point, hands[code])
        for code, point in points.items()
    }


def others_turn(application: Application, user: Person) -> tuple[str, str]:
    """Who answers what is still open of the list, and how it goes on, when it is not ``user``.

    Which points they are is not told: the company learns nothing of private papers.
    """
    request = application.supplement_requests.filter(answered_at=None, lapsed_at=None).first()
    if request is None:
        return "", ""
    points = supplement_points(application, [item.code for item in request.items.all()])
    done = codes_done(application, request, points)
    left = [one.code for one in request.items.all() if not one.answer and one.code not in done]
    waiting = set(_hands_of(left).values())
    [permit] = permits_with_parts().filter(application_id=application.pk)
    if not waiting or any(is_hand(user, permit, hand) for hand in waiting):
        return "", ""
    if Hand.PERSON in waiting:
        who = _("The employee")
        what = _(
            "The employee answers what is still open, and hands in the whole list with it. You need"
            " do nothing."
        )
    else:
        who = _("Your employer")
        what = _(
            "Your employer answers what is still open, and hands in the whole list with it. You"
            " need do nothing."
        )
    return who, what


def _hands_of(codes: Collection[str]) -> dict[str, Hand]:
    """Whose each point is: the page's, or the hand that the rule about the paper names."""
    rows = DocumentRequirement.objects.filter(service=Service.SINGLE_WINDOW, code__in=codes)
    found = {code: Hand(hand or Hand.EMPLOYER) for code, hand in rows.values_list("code", "hand")}
    for code in codes:
        if code in _PERSONS_OWN:
            found[code] = Hand.PERSON
        elif code in BEHIND:
            found[code] = HANDS[BEHIND[code][0]]
    return {code: found.get(code, Hand.EMPLOYER) for code in codes}


def _for_the_other(point: SupplementPoint, hand: Hand) -> SupplementPoint:
    """The same point for who only reads it, or helps with a file."""
    if hand == Hand.PERSON:
        todo = _("The employee answers this. You can add a file or a word, but need not.")
    else:
        todo = _("Your employer answers this. You can add a file or a word, but need not.")
    return replace(point, todo=todo, links=(), others=True)


def _point(permit: PermitApplication, code: str) -> SupplementPoint:
    if code == "passport":
        label, url = _("Correct the passport values in the form"), "permit_person_passport"
        return _form([(label, reverse(url, args=[permit.pk]))], PASSPORT_COPY)
    if code == PHOTO:
        label, url = _("Add another photo"), "permit_person_photo"
        return _form([(label, reverse(url, args=[permit.pk]))], "")
    parts = [part for part in BEHIND.get(code, ()) if permit.kind in KINDS[part]]
    if parts:
        return _form([_link(permit, part) for part in parts], code)
    return SupplementPoint(
        todo=_("Add the file here. If you cannot, write below why."),
        file_code=code,
        files_label=_("Add files"),
    )


def _link(permit: PermitApplication, part: Part) -> tuple[str, str]:
    name = "permit_person_part" if HANDS[part] == Hand.PERSON else "permit_part"
    label = _("Correct in the form: %(part)s") % {"part": part.label}
    return label, reverse(name, args=[permit.pk, part])


def _form(links: list[tuple[str, str]], file_code: str) -> SupplementPoint:
    return SupplementPoint(
        todo=_("Correct what is wrong in the form. If nothing is wrong, write below why."),
        links=links,
        file_code=file_code,
        files_label=_("Add files, if this point asks for any") if file_code else "",
    )
