"""Widgets that Django does not have, in the portal's markup."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ui.dates import DateParts


class Radios(forms.RadioSelect):
    """Radio buttons with a hint under each choice (``hints`` by value); ``inline``: in a row."""

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
        inline: bool = False,
    ) -> None:
        super().__init__(dict(attrs) if attrs else None, choices)
        self.hints = dict(hints or {})
        self.inline = inline


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with a hint under each choice (``hints`` by value)."""

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(dict(attrs) if attrs else None, choices)
        self.hints = dict(hints or {})


class DatePartsWidget(forms.Widget):
    """Three boxes, day, month, year. What was typed comes back as it was typed."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True
    input_type = "date-parts"

    def __init__(self, attrs: Mapping[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(dict(attrs) if attrs else None)
        self.birthday = birthday

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        typed = DateParts.of(value)
        wrong = set(context["widget"]["attrs"].pop("data-wrong-parts", "").split())
        base_id = context["widget"]["attrs"].get("id", f"id_{name}")
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        order = list(labels)
        if (get_language() or "").startswith("zh"):
            order.reverse()
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{base_id}_{part}",
                "label": labels[part],
                "value": getattr(typed, part),
                "width": {"day": 2, "month": 5, "year": 4}[part],
                "numeric": part != "month",
                "autocomplete": f"bday-{part}" if self.birthday else "",
                "wrong": part in wrong,
            }
            for part in order
        ]
        return context

    def format_value(self, value: Any) -> None:
        """Nothing for the single value: the boxes carry it."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> DateParts:
        """Read the boxes; one field in ISO form (``2026-02-25``) is accepted in their place."""
        boxes = [data.get(f"{name}_{part}") for part in ("day", "month", "year")]
        if all(box is None for box in boxes) and data.get(name):
            try:
                return DateParts.of(dt.date.fromisoformat(str(data[name])))
            except ValueError:
                return DateParts(day=str(data[name]))
        return DateParts(*(str(box or "") for box in boxes))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return not any(key in data for key in (name, f"{name}_day", f"{name}_month"))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_
