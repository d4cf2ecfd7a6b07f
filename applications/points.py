"""How one point of a supplement request is answered: in the form, with a file, or in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.enums import EventKind
from applications.models import Application


@dataclass(frozen=True)
class SupplementPoint:
    """What the applicant reads and can do at one point.

    :param todo: one or two sentences that say exactly what to do.
    :param links: label and address of each page of the form where the data are corrected.
    :param file_code: the slot that takes the files; empty when none are wanted here.
    :param files_label: what the file control asks for.
    :param others: somebody else on the application answers it; who reads it need not.
    """

    todo: str = ""
    links: Sequence[tuple[str, str]] = ()
    file_code: str = ""
    files_label: str = ""
    others: bool = False


def changed_in_form(
    application: Application, codes: Collection[str], since: datetime
) -> dict[str, datetime]:
    """Items whose data were corrected in the form after the request, with the last time."""
    events = application.events.filter(kind=EventKind.DATA_CHANGED, at__gte=since)
    return {
        item: event.at
        for event in events.order_by("sequence")
        if (item := str(event.data.get("item", ""))) in codes
    }
