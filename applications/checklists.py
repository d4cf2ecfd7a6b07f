"""The checklist as an officer of one authority sees it: own ticks to set, the other's to know."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from applications.models import ChecklistTick
from applications.registry import CaseFile, ChecklistLine, adapter_for
from documents.enums import UploadStatus


def checklist_for(file: CaseFile, authority: str | None) -> Sequence[ChecklistLine]:
    """Return the lines of a case, each with the tick of this authority and those of the others.

    With one authority the lines are as the service gives them.
    """
    case = file.application
    lines = list(file.checklist())
    if len(adapter_for(case).authorities) < 2:
        return lines
    found: dict[str, list[ChecklistTick]] = defaultdict(list)
    for tick in case.ticks.select_related("officer").order_by("pk"):
        found[tick.code].append(tick)
    return [
        replace(
            line,
            tick=next((tick for tick in found[line.code] if tick.authority == authority), None),
            others=[tick for tick in found[line.code] if tick.authority != authority],
        )
        for line in lines
    ]


def checks(line: ChecklistLine, authority: str | None) -> bool:
    """Whether this authority ticks the line."""
    return line.authority in ("", authority)


# What the border reads sign by sign is looked at by itself, never together with the rest.
_ALONE = frozenset({"passport"})


def goes_with_the_rest(line: ChecklistLine) -> bool:
    """Whether "the rest is in order" may tick the line: open, and everything there to look at."""
    if line.tick is not None or line.code in _ALONE:
        return False
    files = [attachment.upload for attachment in line.attachments]
    ready = all(upload.status == UploadStatus.CLEAN for upload in files)
    return ready and bool(files or not line.is_document)
