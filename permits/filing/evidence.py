"""The points of one application, each item beside the papers that prove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from documents.models import Upload
from permits.enums import Item, TalentCategory
from permits.filing.queries import Snapshot
from permits.models import PointsCorrection

# Which papers prove an item; the passport proves the age and stands beside it anyway.
EVIDENCE: Mapping[Item, Sequence[str]] = {
    Item.PAY: ("contract", "pay_promise"),
    Item.EDUCATION: ("degree",),
    Item.EXPERIENCE: ("experience",),
    Item.MONTHS: ("contract",),
    Item.CHINESE: ("chinese_proof",),
    Item.DISTINCTION: ("points_proof",),
    Item.BONUS: ("points_proof",),
}


@dataclass(frozen=True)
class PointsLine:
    """One item: what was answered, what it is worth, what proves it, who corrected it."""

    label: str
    words: str
    points: int
    maximum: int
    files: Sequence[Upload]
    correction: PointsCorrection | None


def points_facts(snapshot: Snapshot) -> dict[str, Any]:
    """What the block shows; empty while the answers are not complete."""
    decision = snapshot.decision
    if decision is None or decision.points is None:
        return {}
    corrections = {row.item: row for row in snapshot.permit.corrections.select_related("officer")}
    papers = {slot.code: slot.attachments for slot in snapshot.slots}
    lines = [
        PointsLine(
            label=capfirst(line.label),
            words=line.value_words,
            points=line.points,
            maximum=line.maximum,
            files=[
                attachment.upload
                for code in EVIDENCE.get(line.item, ())
                for attachment in papers.get(code, ())
            ],
            correction=corrections.get(line.item),
        )
        for line in decision.points.lines
    ]
    return {
        "lines": lines,
        "total": decision.points.total,
        "category": str(decision.category),
        "ground": decision.ground,
        "leaves": decision.category == TalentCategory.C,
    }
