"""The same button pressed twice at the same moment: real threads, real locks, one effect."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from applications.enums import EventKind
from applications.models import Application, Event
from tests.nasty.attempt import Attempt
from tests.nasty.desk_forms import DESK
from tests.nasty.forms import Place
from tests.nasty.inviter_forms import INVITERS

pytestmark = pytest.mark.django_db(transaction=True)
# What the button logs, once; how many files it is about.
EFFECT = {
    "declare": EventKind.SUBMIT,
    "accept": EventKind.ACCEPT,
    "supplement": EventKind.SUPPLEMENT_ANSWER,
}


def presses(attempt: Attempt, values: dict[str, Any]) -> list[int]:
    """Post the form from two threads at once, each with the same session; answer the statuses."""
    gate = Barrier(2)

    def press(_turn: int) -> int:
        client = Client()
        client.cookies = deepcopy(attempt.client.cookies)
        gate.wait(timeout=60)
        try:
            return client.post(attempt.url, values).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(press, range(2)))


def effects(kind: str) -> Iterator[int]:
    for case in Application.objects.all():
        yield Event.objects.filter(application=case, kind=kind).count()


def test_two_presses_at_once_have_one_effect(place: Place) -> None:
    for form in [*INVITERS, *DESK]:
        if form.name not in EFFECT:
            continue
        attempt = Attempt(form, place, "en")
        before = sum(effects(EFFECT[form.name]))
        typed = {name: "It is corrected." for name in attempt.fields.typed if "answer" in name}
        found = presses(attempt, {**attempt.good, **typed, "send": ""})
        assert set(found) <= {200, 302, 409}, (form.name, found)
        assert 302 in found, (form.name, found)
        assert sum(effects(EFFECT[form.name])) == before + 1, form.name
        assert max(effects(EFFECT[form.name])) == 1, form.name
