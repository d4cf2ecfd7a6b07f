"""The papers of one hand, and the photo."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.slot_forms import SlotForm, file_chosen, files_keep
from applications.slots import Slot
from documents.models import Upload
from permits import services
from permits.filing import progress
from permits.filing.parts import PHOTO_KINDS
from permits.filing.photo import photo_sentences
from permits.filing.queries import PHOTO, Snapshot, snapshot_load
from permits.forms.submission import PhotoForm
from permits.permissions import can_edit
from permits.views.seat import Seat, drafted, seated
from ui.steps import StepForm
from ui.tasks import Task


@seated
@drafted
def documents(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The hand's part of the list of papers."""
    snapshot = snapshot_load(seat.permit, timezone.now())
    tasks = [
        Task(
            slot.requirement.name,
            seat.url("slot", slot.code),
            progress.slot_status(snapshot, slot),
            slot.requirement.help_text,
        )
        for slot in snapshot.slots_of(seat.hand)
    ]
    others = [] if seat.is_person else _others(snapshot)
    context = {
        "seat": seat,
        "permit": seat.permit,
        "tasks": tasks,
        "others": others,
        "back": seat.home,
    }
    return render(request, "permits/documents.html", context)


def _others(snapshot: Snapshot) -> list[str]:
    """What the person hands in, without the papers that the company must not know about."""
    return [
        slot.requirement.name
        for slot in snapshot.slots_of("person")
        if not slot.requirement.private
    ]


def _slot(snapshot: Snapshot, seat: Seat, key: str) -> Slot:
    slot = next((slot for slot in snapshot.slots_of(seat.hand) if slot.code == key), None)
    if slot is None:
        raise Http404
    return slot


@seated
@drafted
def slot(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """Add files to one place, see them, remove them, or promise the paper where that is allowed."""
    found = _slot(snapshot_load(seat.permit, timezone.now()), seat, key)
    form: StepForm = SlotForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _removed(request, seat, found)
        if "promise" in request.POST:
            return _promised(request, seat, found)
        form = SlotForm(request.POST, request.FILES)
        if form.is_valid() and _stored(seat, found.code, form):
            return redirect(seat.url("slot", key))
    snapshot = snapshot_load(seat.permit, timezone.now())
    found = _slot(snapshot, seat, key)
    context: dict[str, Any] = {
        "seat": seat,
        "permit": seat.permit,
        "slot": found,
        "uploads": [row.upload for row in found.attachments],
        "form": form,
        "may_promise": found.code in snapshot.may_promise,
        "promised": progress.slot_promised(snapshot, found),
        "back": seat.url("documents"),
    }
    return render(request, "permits/slot.html", context)


def _stored(seat: Seat, code: str, form: StepForm) -> bool:
    """Keep the good files in one of the hand's places."""
    now = timezone.now()
    who: dict[str, Any] = {"permit": seat.permit, "actor": seat.actor, "now": now}

    def put(upload: Upload) -> None:
        if code == PHOTO:
            services.permit_photo_add(upload=upload, **who)
        else:
            services.permit_file_add(upload=upload, code=code, hand=seat.hand, **who)

    return files_keep(form, owner=seat.actor, now=now, put=put)


def _removed(request: HttpRequest, seat: Seat, found: Slot) -> HttpResponse:
    row = file_chosen(found, request.POST["remove"])
    if row is not None:
        services.permit_file_remove(
            permit=seat.permit,
            attachment=row,
            hand=seat.hand,
            actor=seat.actor,
            now=timezone.now(),
        )
    return redirect(seat.url("slot", found.code))


def _promised(request: HttpRequest, seat: Seat, found: Slot) -> HttpResponse:
    services.permit_promise(
        permit=seat.permit,
        code=found.code,
        promised=request.POST["promise"] == "yes",
        hand=seat.hand,
        actor=seat.actor,
        now=timezone.now(),
    )
    return redirect(seat.url("documents"))


@seated
def photo(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The photo, what the check finds about it, and a way on in any case."""
    if seat.permit.kind not in PHOTO_KINDS:
        raise Http404
    if not can_edit(seat.actor, seat.permit, seat.hand, [PHOTO]):
        raise Http404
    form: StepForm = PhotoForm()
    if request.method == "POST":
        if "despite" in request.POST:
            services.permit_photo_despite(permit=seat.permit, actor=seat.actor, now=timezone.now())
            return redirect(seat.home)
        form = PhotoForm(request.POST, request.FILES)
        if form.is_valid() and _stored(seat, PHOTO, form):
            return redirect(seat.url("photo"))
    snapshot = snapshot_load(seat.permit, timezone.now())
    found, check = snapshot.slot(PHOTO), snapshot.photo_check
    context = {
        "seat": seat,
        "permit": seat.permit,
        "form": form,
        "uploads": [row.upload for row in found.attachments] if found else [],
        "check": check,
        "sentences": photo_sentences(check.problems, check.measures) if check else [],
        "back": seat.home,
    }
    return render(request, "permits/photo.html", context)
