"""Counting points: each line with its reason, and what would change the result.

Source: points table for foreigners working in China (provisional version); the rows hold the
numbers, this module only counts. Category A from 85 points, B from 60, below: C.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from permits.enums import Chinese, Distinction, Education, Item, TalentCategory
from permits.rules.answers import Answers
from permits.rules.table import Table
from permits.rules.words import change_words, explanation, value_words

_FIELDS: Final[dict[Item, str]] = {
    Item.PAY: "pay",
    Item.EDUCATION: "education",
    Item.EXPERIENCE: "experience",
    Item.MONTHS: "months",
    Item.CHINESE: "chinese",
    Item.REGION: "region",
    Item.AGE: "age",
    Item.DISTINCTION: "distinctions",
    Item.BONUS: "bonus",
}


@dataclass(frozen=True)
class Line:
    """One item of the result. ``explanation`` is "8 years of experience: 11 points"."""

    item: Item
    value_words: str
    points: int
    maximum: int
    explanation: str

    @property
    def label(self) -> str:
        return str(self.item.label)


@dataclass(frozen=True)
class Change:
    """A single change that reaches the next threshold; everything else stays as answered."""

    item: Item
    words: str
    gain: int
    total: int
    category: TalentCategory


@dataclass(frozen=True)
class PointsResult:
    """The sum of the lines, the category that it reaches, and what is missing to the next."""

    total: int
    lines: tuple[Line, ...]
    category: TalentCategory
    next_threshold: int | None
    what_would_change: tuple[Change, ...]

    @property
    def missing(self) -> int:
        """Points to the next category; 0 for A."""
        return 0 if self.next_threshold is None else self.next_threshold - self.total


def item_points(item: Item, answers: Answers, table: Table) -> int:
    """Points of one item."""
    scale = table.scales[item]
    value = getattr(answers, _FIELDS[item])
    if item == Item.DISTINCTION:
        return min(scale.any or 0, scale.maximum) if value else 0
    if scale.values is not None:
        return scale.code(value)
    return scale.number(value)


def category_for(total: int, table: Table) -> TalentCategory:
    """The category that a sum reaches."""
    if total >= table.threshold_a:
        return TalentCategory.A
    return TalentCategory.B if total >= table.threshold_b else TalentCategory.C


def points(answers: Answers, table: Table) -> PointsResult:
    """Count ``answers`` with ``table``, the version in force on the day of application."""
    lines = tuple(_line(item, answers, table) for item in Item)
    total = sum(line.points for line in lines)
    category = category_for(total, table)
    following = {
        TalentCategory.A: None,
        TalentCategory.B: table.threshold_a,
        TalentCategory.C: table.threshold_b,
    }[category]
    changes = () if following is None else changes_to(answers, table, following)
    return PointsResult(total, lines, category, following, changes)


def _line(item: Item, answers: Answers, table: Table) -> Line:
    found = item_points(item, answers, table)
    value = getattr(answers, _FIELDS[item])
    words = value_words(item, value)
    return Line(item, words, found, table.scales[item].maximum, explanation(item, value, found))


def _candidates(item: Item, answers: Answers, table: Table) -> Iterator[Any]:
    """Other answers to one item, the nearest first. The region is not asked to change."""
    scale = table.scales[item]
    now = getattr(answers, _FIELDS[item])
    match item:
        case Item.PAY | Item.EXPERIENCE | Item.MONTHS:
            yield from (edge for edge in scale.edges() if edge > now)
        case Item.AGE:
            yield from [edge for edge in scale.edges() if edge > now][:1]
        case Item.EDUCATION:
            yield from (Education.BACHELOR, Education.MASTER, Education.DOCTOR)
        case Item.CHINESE:
            yield from (Chinese.HSK1, Chinese.HSK2, Chinese.HSK3, Chinese.HSK4, Chinese.HSK5)
        case Item.DISTINCTION:
            yield frozenset({Distinction.FIVE_YEARS})
        case Item.BONUS:
            yield from range(now + 1, scale.maximum + 1)
        case _:
            return


def changes_to(answers: Answers, table: Table, threshold: int) -> tuple[Change, ...]:
    """The smallest change of each item that reaches ``threshold`` points alone."""
    lines = [_line(item, answers, table) for item in Item]
    return tuple(_changes(answers, table, lines, threshold))


def _changes(answers: Answers, table: Table, lines: list[Line], threshold: int) -> Iterator[Change]:
    total = sum(line.points for line in lines)
    for line in lines:
        for value in _candidates(line.item, answers, table):
            changed = replace(answers, **{_FIELDS[line.item]: value})
            gain = item_points(line.item, changed, table) - line.points
            if total + gain >= threshold:
                words = change_words(line.item, value, now=getattr(answers, _FIELDS[line.item]))
                category = category_for(total + gain, table)
                yield Change(line.item, words, gain, total + gain, category)
                break
