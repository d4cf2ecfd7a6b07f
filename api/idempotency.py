"""A POST that is sent again has no second effect: it gets the first answer once more.

The row is inserted in the transaction of the effect. PostgreSQL makes a twin that arrives meanwhile
wait for that row: it then finds the first answer or, if the first failed, does the work itself.
What is refused leaves nothing behind, and its key may be used again.
"""

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from api.models import ApiClient, IdempotentRequest
from api.problems import Conflict, Unprocessable

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS = ("Location", "ETag")
PATIENCE_MS = 15_000  # how long a twin waits for the first

Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Wrap the POST of a view: needs the key, replays, or runs once in one transaction."""

    @wraps(handler)
    def once(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key, digest = _key_of(request), _digest_of(request)
        with transaction.atomic():
            mine = _claim(self.client, key, digest)
            if mine is None:
                return _first_answer(self.client, key, digest)
            response = handler(self, request, *args, **kwargs)
            _keep(mine, response)
        return response

    once.is_idempotent = True  # type: ignore[attr-defined]
    return once


def _key_of(request: Request) -> str:
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        sentence = _("Send the header Idempotency-Key: 1 to 255 visible characters, new each time.")
        raise ValidationError({HEADER: [sentence]}, code="idempotency_key")
    return key


def _digest_of(request: Request) -> str:
    """A fingerprint of what is asked: the same for the same form in another encoding."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    data: Any = request.data
    plain = {name: value for name, value in data.items() if name not in request.FILES}
    digest.update(json.dumps(plain, sort_keys=True, cls=JSONEncoder).encode())
    for name in sorted(request.FILES):
        digest.update(f"\n{name}\n".encode("utf-8", "surrogatepass"))
        for file in request.FILES.getlist(name):
            _digest_file(digest, file)
    return digest.hexdigest()


def _digest_file(digest: Any, file: UploadedFile) -> None:
    digest.update((file.name or "").encode("utf-8", "surrogatepass"))
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)


def _claim(client: ApiClient, key: str, digest: str) -> IdempotentRequest | None:
    """Insert the row, or find that it is there (None); waits for a twin that is at work."""
    row = IdempotentRequest(client=client, key=key, digest=digest, created_at=timezone.now())
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
            cursor.execute(
                "INSERT INTO api_idempotentrequest "
                "(client_id, key, digest, created_at, status, headers) "
                "VALUES (%s, %s, %s, %s, 0, '{}') ON CONFLICT (client_id, key) DO NOTHING "
                "RETURNING id",
                [client.pk, key, digest, row.created_at],
            )
            inserted = cursor.fetchone()
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError:
        raise Conflict(
            _("The same request is still being worked on."), code="in_progress"
        ) from None
    if inserted is None:
        return None
    row.pk = inserted[0]
    return row


def _first_answer(client: ApiClient, key: str, digest: str) -> Response:
    row = IdempotentRequest.objects.get(client=client, key=key)
    if row.digest != digest:
        sentence = _("This Idempotency-Key was used for another request. Choose a new one.")
        raise Unprocessable(sentence, code="idempotency_key_reused")
    headers = {**row.headers, "Idempotency-Replayed": "true"}
    return Response(row.body, status=row.status, headers=headers)


def _keep(row: IdempotentRequest, response: Response) -> None:
    row.status = response.status_code
    row.headers = {name: response[name] for name in KEPT_HEADERS if name in response.headers}
    row.body = json.loads(json.dumps(response.data, cls=JSONEncoder))
    IdempotentRequest.objects.filter(pk=row.pk).update(
        status=row.status, headers=row.headers, body=row.body
    )
