"""What a private link opens: the tasks of one person, their files, and the confirmation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.slot_forms import SlotForm, file_chosen, files_keep
from documents.models import Upload
from port_visa import progress, services
from port_visa.forms.people import SelfConfirmForm
from port_visa.presenting import person_rows
from port_visa.queries import Slot, Snapshot, snapshot_load
from port_visa.views.files import slot_task
from port_visa.views.seat import invited
from port_visa.views.seats import GuestSeat
from ui.steps import Step, StepForm
from ui.tasks import Task, TaskSection, TaskStatus


@invited
def home(request: HttpRequest, seat: GuestSeat) -> HttpResponse:
    """Everything that this person's part needs, and how far it is."""
    if request.method == "POST" and not seat.is_traveller:
        return _phone_done(request, seat)
    snapshot = _snapshot(seat)
    sections = [TaskSection(_("Passport and person"), _data_tasks(snapshot, seat))]
    if papers := _paper_tasks(snapshot, seat):
        sections.append(TaskSection(_("Documents"), papers))
    if seat.is_traveller:
        sections.append(TaskSection(_("Finish"), [_check_task(snapshot, seat)]))
    context = seat.context(sections=sections)
    return render(request, "port_visa/invited/home.html", context)


def _snapshot(seat: GuestSeat) -> Snapshot:
    return snapshot_load(seat.invitee.invitation, timezone.now())


def _data_tasks(snapshot: Snapshot, seat: GuestSeat) -> list[Task]:
    invitee = seat.invitee
    passport = progress.passport_problems(snapshot, invitee)
    begun = bool(invitee.application.traveller.document_number)
    compare = begun and bool(passport) and passport[0].code == "passport_unconfirmed"
    state = TaskStatus.DONE
    if passport:
        state = TaskStatus.STARTED if begun else TaskStatus.NOT_STARTED
    details = progress.details_problems(invitee)
    return [
        Task(
            _("Passport"),
            seat.url("confirm" if compare else "passport"),
            state,
            passport[0].message if passport else "",
        ),
        Task(
            _("About this person"),
            seat.url("details"),
            TaskStatus.NOT_STARTED if details else TaskStatus.DONE,
        ),
    ]


def _paper_tasks(snapshot: Snapshot, seat: GuestSeat) -> list[Task]:
    return [
        slot_task(slot, seat.url("slot", slot.code)) for slot in snapshot.slots_of(seat.invitee)
    ]


def _missing(snapshot: Snapshot, seat: GuestSeat) -> list[str]:
    """What the person's part still lacks, in sentences."""
    problems = [f.problem for f in progress.invitee_findings(snapshot, seat.invitee)]
    papers = [progress.slot_problem(slot) for slot in snapshot.slots_of(seat.invitee)]
    return [problem.message for problem in [*problems, *papers] if problem]


def _check_task(snapshot: Snapshot, seat: GuestSeat) -> Task:
    missing = _missing(snapshot, seat)
    return Task(
        _("Check and confirm"),
        "" if missing else seat.url("check"),
        TaskStatus.LATER if missing else TaskStatus.NOT_STARTED,
        _("First complete everything above.") if missing else "",
    )


def _phone_done(request: HttpRequest, seat: GuestSeat) -> HttpResponse:
    services.phone_done(link=seat.link, now=timezone.now())
    return render(request, "port_visa/invited/done.html", seat.context())


@invited
def slot(request: HttpRequest, seat: GuestSeat, code: str) -> HttpResponse:
    """Add files to one of the person's places, see them, remove them."""
    place = _place(seat, code)
    form = SlotForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _removed(request, seat, place)
        form = SlotForm(request.POST, request.FILES)
        if form.is_valid() and _stored(seat, place, form):
            return redirect(seat.url("slot", code))
        place = _place(seat, code)
    context = seat.context(slot=place, uploads=[row.upload for row in place.attachments], form=form)
    return render(request, "port_visa/invited/slot.html", context)


def _place(seat: GuestSeat, code: str) -> Slot:
    found = _snapshot(seat).slot(code, seat.invitee)
    if found is None:
        raise Http404
    return found


def _stored(seat: GuestSeat, place: Slot, form: StepForm) -> bool:
    def put(upload: Upload) -> None:
        seat.attach(place.code, upload)

    return files_keep(form, owner=seat.actor, now=timezone.now(), put=put)


def _removed(request: HttpRequest, seat: GuestSeat, place: Slot) -> HttpResponse:
    row = file_chosen(place, request.POST["remove"])
    if row is not None:
        seat.detach(row)
    return redirect(seat.url("slot", place.code))


@invited
def check(request: HttpRequest, seat: GuestSeat) -> HttpResponse:
    """Everything that stands there about the traveller, to be confirmed once."""
    if not seat.is_traveller or _missing(_snapshot(seat), seat):
        return redirect(seat.url())
    done: list[str] = []

    def save(form: StepForm) -> None:
        services.traveller_confirm(
            link=seat.link, right=form.cleaned_data["right"], now=timezone.now()
        )
        done.append(seat.invitee.application.traveller.name_mrz)

    response = Step(
        template="port_visa/invited/check.html",
        form=SelfConfirmForm,
        save=save,
        onward=seat.url,
        context=seat.context(rows=person_rows(seat.invitee, changeable=False)),
    ).respond(request)
    if not done:
        return response
    return render(request, "port_visa/invited/done.html", seat.context())
