"""A list of people: template, upload, paste, progress, mistakes, adding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from applications.deadlines import legal_date
from port_visa import roster_files, services
from port_visa.enums import RosterStatus
from port_visa.forms.roster import RosterFileForm, RosterFixForm, RosterTextForm
from port_visa.models import Invitation, Roster
from port_visa.parameters import limits_on
from port_visa.permissions import can_work_on_roster
from port_visa.roster_showing import (
    ROWS_A_PAGE,
    SHOWN_ROWS,
    roster_counts,
    roster_latest,
    spread_of,
    wrong_rows,
)
from port_visa.services.roster_taking import people_added
from port_visa.views.common import actor_of, home_of, invitation_or_404, is_draft
from ui.kept import answers_forget
from ui.steps import Step, signed_in, typed_form


def _workable(request: HttpRequest, pk: UUID) -> Invitation:
    found = invitation_or_404(request, pk)
    if not can_work_on_roster(request.user, found):
        raise Http404
    return found


def _roster_or_404(found: Invitation, *statuses: str) -> Roster:
    roster = roster_latest(found)
    if roster is None or (statuses and roster.status not in statuses):
        raise Http404
    return roster


@signed_in
def invitation_roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the list stands, and the form for its file."""
    found = _workable(request, pk)
    if request.method == "POST" and "do" in request.POST:
        return _done(request, found)
    form = RosterFileForm()
    if request.method == "POST":
        form = RosterFileForm(request.POST, request.FILES)
        if form.is_valid() and _uploaded(request, found, form):
            return redirect("invitation_roster", pk=pk)
    return render(request, "port_visa/roster.html", _context(found, form))


def _uploaded(request: HttpRequest, found: Invitation, form: RosterFileForm) -> bool:
    try:
        services.roster_upload(
            invitation=found,
            file=form.cleaned_data["file"],
            actor=actor_of(request),
            now=timezone.now(),
        )
    except ValidationError as error:
        form.add_error("file", error)
        return False
    return True


def _context(found: Invitation, form: RosterFileForm) -> dict[str, Any]:
    now = timezone.now()
    roster = roster_latest(found)
    people = reverse("invitation_invitees", args=[found.pk])
    context: dict[str, Any] = {
        "invitation": found,
        "form": form,
        "roster": roster,
        "limits": limits_on(legal_date(now)),
        "can_upload": is_draft(found) and not (roster and roster.status == RosterStatus.TAKING),
        "back": people if is_draft(found) else home_of(found),
    }
    if roster is None:
        return context
    counts = roster_counts(roster)
    context |= {"counts": counts, "added": people_added(roster), "percent": _percent(roster)}
    if roster.status == RosterStatus.CHECKED:
        context["spread"] = spread_of(roster, counts["good"], now)
        context["wrong"] = wrong_rows(roster, now, most=SHOWN_ROWS)
        context["more_wrong"] = max(counts["faulty"] - SHOWN_ROWS, 0)
    return context


def _percent(roster: Roster) -> int:
    return roster.rows_done * 100 // roster.rows_total if roster.rows_total else 0


def _done(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The buttons: add the good rows, or throw the list away."""
    roster = _roster_or_404(found)
    service = services.roster_take if request.POST["do"] == "take" else services.roster_discard
    try:
        service(roster=roster, actor=actor_of(request), now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("invitation_roster", pk=found.pk)


@signed_in
def invitation_roster_paste(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rows copied from a spreadsheet."""
    found = _workable(request, pk)
    if not is_draft(found):
        return redirect("invitation_roster", pk=pk)

    def save(form: Any) -> None:
        try:
            services.roster_paste(
                invitation=found,
                text=form.cleaned_data["text"],
                actor=actor_of(request),
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("text", error)
            raise

    return Step(
        template="port_visa/roster_paste.html",
        form=RosterTextForm,
        save=save,
        onward=lambda: reverse("invitation_roster", args=[pk]),
        context={"invitation": found, "back": reverse("invitation_roster", args=[pk])},
    ).respond(request)


@signed_in
def invitation_roster_fix(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wrong cells of the first rows with mistakes, to be mended in place."""
    found = _workable(request, pk)
    roster = roster_latest(found)
    if roster is None or roster.status != RosterStatus.CHECKED:
        return redirect("invitation_roster", pk=pk)
    wrong = wrong_rows(roster, timezone.now(), most=ROWS_A_PAGE)
    if not wrong:
        return redirect("invitation_roster", pk=pk)
    rows = [(one.row.number, one.row.values, one.problems) for one in wrong]

    def make(data: Any = None, files: Any = None) -> RosterFixForm:
        return RosterFixForm.begun(rows) if data is None else RosterFixForm(rows, data=data)

    form = typed_form(request, make)
    if request.method == "POST" and form.is_valid() and _fixed(request, roster, form):
        answers_forget(request)
        return redirect("invitation_roster_fix", pk=pk)
    left = roster_counts(roster)["faulty"]
    context = {
        "invitation": found,
        "form": form,
        "left": left,
        "shown": len(wrong),
        "back": reverse("invitation_roster", args=[pk]),
    }
    return render(request, "port_visa/roster_fix.html", context)


def _fixed(request: HttpRequest, roster: Roster, form: RosterFixForm) -> bool:
    before = roster_counts(roster)["faulty"]
    try:
        services.roster_fix(
            roster=roster,
            changes=form.changes(),
            left_out=form.left_out(),
            actor=actor_of(request),
            now=timezone.now(),
        )
    except ValidationError as error:
        form.add_problems(error)
        return False
    mended = max(before - roster_counts(roster)["faulty"], 0)
    message = ngettext("%(count)d row mended.", "%(count)d rows mended.", mended)
    messages.success(request, message % {"count": mended})
    return True


_FILES = ("template.xlsx", "template.csv", "mistakes.xlsx", "mistakes.csv")


@signed_in
def invitation_roster_file(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """The template, or the rows with mistakes, to be filled in or mended in a spreadsheet."""
    found = _workable(request, pk)
    if name not in _FILES:
        raise Http404
    workbook = name.endswith(".xlsx")
    if name.startswith("template"):
        most = limits_on(legal_date(timezone.now())).roster_rows
        data = roster_files.template_xlsx(most) if workbook else roster_files.template_csv()
    else:
        roster = _roster_or_404(found, RosterStatus.CHECKED)
        wrong = wrong_rows(roster, timezone.now(), most=roster.most_rows)
        rows = [(one.row.values, " ".join(p.message for p in one.problems)) for one in wrong]
        data = (roster_files.mistakes_xlsx if workbook else roster_files.mistakes_csv)(rows)
    response = HttpResponse(data, content_type=roster_files.XLSX if workbook else roster_files.CSV)
    response["Content-Disposition"] = f'attachment; filename="roster-{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
