"""Documents that are valid together or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from documents import services, tasks
from documents.enums import DocumentKind, DocumentStatus
from documents.errors import DocumentError, DocumentNotProduced
from documents.models import IssuedDocument
from documents.producing import document_draw
from documents.registry import register_bundle_ready
from documents.services import bundles
from tests.factories.documents import FACTS

pytestmark = pytest.mark.django_db
KIND = DocumentKind.PORT_VISA_NOTIFICATION
NOW = datetime(2026, 2, 25, 4, 0, tzinfo=UTC)
SUBJECTS = ("WR-1", "WR-2")


@pytest.fixture
def told() -> Iterator[list[list[str]]]:
    """The bundles that were announced, as their subjects."""
    calls: list[list[str]] = []

    def hook(documents: Any, now: datetime) -> None:
        assert all(one.status == DocumentStatus.VALID for one in documents)
        calls.append([one.subject for one in documents])

    with (
        patch.dict("documents.registry._registry.bundle_hooks", clear=True),
        patch.dict("documents.registry._registry.ready_hooks", clear=True),
    ):
        register_bundle_ready([KIND, KIND], hook)
        yield calls


def ask(**facts: str) -> list[IssuedDocument]:
    return services.documents_request_together(
        requests=[
            {
                "kind": KIND,
                "subject": subject,
                "facts": {**FACTS, **facts},
                "valid_until": date(2099, 3, 27),
            }
            for subject in SUBJECTS
        ],
        now=NOW,
    )


def produce(documents: list[IssuedDocument]) -> list[IssuedDocument]:
    assert documents[0].bundle is not None
    return services.bundle_produce(bundle=documents[0].bundle, now=NOW)


def files_of(document: IssuedDocument) -> list[str]:
    storage, folder = document.file.storage, f"documents/{document.pk.hex}"
    return list(storage.listdir(folder)[1]) if storage.exists(folder) else []


def stood() -> list[tuple[str, str, int]]:
    rows = IssuedDocument.objects.order_by("subject")
    return [(row.subject, row.status, len(files_of(row))) for row in rows]


NOTHING = [("WR-1", "draft", 0), ("WR-2", "draft", 0)]
ALL = [("WR-1", "valid", 1), ("WR-2", "valid", 1)]


def test_one_run_makes_all_and_tells_once(told, committed) -> None:
    with patch.object(tasks.produce_bundle, "delay") as delay, committed():
        documents = ask()
    delay.assert_called_once_with(str(documents[0].bundle))
    assert [one.subject for one in documents] == list(SUBJECTS)
    produce(documents)
    assert (stood(), told) == (ALL, [list(SUBJECTS)])
    produce(documents)
    assert told == [list(SUBJECTS)], "run again, it does nothing"


def test_asking_twice_is_once(told, committed) -> None:
    with patch.object(tasks.produce_bundle, "delay") as delay, committed():
        first, second = ask(), ask()
    assert first == second
    assert delay.call_count == 1
    produce(first)
    assert ask() == first
    assert IssuedDocument.objects.count() == len(SUBJECTS)


def test_drafts_take_the_newer_facts_and_start_over(told, committed) -> None:
    documents = ask()
    with patch.object(tasks.produce_bundle, "delay") as delay, committed():
        again = ask(name="SMITH, JANE")
    assert [one.bundle for one in again] == [one.bundle for one in documents]
    assert delay.call_count == 1


@pytest.mark.parametrize("broken", [0, 1])
def test_one_that_cannot_be_drawn_keeps_the_other_back(told, broken) -> None:
    documents = ask()

    def draw(document: IssuedDocument) -> Any:
        if document.subject == SUBJECTS[broken]:
            raise DocumentNotProduced("no")
        return document_draw(document)

    with patch.object(bundles, "document_draw", draw), pytest.raises(DocumentNotProduced):
        produce(documents)
    assert (stood(), told) == (NOTHING, [])
    assert {row.last_error for row in IssuedDocument.objects.all()} == {"no"}
    produce(documents)
    assert stood() == ALL
    assert {row.attempts for row in IssuedDocument.objects.all()} == {2}


def test_what_the_hook_refuses_did_not_happen(told) -> None:
    documents = ask()

    def hook(_documents: Any, now: datetime) -> None:
        raise RuntimeError("the case is gone")

    register_bundle_ready([KIND, KIND], hook)
    with pytest.raises(RuntimeError):
        produce(documents)
    assert stood() == NOTHING


def test_the_sweep_sends_a_bundle_once(told, committed) -> None:
    documents = ask()
    with patch.object(tasks.produce_bundle, "delay") as delay, committed():
        assert services.documents_sweep(now=NOW + timedelta(hours=1)) == 1
    delay.assert_called_once_with(str(documents[0].bundle))


def test_its_parts_are_not_produced_alone(told) -> None:
    with pytest.raises(DocumentError, match="together"):
        services.document_produce(document_id=ask()[0].pk, now=NOW)
    assert stood() == NOTHING


def test_what_was_already_issued_alone_joins_no_bundle(told) -> None:
    alone = services.document_request(
        kind=KIND, subject=SUBJECTS[0], facts=FACTS, valid_until=date(2099, 3, 27), now=NOW
    )
    services.document_produce(document_id=alone.pk, now=NOW)
    with pytest.raises(DocumentError, match="without the others"):
        ask()


def test_nobody_asks_for_a_bundle_that_nobody_waits_for() -> None:
    with pytest.raises(KeyError):
        ask()
