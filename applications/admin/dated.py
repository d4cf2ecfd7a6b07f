"""Dated rows of rules for administrators. A change is a new row with a later first day.

Not the tabbed form of modeltranslation: its tabs load scripts from another site.
"""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin
from unfold.decorators import action

from applications.services.rows import first_day_check, row_end, row_was_in_force
from offices.permissions import can_edit_places
from ui.desk import ConfirmView, DeskForm, DeskModelAdmin


class DatedForm(forms.ModelForm):
    """A row that begins tomorrow or later."""

    def clean_valid_from(self) -> Any:
        """Keep the past as it was."""
        valid_from = self.cleaned_data["valid_from"]
        first_day_check(valid_from, timezone.now())
        return valid_from


class EndForm(DeskForm):
    """The last day of a rule."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Today or later, as 2026-12-31."),
        widget=forms.DateInput({"placeholder": "2026-12-31"}),
    )


class EndView(ConfirmView):
    """End a rule on a day."""

    title: ClassVar[str | Promise] = gettext_lazy("End this rule")
    form_class = EndForm
    danger = True

    def allowed(self) -> bool:
        return can_edit_places(self.request.user)

    def will_happen(self) -> list[str]:
        return [
            _("%(row)s holds until 24:00 of the last day.") % {"row": self.object},
            _("What was calculated or decided with it stays as it is."),
        ]

    def perform(self, form: DeskForm, *, now: datetime) -> str:
        row_end(row=self.object, last_day=form.cleaned_data["last_day"], now=now)
        self.model_admin.log_change(self.request, self.object, "row_end")
        return _("Done: the rule ends on that day.")


class DatedRowAdmin(DeskModelAdmin, TranslationAdmin):  # type: ignore[misc]
    """Administrators add rows, and change those that are not yet in force; nobody deletes one."""

    form = DatedForm
    date_hierarchy = None
    show_add_link = True

    def desk_can_view(self, user: Any) -> bool:
        return can_edit_places(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can_edit_places(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if not can_edit_places(request.user):
            return False
        row: Any = obj
        return row is None or not row_was_in_force(row, timezone.now())


class EndingRowAdmin(DatedRowAdmin):
    """Rows that can also be ended: the only change of one that is in force."""

    actions_detail = ["finish"]

    @action(description=gettext_lazy("End this rule"), url_path="finish")
    def finish(self, request: HttpRequest, object_id: str) -> Any:
        """Lead to the confirm page."""
        opts = self.opts
        return redirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_end", args=[object_id]))

    def get_custom_urls(self) -> Any:
        name = f"{self.opts.app_label}_{self.opts.model_name}_end"
        return (("<path:object_id>/end/", name, EndView.as_view()),)
