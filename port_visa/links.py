"""How a person's private link stands, in words for the inviter."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from applications.enums import Service
from applications.models import DocumentRequirement, Traveller
from port_visa.enums import LinkKind
from port_visa.models import Invitation, Invitee, InviteeLink
from port_visa.services.travellers import PAPER
from ui.words import listed, sentences


def link_of(invitee: Invitee) -> InviteeLink | None:
    """The traveller's link that is not closed, expired or not."""
    return invitee.links.filter(kind=LinkKind.TRAVELLER, closed_at=None).first()


def links_of(invitation: Invitation) -> dict[int, InviteeLink]:
    """The travellers' links of an invitation that are not closed, by the person's key."""
    rows = InviteeLink.objects.filter(
        invitee__invitation=invitation, kind=LinkKind.TRAVELLER, closed_at=None
    )
    return {link.invitee_id: link for link in rows}


def link_state(invitee: Invitee, link: InviteeLink | None, now: datetime) -> str:
    """One sentence: confirmed, opened, on its way, expired; empty when no link was made."""
    if link is None:
        return confirmed_words(invitee)
    if link.expires_at <= now:
        return _("The link expired on %(date)s. Make a new one.") % {"date": _day(link.expires_at)}
    facts = {
        "address": link.address,
        "opened": _day(link.opened_at) if link.opened_at else "",
        "until": _("%(day)s, %(time)s")
        % {
            "day": _day(link.expires_at),
            "time": date_format(localtime(link.expires_at), "H:i"),
        },
    }
    if link.opened_at and link.address:
        return _("Sent to %(address)s and opened on %(opened)s, not confirmed yet.") % facts
    if link.opened_at:
        return _("The link was opened on %(opened)s, nothing is confirmed yet.") % facts
    if link.address:
        return _("Sent to %(address)s, not opened yet. It works until %(until)s.") % facts
    return _("A link was made and not opened yet. It works until %(until)s.") % facts


def confirmed_words(invitee: Invitee) -> str:
    """When the traveller confirmed, and what they changed; empty when they did not."""
    if invitee.self_confirmed_at is None:
        return ""
    sentence = _("Confirmed by the traveller on %(date)s.") % {
        "date": _day(invitee.self_confirmed_at)
    }
    if not invitee.self_changed:
        return sentences(sentence, _("They changed nothing."))
    changed = _("They entered or changed: %(fields)s.") % {
        "fields": listed(changed_words(invitee.self_changed))
    }
    return sentences(sentence, changed)


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def changed_words(fields: Sequence[str]) -> list[str]:
    """The names of what was changed, as the pages call them; each once."""
    papers = [name.removeprefix(PAPER) for name in fields if name.startswith(PAPER)]
    rows = DocumentRequirement.objects.filter(service=Service.PORT_VISA, code__in=papers)
    names = {row.code: row.name for row in rows}
    said = [_column(name) for name in fields if not name.startswith(PAPER)]
    return list(dict.fromkeys([*said, *(names.get(code, code) for code in papers)]))


def _column(name: str) -> str:
    models: tuple[type[Model], ...] = (Traveller, Invitee)
    for model in models:
        try:
            return str(getattr(model._meta.get_field(name), "verbose_name", name))
        except FieldDoesNotExist:
            continue
    return capfirst(name)
