"""Asks the provider: little time, little memory, no redirect followed.

The deadline holds for the whole answer: a provider that sends one byte a second does not keep a
worker busy.
"""

import json
import time
from collections.abc import Mapping
from typing import Any

import urllib3

from accounts.identity.errors import IdentityProblem, Reason

CONNECT_SECONDS = 3.0
READ_SECONDS = 5.0
WHOLE_SECONDS = 8.0
MOST_BYTES = 256 * 1024
PIECE = 16 * 1024
SERVER_ERROR = 500


def ask(
    url: str,
    *,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """GET a JSON object, or POST ``fields`` as a form and read one.

    :returns: the HTTP status and the object.
    :raises IdentityProblem: nothing usable came in time.
    """
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    wanted = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
    with urllib3.PoolManager(timeout=timeout, retries=False) as pool:
        try:
            if fields is None:
                answer = pool.request(
                    "GET", url, headers=wanted, redirect=False, preload_content=False
                )
            else:
                answer = pool.request(
                    "POST",
                    url,
                    fields=dict(fields),
                    encode_multipart=False,
                    headers=wanted,
                    redirect=False,
                    preload_content=False,
                )
            body = _read(answer)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise IdentityProblem(Reason.DOWN, type(error).__name__) from None
    return answer.status, _object(answer.status, body)


def _read(answer: urllib3.BaseHTTPResponse) -> bytes:
    end, body = time.monotonic() + WHOLE_SECONDS, b""
    try:
        while piece := answer.read1(PIECE):
            body += piece
            if len(body) > MOST_BYTES:
                raise IdentityProblem(Reason.DOWN, "answer too large")
            if time.monotonic() > end:
                raise IdentityProblem(Reason.DOWN, "answer too slow")
    finally:
        answer.close()
    return body


def _object(status: int, body: bytes) -> dict[str, Any]:
    if status >= SERVER_ERROR:
        raise IdentityProblem(Reason.DOWN, f"status {status}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise IdentityProblem(Reason.DOWN, f"status {status}, no JSON") from None
    if not isinstance(found, dict):
        raise IdentityProblem(Reason.DOWN, f"status {status}, no JSON object")
    return found
