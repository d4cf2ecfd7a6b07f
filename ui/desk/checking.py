"""What the desk's lists of things to check share: the waiting ones first, buttons with their pages.

A thing to check (an organisation, a person who invites, a filing) waits, is accepted, returned or
suspended; each list has its own services and words.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from ui.desk.forms import DeskForm
from ui.desk.views import ConfirmView

Steps = Sequence[tuple[str, type[ConfirmView]]]

TAGS: dict[str, str] = {"waits": "warning", "bad": "danger", "good": "success", "new": "default"}


def colours(**words: Sequence[Any]) -> dict[Any, str]:
    """Colours of a status column: ``colours(waits=[Status.PENDING], good=[Status.VERIFIED])``."""
    return {one.value: TAGS[kind] for kind, ones in words.items() for one in ones}


def waiting_first(waiting: Q) -> Case:
    """An ordering that puts what waits for an officer before everything else."""
    return Case(When(waiting, then=Value(0)), default=Value(1), output_field=IntegerField())


def step_urls(prefix: str, steps: Steps) -> tuple[tuple[str, str, Any], ...]:
    """The addresses of a list's confirm pages; ``prefix`` is ``<app>_<model>``."""
    return tuple(
        (f"<path:object_id>/{name}/", f"{prefix}_{name}", view.as_view()) for name, view in steps
    )


def steps_for(
    request: HttpRequest, found: Any, prefix: str, steps: Steps
) -> list[dict[str, str | Promise | bool]]:
    """The buttons that this officer may press now on ``found``."""
    buttons: list[dict[str, str | Promise | bool]] = []
    for name, view_class in steps:
        view = view_class()
        view.request, view.object = request, found
        if view.allowed():
            address = reverse(f"admin:{prefix}_{name}", args=[found.pk])
            buttons.append({"title": view.title, "url": address, "danger": view.danger})
    return buttons


class LoggedStep(ConfirmView):
    """A step on something with a log (``changes``): what the officer saw is its newest line."""

    def get_initial(self) -> dict[str, Any]:
        newest = self.object.changes.first()
        return {"expected_version": newest.pk if newest else 0}

    def seen(self, form: DeskForm) -> int | None:
        """The newest line of the log when the officer opened the confirm page."""
        found: int | None = form.cleaned_data.get("expected_version")
        return found
