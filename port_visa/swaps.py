"""Naming somebody else in place of an approved person: whether it can be done, and the words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.deadlines import legal_date
from applications.enums import Status
from applications.errands import Errand
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from port_visa.enums import InvitationStatus
from port_visa.models import Invitee
from port_visa.places import UNGRANTED
from port_visa.services.notification import document_kind, latest_document
from ui.words import sentences


def paper_words(invitee: Invitee) -> str:
    """What the person's approval leads to, in words."""
    return str(document_kind(invitee.invitation).label)


def swap_hindrance(invitee: Invitee, document: IssuedDocument | None, now: datetime) -> str:
    """Why nobody can be named in this person's place; empty when somebody can."""
    paper = {"paper": paper_words(invitee)}
    if document is not None and document.status == DocumentStatus.USED:
        return _("The %(paper)s has been used at the port, so nobody can take its place.") % paper
    issued = invitee.application.status == Status.ISSUED and document is not None
    if not issued or document is None or document.status != DocumentStatus.VALID:
        return _("Somebody else can be named only while the %(paper)s is in force.") % paper
    if document.valid_until and document.valid_until < legal_date(now):
        return _("The %(paper)s has expired. Invite the other person anew.") % paper
    return ""


def followers_of(invitees: Iterable[Invitee]) -> Mapping[int, Invitee]:
    """Who was last named in each person's place, by that person's key; one query for all."""
    rows = Invitee.objects.filter(replaces__in=list(invitees), removed_at=None)
    rows = rows.exclude(invitation__status=InvitationStatus.DISCARDED).order_by("pk")
    found = rows.select_related("application__traveller", "invitation")
    return {new.replaces_id: new for new in found if new.replaces_id}


def under_way(new: Invitee) -> bool:
    """Whether the person who was named waits for a decision, or is not handed in yet."""
    return new.application.closed_at is None and new.application.decided_at is None


def replacement_of(invitee: Invitee) -> Invitee | None:
    """Who is named in this person's place and still under way: a draft, or a case not closed."""
    new = followers_of([invitee]).get(invitee.pk)
    return new if new is not None and under_way(new) else None


def replaced_words(invitee: Invitee) -> str:
    """Whose place this person takes, and what happens to that one's paper; empty for others."""
    old = invitee.replaces
    if old is None:
        return ""
    document = latest_document(old.application, old.invitation)
    day = document.valid_until if document else None
    return _stand_of(invitee, old, document) % {
        "name": old.application.traveller.name_mrz,
        "reference": old.application.reference,
        "paper": paper_words(old),
        "day": date_format(day) if day else "–",
    }


def _stand_of(invitee: Invitee, old: Invitee, document: IssuedDocument | None) -> str:
    if invitee.application.status in UNGRANTED:
        return _("Was to take the place of %(name)s (%(reference)s), which was left as it was.")
    if old.application.status == Status.REVOKED:
        return _("In place of %(name)s (%(reference)s), whose %(paper)s is revoked.")
    if document is not None and document.status == DocumentStatus.USED:
        return _(
            "In place of %(name)s (%(reference)s), who has used their %(paper)s at the port: "
            "this person cannot be approved any more."
        )
    return _(
        "In place of %(name)s (%(reference)s). Their %(paper)s counts until this person is "
        "approved, at most until %(day)s, and is revoked with the approval."
    )


def approval_words(invitee: Invitee) -> list[str]:
    """What the approval of this person does to the one whose place they take; empty for others."""
    old = invitee.replaces
    if old is None or old.application.status != Status.ISSUED:
        return []
    message = _("In the same act the %(paper)s of %(name)s (%(reference)s) is revoked.")
    name, reference = old.application.traveller.name_mrz, old.application.reference
    return [message % {"paper": paper_words(old), "name": name, "reference": reference}]


def replacing_words(invitee: Invitee, new: Invitee | None) -> str:
    """Who was last named in this person's place, and what that means; empty when nobody was."""
    if new is None:
        return ""
    facts = {"reference": new.application.reference, "paper": paper_words(invitee)}
    if new.application.status in UNGRANTED:
        text = _(
            "%(reference)s, named in this person's place, ended without approval. The %(paper)s "
            "was left as it was."
        )
    elif not under_way(new):
        text = _("%(reference)s has taken this person's place.")
    elif new.invitation.status == InvitationStatus.DRAFT:
        text = _(
            "You have begun to name somebody else. Nothing is handed in yet: the %(paper)s counts."
        )
    else:
        text = _(
            "%(reference)s is named in this person's place. The %(paper)s counts until they are "
            "approved, and is revoked then."
        )
    return text % facts


def swap_words(invitees: Sequence[Invitee]) -> list[str]:
    """The sentences of an invitation in which somebody takes another's place."""
    return [words for invitee in invitees if (words := replaced_words(invitee))]


def swap_facts(
    invitee: Invitee, new: Invitee | None, document: IssuedDocument | None, now: datetime
) -> dict[str, Any]:
    """Of one person on the receipt: what was or can be done about their place."""
    possible = not swap_hindrance(invitee, document, now)
    words = [replaced_words(invitee), replacing_words(invitee, new)]
    going_on = new is not None and under_way(new)
    begun = going_on and new is not None and new.invitation.status == InvitationStatus.DRAFT
    return {
        "swap": sentences(*words),
        "can_swap": possible and not going_on,
        "swap_begun": new.invitation_id if begun and new is not None else None,
    }


def swap_errands(application: Application, invitee: Invitee, now: datetime) -> list[Errand]:
    """On the applicant's page of a case: that somebody else can travel, or is to."""
    found = []
    if words := replaced_words(invitee):
        state, colour = _seat_state(application)
        found.append(Errand(_("In place of another person"), state, words, colour))
    new = followers_of([invitee]).get(invitee.pk)
    possible = not swap_hindrance(invitee, latest_document(application, invitee.invitation), now)
    if new is None and not possible:
        return found
    title, url = _("Somebody else travels instead?"), _swap_url(invitee)
    words = replacing_words(invitee, new)
    if new is not None and under_way(new):
        found.append(Errand(title, _("named"), words, "blue", url, _("See where it stands")))
    elif possible:
        offer = _(
            "Name another person without filing the visit again. The %(paper)s counts until "
            "that person is approved."
        ) % {"paper": paper_words(invitee)}
        text = sentences(words, offer)
        found.append(Errand(title, _("possible"), text, "grey", url, _("Name somebody else")))
    else:
        found.append(Errand(title, _("done"), words, "grey"))
    return found


def _seat_state(application: Application) -> tuple[str, str]:
    """How far who was named has come, with the colour of its tag."""
    if application.status in UNGRANTED:
        return _("ended"), "grey"
    if application.decided_at is not None:
        return _("done"), "green"
    return _("named"), "blue"


def _swap_url(invitee: Invitee) -> str:
    return reverse("invitee_swap", args=[invitee.invitation_id, invitee.pk])
