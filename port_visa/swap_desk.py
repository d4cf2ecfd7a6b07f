"""What officers see when one person takes another's place: both, side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications.passport.presenting import passport_rows
from applications.registry import Section
from port_visa.models import Invitee
from port_visa.services.notification import latest_document
from port_visa.swaps import followers_of, paper_words, replaced_words, replacing_words

TEMPLATE = "port_visa/desk_swap.html"

Line = tuple[str, str]


def swap_sections(invitee: Invitee) -> list[Section]:
    """The person beside whose place they take, or who was named in theirs; nothing for most."""
    title = _("One person in place of another")
    found = []
    if invitee.replaces is not None:
        facts = _facts(invitee.replaces, invitee, invitee, replaced_words(invitee))
        found.append(Section(title, template=TEMPLATE, facts=facts))
    if invitee.application.decided_at is None:  # only an approved person's place can be taken
        return found
    new = followers_of([invitee]).get(invitee.pk)
    if new is not None and new.application.submitted_at:
        facts = _facts(invitee, new, invitee, replacing_words(invitee, new))
        found.append(Section(title, template=TEMPLATE, facts=facts))
    return found


def _facts(old: Invitee, new: Invitee, here: Invitee, words: str) -> dict[str, Any]:
    return {
        "words": words,
        "old": _head(old, here),
        "new": _head(new, here),
        "lines": list(_lines(old, new)),
    }


def _head(invitee: Invitee, here: Invitee) -> dict[str, Any]:
    """Whose column it is. Who works on one of the two can open the other at the same offices."""
    case, shown = invitee.application, here.application
    near = (case.office_id, case.home_office_id) == (shown.office_id, shown.home_office_id)
    return {
        "reference": case.reference,
        "name": case.traveller.name_mrz,
        "pk": case.pk if near and invitee != here else None,
    }


def _lines(old: Invitee, new: Invitee) -> Iterator[dict[str, Any]]:
    """The same values of both, one below the other; what of the visit differs is marked."""
    for (label, left), (_same, right) in zip(_person(old), _person(new), strict=True):
        yield {"label": label, "old": left, "new": right, "differs": False}
    for (label, left), (_same, right) in zip(_visit(old), _visit(new), strict=True):
        yield {"label": label, "old": left, "new": right, "differs": left != right}
    yield {
        "label": capfirst(paper_words(old)),
        "old": _paper(old),
        "new": _paper(new),
        "differs": False,
    }


def _person(invitee: Invitee) -> Sequence[Line]:
    shown = (_("Passport number"), _("Nationality"), _("Date of birth"), _("Sex"), _("Valid until"))
    rows = {row["key"]: str(row["value"]) for row in passport_rows(invitee.application.traveller)}
    return [
        *((key, rows.get(key) or "–") for key in shown),
        (_("Occupation"), invitee.occupation or "–"),
        (_("Employer"), invitee.employer or "–"),
        (_("Relation to the inviter"), invitee.relation or "–"),
    ]


def _visit(invitee: Invitee) -> Sequence[Line]:
    visit = invitee.invitation
    days = invitee.stay_days or visit.stay_days
    return [
        (_("Category"), str(visit.get_category_display() or "–")),
        (_("Purpose"), visit.purpose or "–"),
        (_("Arrival"), date_format(visit.arrival_on) if visit.arrival_on else "–"),
        (_("Port"), str(visit.port or "–")),
        (_("Stay in days"), str(days or "–")),
        (_("Where they stay"), visit.host_address or "–"),
    ]


def _paper(invitee: Invitee) -> str:
    document = latest_document(invitee.application, invitee.invitation)
    if document is None:
        return "–"
    return " · ".join(filter(None, [document.number, str(document.get_status_display())]))
