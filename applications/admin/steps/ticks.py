"""Saving the checklist of the case page: every line at once, only what changed is recorded."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.admin.related import case_url
from applications.admin.steps.base import duty_of
from applications.checklists import checklist_for, checks, goes_with_the_rest
from applications.enums import CheckResult
from applications.models import Application
from applications.permissions import authority_of
from applications.registry import ChecklistLine, case_file
from applications.services.desk import Found, checklist_save
from ui.desk import DeskPageView

NOTE_LENGTH = 500
REST = "rest"  # the button that says: what I left open is in order


class TickView(DeskPageView):
    """POST only: the form stands on the case page."""

    object: Application
    http_method_names = ["post", "options"]

    def allowed(self) -> bool:
        return duty_of(self.request.user, self.object).reviews

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        authority = authority_of(request.user, self.object)
        lines = checklist_for(case_file(self.object), authority)
        found = []
        for line in lines:
            try:
                found += self._read(line) if checks(line, authority) else []
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        self._save(request, found, lines)
        return HttpResponseRedirect(case_url(self.object) + self._where(lines, found))

    def _where(self, lines: Sequence[ChecklistLine], found: Sequence[Found]) -> str:
        """Back to the list while a line is open; else to the buttons, which are the next thing."""
        done = {one.code for one in found}
        asked = [line for line in lines if line.required or line.attachments]
        is_open = any(line.tick is None and line.code not in done for line in asked)
        return "#checklist" if is_open else ""

    def _save(
        self, request: HttpRequest, found: list[Found], lines: Sequence[ChecklistLine]
    ) -> None:
        """Record everything that was found, in one transaction."""
        try:
            saved = len(
                checklist_save(
                    application=self.object,
                    found=found,
                    lines=lines,
                    actor=self.officer,
                    now=self.now,
                )
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return
        if saved:
            words = ngettext("%(count)s line saved.", "%(count)s lines saved.", saved)
            messages.success(request, words % {"count": saved})

    def _read(self, line: ChecklistLine) -> list[Found]:
        """What was chosen for a line, if it is new; raises what is wrong with it."""
        result = self.request.POST.get(f"result_{line.code}", "")
        note = self.request.POST.get(f"note_{line.code}", "").replace("\0", "").strip()
        rest = REST in self.request.POST and goes_with_the_rest(line)
        if result not in CheckResult.values and not note and rest:
            return [Found(line.code, CheckResult.IN_ORDER, "")]
        if result not in CheckResult.values:
            if note:
                raise ValidationError(
                    _("“%(line)s”: choose what you found. Your note was not saved alone: %(note)s")
                    % {"line": line.name, "note": note[:NOTE_LENGTH]}
                )
            return []
        if line.tick is not None and (line.tick.result, line.tick.note) == (result, note):
            return []
        if len(note) > NOTE_LENGTH:
            raise ValidationError(
                _("The note to “%(line)s” is too long: %(length)s of at most 500 signs.")
                % {"line": line.name, "length": len(note)}
            )
        return [Found(line.code, CheckResult(result), note)]
