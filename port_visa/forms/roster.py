"""Forms of a list of people: the file, the pasted text, the rows with mistakes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from port_visa.rules.roster_columns import BY_CODE
from ui.fields import needed_later
from ui.problems import Problem
from ui.steps import StepForm

_NAMES = ("name_mrz_primary", "name_mrz_secondary")
_ACCEPT = ".xlsx,.csv,.txt,text/csv"


class RosterFileForm(StepForm):
    file = forms.FileField(
        label=_("Your list"),
        help_text=_("XLSX or CSV. What you uploaded before is replaced."),
        allow_empty_file=True,
        widget=forms.FileInput({"class": "govuk-file-upload", "accept": _ACCEPT}),
        error_messages={"required": _("Choose the file with your list.")},
    )


class RosterTextForm(StepForm):
    text = forms.CharField(
        label=_("Rows copied from a spreadsheet"),
        help_text=_(
            "With the row of headings, or without it in the order of the template. One row for "
            "each person."
        ),
        widget=forms.Textarea({"rows": 10, "class": "portal-mono", "spellcheck": "false"}),
        error_messages={"required": _("Paste at least one row.")},
        strip=False,
    )


class RosterFixForm(StepForm):
    """The wrong cells of some rows; what is wrong stands beside each."""

    def __init__(
        self, rows: Sequence[tuple[int, Mapping[str, str], Sequence[Problem]]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.rows = rows
        for number, values, problems in rows:
            for problem in problems:
                self._add(number, problem.field, values)
            self.fields[f"out-{number}"] = forms.BooleanField(
                label=_("Leave this person out"), required=False
            )

    def _add(self, number: int, code: str, values: Mapping[str, str]) -> None:
        field = self.fields[f"row-{number}-{code}"] = forms.CharField(
            label=BY_CODE[code].label,
            required=False,
            max_length=2000,
            initial=values.get(code, ""),
            widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        )
        needed_later(field)  # it is wrong, so not "optional"

    @classmethod
    def begun(
        cls, rows: Sequence[tuple[int, Mapping[str, str], Sequence[Problem]]]
    ) -> "RosterFixForm":
        """The form as it is first shown: the wrong texts, each with what is wrong with it."""
        data = {f"row-{n}-{p.field}": values.get(p.field, "") for n, values, ps in rows for p in ps}
        form = cls(rows, data=data)
        form.show_problems()
        return form

    def show_problems(self) -> None:
        """Put what is wrong beside the cells of a form that nobody has sent yet."""
        self.full_clean()
        for number, _values, problems in self.rows:
            for problem in problems:
                self.add_error(f"row-{number}-{problem.field}", problem.message)

    def groups(self) -> list[dict[str, Any]]:
        """The fields row by row, for the page."""
        return [
            {
                "number": number,
                "name": " ".join(
                    filter(
                        None,
                        (values.get(c, "") for c in ("name_mrz_primary", "name_mrz_secondary")),
                    )
                ),
                "passport": values.get("document_number", ""),
                "fields": [self[f"row-{number}-{problem.field}"] for problem in problems],
                "out": self[f"out-{number}"],
            }
            for number, values, problems in self.rows
        ]

    def changes(self) -> dict[int, dict[str, str]]:
        """What was typed, by row and column."""
        found: dict[int, dict[str, str]] = {}
        for name, value in self.cleaned_data.items():
            kind, _dash, rest = name.partition("-")
            if kind == "row":
                number, _dash, code = rest.partition("-")
                found.setdefault(int(number), {})[code] = value
        return found

    def left_out(self) -> set[int]:
        """Rows that are not wanted any more."""
        return {
            number for number, _values, _problems in self.rows if self.cleaned_data[f"out-{number}"]
        }
