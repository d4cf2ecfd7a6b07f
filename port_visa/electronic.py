"""The electronic visa on the applicant's page of a case: the two days that matter, in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.enums import Status
from applications.errands import Errand
from applications.models import Application
from documents.enums import DocumentKind
from documents.models import IssuedDocument
from documents.notification import last_day
from documents.queries import documents_current


def electronic_errands(application: Application) -> Sequence[Errand]:
    """Entry, as what the traveller does next with an electronic visa that was issued."""
    if application.status != Status.ISSUED:
        return ()
    kind = DocumentKind.ELECTRONIC_PORT_VISA
    found = documents_current(kind=kind, subjects=[application.reference])
    return [_errand(found[application.reference])] if found else ()


def _errand(document: IssuedDocument) -> Errand:
    until = date.fromisoformat(document.facts["valid_until"])
    last = last_day(until, int(document.facts["stay_days"]))
    used = document.used_at is not None
    text = _(
        "Enter on or before %(until)s, at any open port of Shanghai. Who enters that day has "
        "%(last)s as the last day; who enters earlier, an earlier one."
    ) % {"until": date_format(until), "last": date_format(last)}
    return Errand(
        title=_("Entry with the electronic visa"),
        state=_("used") if used else _("not used yet"),
        text=_("It was for one entry, and cannot be used again.") if used else text,
        colour="green" if used else "blue",
        url=reverse("guidance_electronic_visa"),
        action=_("How the electronic port visa works"),
    )
