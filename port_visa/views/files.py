"""The documents: the checklist, and one page for each of its slots."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.slot_forms import SlotForm, file_chosen, files_keep
from documents.models import Upload
from port_visa import progress, services
from port_visa.models import Invitation
from port_visa.queries import Slot, Snapshot, snapshot_load
from port_visa.views.common import actor_of, home_of, invitation_or_404, is_draft
from port_visa.views.seats import PersonSeat
from ui.steps import StepForm, signed_in
from ui.tasks import Task, TaskStatus


@signed_in
def invitation_documents(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The checklist: what serves everybody, then each person's own."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect(home_of(found))
    snapshot = snapshot_load(found, timezone.now())
    if progress.documents_status(snapshot) == TaskStatus.LATER:
        return redirect("invitation", pk=pk)
    people = [
        {
            "name": invitee.application.traveller.name_mrz,
            "number": number,
            "tasks": [_task(found, slot) for slot in snapshot.slots_of(invitee)],
        }
        for number, invitee in enumerate(snapshot.invitees, 1)
    ]
    context = {
        "invitation": found,
        "group_tasks": [_task(found, slot) for slot in snapshot.group_slots],
        "people": [person for person in people if person["tasks"]],
        "back": home_of(found),
    }
    return render(request, "port_visa/documents.html", context)


def _task(found: Invitation, slot: Slot) -> Task:
    return slot_task(slot, reverse("invitation_slot", args=[found.pk, slot.key]))


def slot_task(slot: Slot, url: str) -> Task:
    """One place for files as a line of a task list."""
    if len(slot.usable) < len(slot.attachments):
        state = TaskStatus.PROBLEM
    elif slot.usable:
        state = TaskStatus.DONE
    else:
        state = TaskStatus.NOT_STARTED if slot.requirement.required else TaskStatus.OPTIONAL
    return Task(slot.requirement.name, url, state, slot.requirement.help_text)


def _slot(snapshot: Snapshot, key: str) -> Slot:
    slot = next((slot for slot in snapshot.slots if slot.key == key), None)
    if slot is None:
        raise Http404
    return slot


@signed_in
def invitation_slot(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Add files to one slot, see them, remove them."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect(home_of(found))
    slot = _slot(snapshot_load(found, timezone.now()), key)
    form = SlotForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _removed(request, found, slot)
        form = SlotForm(request.POST, request.FILES)
        if form.is_valid() and _stored(request, found, slot, form):
            return redirect("invitation_slot", pk=pk, key=key)
        slot = _slot(snapshot_load(found, timezone.now()), key)
    context: dict[str, Any] = {
        "invitation": found,
        "slot": slot,
        "seat": PersonSeat(slot.invitee, actor_of(request)) if slot.invitee else None,
        "uploads": [row.upload for row in slot.attachments],
        "form": form,
        "back": reverse("invitation_documents", args=[pk]),
    }
    return render(request, "port_visa/slot.html", context)


def _stored(request: HttpRequest, found: Invitation, slot: Slot, form: StepForm) -> bool:
    """Keep the good files in one place of the invitation."""
    actor, now = actor_of(request), timezone.now()

    def put(upload: Upload) -> None:
        services.attachment_add(
            invitation=found,
            code=slot.code,
            upload=upload,
            invitee=slot.invitee,
            actor=actor,
            now=now,
        )

    return files_keep(form, owner=actor, now=now, put=put)


def _removed(request: HttpRequest, found: Invitation, slot: Slot) -> HttpResponse:
    row = file_chosen(slot, request.POST["remove"])
    if row is not None:
        services.attachment_remove(
            invitation=found, attachment=row, actor=actor_of(request), now=timezone.now()
        )
    return redirect("invitation_slot", pk=found.pk, key=slot.key)
