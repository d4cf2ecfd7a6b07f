"""Forms of the calendar: the public calculator, the notice, the single day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ui.desk import DeskForm
from ui.fields import DatePartsField
from workdays.enums import DayKind
from workdays.notices import Notice, NoticeDay, notice_read

MOST_DAYS = 400
LARGEST_FILE = 200_000
ORDINARY = "ordinary"


class CountForm(forms.Form):
    """The public calculator: accepted on, plus working days."""

    start = DatePartsField(
        label=_("Day of acceptance"),
        help_text=_("For example, 27 3 2026. This day does not count."),
        earliest=date(2004, 1, 1),
        latest=date(2099, 12, 31),
    )
    n = forms.IntegerField(
        label=_("Number of working days"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-3", "autocomplete": "off"}
        ),
        error_messages={
            "required": _("Enter the number of working days"),
            "invalid": _("The number of working days must be a whole number, like 3"),
            "min_value": _("The number of working days must be 1 or more"),
            "max_value": _("The number of working days must be %(limit_value)s or fewer"),
        },
    )


class NoticeForm(DeskForm):
    """A State Council notice, pasted or as a file. Reading it is part of the validation."""

    text = forms.CharField(
        label=_("Text of the notice"),
        help_text=_(
            "Paste the official Chinese text with its title, or a table with the columns "
            "date, kind (off or work), name_zh, name_en, or JSON."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
    )
    file = forms.FileField(
        label=_("Or a file"), help_text=_("Text, CSV or JSON, up to 200 kB."), required=False
    )
    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("Only needed when the text does not name it."),
        required=False,
        min_value=2008,
        max_value=2100,
    )
    url = forms.URLField(
        label=_("Address of the notice"),
        help_text=_("On gov.cn, so that everybody can compare."),
        required=False,
        assume_scheme="https",
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    notice: Notice

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        file = data.get("file")
        text = _decoded(file) if file else data.get("text", "")
        if not text.strip():
            raise ValidationError(_("Paste the text of the notice, or choose a file."))
        data["text"] = text
        notice, problems = notice_read(text, year=data.get("year"), url=data.get("url", ""))
        if problems:
            raise ValidationError([ValidationError(problem) for problem in problems])
        self.notice = notice
        return data


class DayForm(DeskForm):
    """One day, changed by hand."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label=_("What it becomes"),
        choices=[
            (DayKind.HOLIDAY, _("a day off")),
            (DayKind.MAKE_UP, _("a make-up working day")),
            (ORDINARY, _("an ordinary day of the week")),
        ],
        widget=forms.RadioSelect,
    )
    name_zh = forms.CharField(label=_("Chinese name"), max_length=60, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Stays on record with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") in DayKind.values:
            for name in ("name_zh", "name_en"):
                if not data.get(name):
                    self.add_error(name, _("Give the day a name in both languages."))
        return data

    @property
    def day(self) -> NoticeDay:
        """The day as it is to be."""
        data = self.cleaned_data
        kind = "" if data["kind"] == ORDINARY else data["kind"]
        names = (data["name_zh"], data["name_en"]) if kind else ("", "")
        return NoticeDay(data["date"], kind, *names)


def _decoded(file: Any) -> str:
    """Return the file's text. Raises ``ValidationError`` with how to fix it."""
    if file.size > LARGEST_FILE:
        raise ValidationError(
            _("The file is larger than 200 kB. Save only the text of the notice and try again.")
        )
    content = file.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text: str = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(
        _("The file is not text. Open the notice, copy its text and paste it above.")
    )
