"""How each hand answers what the officers can ask about a single-window application."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.points import SupplementPoint
from permits.enums import Hand
from permits.filing.enums import Part
from permits.filing.parts import BEHIND, HANDS, KINDS
from permits.filing.queries import PASSPORT_COPY, PHOTO, permit_of
from permits.models import PermitApplication


def supplement_points(
    application: Application, codes: Collection[str]
) -> Mapping[str, SupplementPoint]:
    """The way to answer each of ``codes``: data in the form, papers with a file on the spot."""
    permit = permit_of(application)
    return {code: _point(permit, code) for code in codes}


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
