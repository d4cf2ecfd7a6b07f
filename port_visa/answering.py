"""How an inviter answers each point that an officer can ask about a port visa."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.points import SupplementPoint
from port_visa.enums import VisitPart
from port_visa.models import Invitee
from port_visa.permissions import visit_is_asked
from port_visa.progress import PASSPORT_COPY
from port_visa.queries import invitee_of


def supplement_points(
    application: Application, codes: Collection[str]
) -> Mapping[str, SupplementPoint]:
    """The way to answer each of ``codes``: data in the form, documents with a file on the spot."""
    invitee = invitee_of(application)
    points = {code: _document(code) for code in codes}
    if "passport" in points:
        points["passport"] = _passport(invitee, copy_is_asked=PASSPORT_COPY in points)
    if "details" in points:
        points["details"] = _details(invitee)
    if "visit" in points:
        points["visit"] = _visit(invitee)
    return points


def _document(code: str) -> SupplementPoint:
    return SupplementPoint(
        todo=_("Add the file here. If you cannot, write below why."),
        file_code=code,
        files_label=_("Add files"),
    )


def _passport(invitee: Invitee, *, copy_is_asked: bool) -> SupplementPoint:
    """A new copy is a file of the passport's own slot, so that the officer sees it beside the data.

    ``copy_is_asked``: another point of the list has that file control already.
    """
    links = [
        (
            _("Correct the passport values in the form"),
            reverse("invitee_passport", args=[invitee.invitation_id, invitee.pk]),
        )
    ]
    if copy_is_asked:
        return SupplementPoint(
            todo=_("Correct what is wrong in the form. If nothing is wrong, write below why."),
            links=links,
        )
    return SupplementPoint(
        todo=_(
            "Add a new copy of the passport's photo page here. If a number, a name or a date was "
            "wrong, correct it in the form as well."
        ),
        links=links,
        file_code=PASSPORT_COPY,
        files_label=_("New copy of the photo page"),
    )


def _details(invitee: Invitee) -> SupplementPoint:
    return SupplementPoint(
        todo=_("Correct what is wrong in the form. If nothing is wrong, write below why."),
        links=[
            (
                _("Correct the person's details in the form"),
                reverse("invitee_details", args=[invitee.invitation_id, invitee.pk]),
            )
        ],
        file_code="details",
        files_label=_("Add files, if this point asks for any"),
    )


def _visit(invitee: Invitee) -> SupplementPoint:
    label = _("Add files, if this point asks for any")
    if not visit_is_asked(invitee.invitation):
        return SupplementPoint(
            todo=_(
                "Write below what is right. The form of the visit is closed, because it is shared "
                "with people whom we did not ask; the officer reads what you write."
            ),
            file_code="visit",
            files_label=label,
        )
    back = urlencode({"for": invitee.application.reference})
    return SupplementPoint(
        todo=_(
            "Correct what is wrong in the form. It counts for everybody on this invitation. If "
            "nothing is wrong, write below why."
        ),
        links=[
            (
                _("Correct in the form: %(part)s") % {"part": part.label},
                f"{reverse('invitation_visit', args=[invitee.invitation_id, part])}?{back}",
            )
            for part in VisitPart
        ],
        file_code="visit",
        files_label=label,
    )
