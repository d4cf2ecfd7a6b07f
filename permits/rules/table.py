"""The points table as data: what a row of ``PointsTable`` holds, read and checked.

The JSON of a row: ``{"thresholds": {"A": 85, "B": 60}, "items": {item: {...}}}``. Every item has a
``maximum``; further one of

- ``bands``: ``[[from, points], ...]``, rising; a number belongs to the last band that it reaches;
- ``steps``: ``{"from": n, "first": p, "each": q}``: p points at n, q more for each further one;
- ``values``: points by the code of the answer;
- ``any``: points once, when at least one of several things is true;
- ``given``: true: the number of points is itself the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permits.enums import Chinese, Education, Item, Region

_VALUES: Final[dict[str, tuple[str, ...]]] = {
    Item.EDUCATION: tuple(Education.values),
    Item.CHINESE: tuple(Chinese.values),
    Item.REGION: tuple(Region.values),
}
_SHAPES: Final[dict[str, tuple[str, ...]]] = {
    Item.PAY: ("bands",),
    Item.EDUCATION: ("values",),
    Item.EXPERIENCE: ("bands", "steps"),
    Item.MONTHS: ("bands",),
    Item.CHINESE: ("values",),
    Item.REGION: ("values",),
    Item.AGE: ("bands",),
    Item.DISTINCTION: ("any",),
    Item.BONUS: ("given",),
}
_MOST: Final = 1000


@dataclass(frozen=True)
class Scale:
    """How one item is counted; exactly one of the four ways is set, or none: points as given."""

    maximum: int
    bands: tuple[tuple[int, int], ...] = ()
    steps: tuple[int, int, int] | None = None
    values: Mapping[str, int] | None = None
    any: int | None = None

    def number(self, value: int) -> int:
        """Points for a number; never above the maximum, never below 0."""
        if self.steps is not None:
            start, first, each = self.steps
            found = 0 if value < start else first + each * (value - start)
        elif self.bands:
            found = next((points for edge, points in reversed(self.bands) if value >= edge), 0)
        else:
            found = value
        return max(0, min(found, self.maximum))

    def code(self, code: str) -> int:
        """Points for the code of an answer; one that the table does not name gives none."""
        return min((self.values or {}).get(code, 0), self.maximum)

    def edges(self) -> list[int]:
        """Numbers at which the points change, rising."""
        if self.steps is None:
            return [edge for edge, _points in self.bands]
        start, first, each = self.steps
        count = max(0, -(-(self.maximum - first) // each)) if each else 0
        return [start + index for index in range(count + 1)]


@dataclass(frozen=True)
class Table:
    """A points table that is in force: its scales and the thresholds of the categories."""

    scales: Mapping[str, Scale]
    threshold_a: int
    threshold_b: int

    @property
    def maximum(self) -> int:
        """The sum of the items' maxima: 120 in both published versions."""
        return sum(scale.maximum for scale in self.scales.values())


def _whole(value: Any, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**9:
        raise ValidationError(_("%(what)s: a whole number is needed.") % {"what": what})
    return value


def _read_bands(rows: Any, item: str, maximum: int) -> tuple[tuple[int, int], ...]:
    message = _("%(item)s: write the bands as [[from, points], …], rising.") % {"item": item}
    if not isinstance(rows, list) or not rows:
        raise ValidationError(message)
    bands = []
    for row in rows:
        if not isinstance(row, list) or len(row) != 2:
            raise ValidationError(message)
        bands.append((_whole(row[0], item), _whole(row[1], item)))
    edges = [edge for edge, _points in bands]
    if edges != sorted(set(edges)):
        raise ValidationError(message)
    _within([points for _edge, points in bands], item, maximum)
    return tuple(bands)


def _within(points: list[int], item: str, maximum: int) -> None:
    if any(found > maximum for found in points):
        message = _("%(item)s: no value may give more than the maximum of %(maximum)d points.")
        raise ValidationError(message % {"item": item, "maximum": maximum})


def _read_values(values: Any, item: str, maximum: int) -> dict[str, int]:
    allowed = _VALUES[item]
    if not isinstance(values, dict) or not set(values) <= set(allowed):
        message = _("%(item)s: only these answers can have points: %(answers)s.")
        raise ValidationError(message % {"item": item, "answers": ", ".join(allowed)})
    found = {code: _whole(points, item) for code, points in values.items()}
    _within(list(found.values()), item, maximum)
    return found


def _read_steps(steps: Any, item: str) -> tuple[int, int, int]:
    if not isinstance(steps, dict) or set(steps) != {"from", "first", "each"}:
        message = _("%(item)s: steps need “from”, “first” and “each”.")
        raise ValidationError(message % {"item": item})
    start, first, each = (_whole(steps[key], item) for key in ("from", "first", "each"))
    if start > _MOST:
        raise ValidationError(_("%(what)s: a whole number is needed.") % {"what": item})
    return start, first, each


def _read_scale(item: str, data: Any) -> Scale:
    shapes = _SHAPES[item]
    if not isinstance(data, dict) or len(set(data) & set(shapes)) != 1:
        message = _("%(item)s: “maximum” and %(shapes)s are needed.")
        raise ValidationError(message % {"item": item, "shapes": " / ".join(shapes)})
    maximum = _whole(data.get("maximum"), item)
    match next(iter(set(data) & set(shapes))):
        case "bands":
            return Scale(maximum, bands=_read_bands(data["bands"], item, maximum))
        case "steps":
            return Scale(maximum, steps=_read_steps(data["steps"], item))
        case "values":
            return Scale(maximum, values=_read_values(data["values"], item, maximum))
        case "any":
            points = _whole(data["any"], item)
            _within([points], item, maximum)
            return Scale(maximum, any=points)
        case _:
            return Scale(maximum)


def table_read(data: Any) -> Table:
    """The table that a row's JSON describes.

    Raises ``ValidationError`` with a sentence when an item is missing, unknown or not countable.
    """
    if not isinstance(data, dict) or not isinstance(data.get("items"), dict):
        raise ValidationError(_("A points table has “thresholds” and “items”."))
    items, wanted = data["items"], set(Item.values)
    if set(items) != wanted:
        message = _("A points table needs exactly these items: %(items)s.")
        raise ValidationError(message % {"items": ", ".join(Item.values)})
    scales = {item: _read_scale(item, items[item]) for item in Item.values}
    thresholds = data.get("thresholds")
    if not isinstance(thresholds, dict) or set(thresholds) != {"A", "B"}:
        raise ValidationError(_("“thresholds” names the points for A and for B."))
    table = Table(scales, _whole(thresholds["A"], "A"), _whole(thresholds["B"], "B"))
    if not table.threshold_b < table.threshold_a <= table.maximum:
        raise ValidationError(_("The threshold of B lies below that of A, and A can be reached."))
    return table
