"""Generated requests over real HTTP: no error of ours, no answer that the schema does not know.

``API_CASES=2000 make test ARGS="tests/api/test_schemathesis.py"`` makes that many; without it a few.
"""

import os
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.management.commands.api_schema import PATH
from applications.queries import attachments_of
from documents.models import Upload
from documents.services import upload_scan
from tests.factories.api import Caller
from tests.factories.port_visa import NOW
from tests.factories.transfers import at_home, partner

CASES = int(os.environ.get("API_CASES", "150"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_path(str(PATH))
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    schema.config.generation.update(modes=modes)
    return [result.ok() for result in schema.get_all_operations()]  # type: ignore[union-attr]


def real(caller: Caller) -> dict[str, Any]:
    """Keys that exist, so that most requests reach something."""
    draft = caller.complete()
    person = draft["invitees"][0]
    file = next(line["files"][0]["id"] for line in draft["checklist"] if line["files"])
    return {
        "id": draft["id"],
        "invitee_pk": person["id"],
        "file": file,
        "reference": person["reference"],
        "document": file,
        "point": 1,
    }


def steer(case: Any, known: dict[str, Any], turn: int) -> None:
    """Lead most requests to things that exist, with the headers that let them do something."""
    if turn % 8 and case.method.upper() != "DELETE":  # others need what is there
        case.path_parameters.update(
            {name: known[name] for name in case.path_parameters if name in known}
        )
    if turn % 3 and "If-Match" in case.headers:
        case.headers["If-Match"] = "*"
    if turn % 5 and case.method.upper() == "POST":
        case.headers["Idempotency-Key"] = uuid4().hex


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_breaks_and_every_answer_is_in_the_schema(
    live_server: Any, specimens: None, monday: None
) -> None:
    caller, home = Caller(limit=6000), partner(limit=6000)
    webhook = caller.post("webhooks/", {"url": "https://hooks.example.org/"}).json()
    filed = {**real(caller), "webhook": webhook["id"]}
    case = at_home()
    paper = attachments_of(case, case.invitee.invitation_id).first()
    assert paper is not None
    checked = {"reference": case.reference, "file": paper.pk}
    for upload in Upload.objects.all():
        upload_scan(upload_id=upload.pk, now=NOW)
    answers = Counter[int]()
    every = operations()
    each = max(CASES // len(every), 3)
    for operation in every:

        @settings(
            max_examples=each,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case: Any) -> None:
            ours = case.path.startswith(("/api/v1/transfers", "/api/v1/office"))
            steer(case, checked if ours else filed, sum(answers.values()))
            token = {"Authorization": f"Bearer {(home if ours else caller).token}"}
            answer = case.call(base_url=live_server.url, headers=token, timeout=30)
            answers[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        call()
    print(f"{sum(answers.values())} generated requests: {dict(sorted(answers.items()))}")  # noqa: T201
    assert not [code for code in answers if code >= 500]
    assert answers[200] + answers[201], "some of them did something"
