"""Form fields shared by all rooms."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ui.dates import DateParts, DatePartsError, read_date, read_month, read_number
from ui.widgets import DatePartsWidget


class DatePartsField(forms.Field):
    """A date in three boxes, with one precise sentence for each way it can be wrong.

    ``birthday`` lets browsers fill in the person's own birth date; ``earliest`` and
    ``latest`` bound the date, both included. Set ``label``: the sentences begin with it.
    """

    widget = DatePartsWidget

    def __init__(
        self,
        *,
        birthday: bool = False,
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", DatePartsWidget(birthday=birthday))
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> dt.date | None:
        """The date, or ``None``; raises ValidationError whose params name the wrong boxes."""
        if isinstance(value, dt.date) or value in self.empty_values:
            return value or None
        try:
            return read_date(DateParts.of(value))
        except DatePartsError as error:
            sentence = self._sentence(error, value).replace("%", "%%")
            raise ValidationError(
                sentence, code=error.code, params={"parts": error.parts}
            ) from error

    def validate(self, value: dt.date | None) -> None:
        if value is None and self.required:
            raise ValidationError(
                _("Enter the %(label)s") % {"label": self._label_inside()}, code="required"
            )
        if value and self.earliest and value < self.earliest:
            message = _("%(label)s must be %(date)s or later")
            self._refuse(message, self.earliest, code="too_early")
        if value and self.latest and value > self.latest:
            message = _("%(label)s must be %(date)s or earlier")
            self._refuse(message, self.latest, code="too_late")

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True

    def _refuse(self, message: str, limit: dt.date, *, code: str) -> None:
        words = {"label": self._label(), "date": date_format(limit, "DATE_FORMAT")}
        raise ValidationError(message % words, code=code)

    def _label(self) -> str:
        return str(self.label or _("The date"))

    def _label_inside(self) -> str:
        """The label inside a sentence: "date of birth", but "PhD awarded on" stays."""
        label = str(self.label or _("date"))
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def _sentence(self, error: DatePartsError, typed: DateParts) -> str:
        label = self._label()
        if error.code == "missing":
            names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            parts = get_text_list([names[part] for part in error.parts], _("and"))
            return _("%(label)s must include %(parts)s") % {"label": label, "parts": parts}
        sentences = {
            "month": _("%(label)s: the month must be 1 to 12, or a name such as March"),
            "year": _("%(label)s: the year must have four digits"),
            "day": _("%(label)s: the day must be a number"),
        }
        if error.code in sentences:
            return sentences[error.code] % {"label": label}
        return _not_real(typed)


class KeyChoiceField(forms.ModelChoiceField):
    """One of some rows. A key that cannot be one is no option either, and is not repeated."""

    def to_python(self, value: Any) -> Any:
        """The row; raises ValidationError with the sentence for what is not offered."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error


def _not_real(typed: DateParts) -> str:
    """Say which date does not exist, in the words of the language."""
    day, month = read_number(typed.day, "日"), read_month(typed.month)
    year = read_number(typed.year, "年")
    if (get_language() or "").startswith("zh"):
        return f"{year}年{month}月没有{day}日"
    name = date_format(dt.date(2000, month or 1, 1), "F")
    if (day, month) == (29, 2):
        return _("29 February %(year)s does not exist") % {"year": year}
    return _("%(day)s %(month)s does not exist") % {"day": day, "month": name}


def choices_offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> forms.Field:
    """Give a field of choices what this page offers; returns the field, for its label or widget.

    Raises TypeError when the field of that name is not one of choices.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a field of choices")
    field.choices = list(choices)
    return field


def rows_offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> forms.ModelChoiceField:
    """Give a field that chooses a row the rows that this page offers; as ``choices_offer``."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is not a field that chooses a row")
    field.queryset = rows
    return field


def needed_later(field: forms.Field) -> None:
    """Mark a field that may stay empty now and is needed in the end: its label says no "optional".

    The template ``forms/optional.html`` reads the mark.
    """
    vars(field)["needed_later"] = True
