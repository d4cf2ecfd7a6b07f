"""What templates need to draw fields, errors and dates. Load with ``{% load components %}``."""

import datetime as dt
from typing import Any, TypedDict

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ui.dates import end_of_period
from ui.widgets import DatePartsWidget

register = template.Library()

KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (DatePartsWidget, "date"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "group"),
]
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "input": "govuk-input",
}
ERROR_CLASSES = {
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error govuk-js-character-count",
    "file": "govuk-file-upload--error",
    "password": "govuk-input--error",
    "input": "govuk-input--error",
}


class Option(TypedDict):
    """One choice of a group, ready to print."""

    input: SafeString
    label: object
    id: str
    hint: object


class ErrorLink(TypedDict):
    """One line of the error summary."""

    href: str
    text: str


@register.filter
def kind(field: BoundField) -> str:
    """The sort of control that ``field`` is drawn as: input, radios, date, …"""
    widget = field.field.widget
    return next((name for cls, name in KINDS if isinstance(widget, cls)), "input")


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether ``field`` needs a fieldset and a legend, having more than one control."""
    return kind(field) in {"radios", "checkboxes", "date", "group"}


def _wrong_parts(field: BoundField) -> str:
    """Names of the date boxes that the errors are about; all three when none is named."""
    found = [
        part
        for error in field.errors.as_data()
        for part in (error.params or {}).get("parts", ("day", "month", "year"))
    ]
    return " ".join(found)


@register.filter
def describedby(field: BoundField) -> str:
    """Ids of the hint and of the error that belong to ``field``, separated by a space."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(ids)


@register.simple_tag
def field_control(field: BoundField) -> SafeString:
    """The control alone, with the portal's classes and its hint and error tied to it."""
    sort = kind(field)
    field.form.use_required_attribute = False  # the sentences come from the server, translated
    attrs: dict[str, Any] = {}
    classes = [CLASSES.get(sort, ""), field.field.widget.attrs.get("class", "")]
    if field.errors:
        classes.append(ERROR_CLASSES.get(sort, ""))
        if sort == "date":
            attrs["data-wrong-parts"] = _wrong_parts(field)
    if sort == "textarea" and "maxlength" in {**field.field.widget.attrs, **_limits(field)}:
        classes.append("govuk-js-character-count")
    if css := " ".join(dict.fromkeys(" ".join(filter(None, classes)).split())):
        attrs["class"] = css
    if not is_group(field) and describedby(field):
        attrs["aria-describedby"] = describedby(field)
    return field.as_widget(attrs=attrs)


def _limits(field: BoundField) -> dict[str, Any]:
    return field.field.widget_attrs(field.field.widget)


@register.filter
def max_length(field: BoundField) -> str:
    """The limit of a text box in characters, or nothing."""
    return str({**field.field.widget.attrs, **_limits(field)}.get("maxlength", ""))


@register.filter
def options(field: BoundField) -> list[Option]:
    """The choices of a radio or checkbox group."""
    css = f"govuk-{kind(field)}__input"
    hints = getattr(field.field.widget, "hints", {})
    found: list[Option] = []
    for choice in field.subwidgets:
        attrs = choice.data["attrs"]
        attrs["class"] = css
        attrs.pop("required", None)
        attrs.pop("aria-invalid", None)
        hint = hints.get(str(choice.data["value"]), "")
        if hint:
            attrs["aria-describedby"] = f"{attrs['id']}_hint"
        found.append(
            {
                "input": SafeString(choice.tag()),
                "label": choice.choice_label,
                "id": choice.id_for_label,
                "hint": hint,
            }
        )
    return found


@register.filter
def is_inline(field: BoundField) -> bool:
    """Whether a radio group asked to lie side by side."""
    return bool(getattr(field.field.widget, "inline", False))


def _stock_messages(field: BoundField) -> list[object]:
    """The framework's own sentences for ``field``: right, but not saying which field they mean."""
    messages: list[object] = []
    for cls in type(field.field).__mro__:
        messages += getattr(cls, "default_error_messages", {}).values()
    return messages + [getattr(type(v), "message", None) for v in field.field.validators]


def _required(field: BoundField) -> str:
    words = {"label": field.label}
    match kind(field):
        case "radios" | "checkboxes" | "select":
            return _("Choose an answer: %(label)s") % words
        case "file":
            return _("Add a file: %(label)s") % words
        case "checkbox":
            return _("Tick the box: %(label)s") % words
        case _:
            return _("Fill in: %(label)s") % words


@register.filter
def error_texts(field: BoundField, place: str = "field") -> list[str]:
    """What is wrong with ``field``, each a sentence that can stand alone.

    The framework's "This field is required." becomes a sentence with the field's label; in the
    error summary (``place`` is ``summary``) its other sentences get the label in front.
    """
    stock = _stock_messages(field)
    texts: list[str] = []
    for error, text in zip(field.errors.as_data(), field.errors, strict=True):
        is_stock = any(error.message is message for message in stock)
        if is_stock and error.code == "required":
            texts.append(_required(field))
        elif is_stock and place == "summary":
            texts.append(_("%(label)s: %(text)s") % {"label": field.label, "text": text})
        else:
            texts.append(str(text))
    return texts


def _target(field: BoundField) -> str:
    """Where the error summary's link goes: the first control that can be corrected."""
    sort = kind(field)
    if sort in {"radios", "checkboxes"}:
        return f"#{field.auto_id}_0"
    if sort == "date":
        return f"#{field.auto_id}_{(_wrong_parts(field) or 'day').split()[0]}"
    return f"#{field.id_for_label or field.auto_id}"


@register.filter
def error_links(form: forms.BaseForm | forms.BaseFormSet | None) -> list[ErrorLink]:
    """Every error of ``form`` (or of each form of a formset), in page order."""
    if not form:
        return []
    if isinstance(form, forms.BaseFormSet):
        links: list[ErrorLink] = [{"href": "", "text": str(e)} for e in form.non_form_errors()]
        return links + [link for one in form.forms for link in error_links(one)]
    links = [{"href": "", "text": str(error)} for error in form.non_field_errors()]
    for field in form:
        texts = error_texts(field, "summary") if field.errors else []
        links += [{"href": _target(field), "text": text} for text in texts]
    return links


def _as_date(value: object) -> dt.date | None:
    if isinstance(value, str):
        try:
            value = (
                dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
            )
        except ValueError:
            return None
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value if isinstance(value, dt.date) else None


@register.filter(expects_localtime=False)
def date_words(value: object) -> str:
    """A day in words: "Wednesday 25 February 2026" or 2026年2月25日（星期三）.

    ``value`` is a date, an instant (its day in Beijing time) or either in ISO form.
    """
    day = _as_date(value)
    if day is None:
        return ""
    chinese = (get_language() or "").startswith("zh")
    return date_format(day, "Y年n月j日（l）" if chinese else "l j F Y")


@register.filter(expects_localtime=False)
def end_words(value: dt.datetime | None) -> str:
    """The moment at which a period ends: "Wednesday 25 February 2026, 14:30"."""
    if value is None:
        return ""
    day, hour = end_of_period(value)
    chinese = (get_language() or "").startswith("zh")
    return f"{date_words(day)}{'' if chinese else ', '}{hour}"
