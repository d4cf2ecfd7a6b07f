"""What every address of the interface shares: who calls, conditions, answers with an ETag."""

import hashlib
import re
from datetime import datetime
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.models import User
from api.enums import Scope
from api.models import ApiClient
from api.parsers import FileParser
from api.problems import PreconditionFailed, PreconditionRequired
from documents.enums import UploadPurpose
from documents.models import Upload
from documents.services import upload_store


class ApiView(APIView):
    """Base of all addresses. ``scopes`` names the scope of each method that is offered.

    ``conditional`` lists the methods that need ``If-Match``. ``sends_upload``: GET answers with the
    bytes of a file that was handed in.
    """

    scopes: ClassVar[dict[str, str]] = {}
    conditional: ClassVar[frozenset[str]] = frozenset()
    sends_upload: ClassVar[bool] = False

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        view = super().as_view(**initkwargs)
        return vary_on_headers("Authorization", "Accept-Language")(view)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.now: datetime = timezone.now()
        super().initial(request, *args, **kwargs)

    @property
    def client(self) -> ApiClient:
        """The calling system; the permission has made sure that there is one."""
        found = self.request.auth
        assert isinstance(found, ApiClient)  # noqa: S101
        return found

    @property
    def actor(self) -> User:
        """The technical user in whose name services act."""
        return self.client.user

    def read(self, serializer: type[Serializer], **kwargs: Any) -> dict[str, Any]:
        """The body, checked; raises a 400 with every member that is wrong."""
        form = serializer(data=self.request.data, **kwargs)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def show(self, data: dict[str, Any], *, code: int = 200, location: str = "") -> Response:
        """Answer with a representation and its ETag; 304 when the caller has it already."""
        tag = etag_of(data)
        headers = {"ETag": tag, **({"Location": location} if location else {})}
        known = tags_in(self.request.headers.get("If-None-Match", ""))
        if self.request.method in ("GET", "HEAD") and known & {tag, "*"}:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        return Response(data, status=code, headers=headers)

    def match(self, data: dict[str, Any]) -> None:
        """Go on only if the caller saw what is there now. The caller holds the row's lock.

        Raises PreconditionRequired (428) without ``If-Match``, PreconditionFailed (412) with an
        old one.
        """
        wanted = tags_in(self.request.headers.get("If-Match", ""))
        if not wanted:
            raise PreconditionRequired
        if not wanted & {etag_of(data), "*"}:
            raise PreconditionFailed

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().finalize_response(request, response, *args, **kwargs)
        done.headers.setdefault("Cache-Control", "private, no-cache")
        return done


class UploadView(ApiView):
    """An address that takes one file."""

    scopes: ClassVar[dict[str, str]] = {"POST": Scope.DOCUMENTS_WRITE}
    parser_classes = [FileParser]

    def stored(self, file: UploadedFile) -> Upload:
        """Keep the file, in the name of the caller; it is scanned before anybody opens it."""
        return upload_store(
            owner=self.actor,
            purpose=UploadPurpose.APPLICATION_DOCUMENT,
            file=file,
            now=self.now,
        )


class DraftPartView(ApiView):
    """An address of one thing of a draft: read, changed, removed."""

    scopes: ClassVar[dict[str, str]] = {
        "GET": Scope.CASES_READ,
        "PATCH": Scope.CASES_WRITE,
        "DELETE": Scope.CASES_WRITE,
    }
    conditional = frozenset({"PATCH", "DELETE"})


def pdf_answer(data: bytes, name: str) -> HttpResponse:
    """A PDF to be kept by the caller and by nobody in between."""
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def etag_of(data: dict[str, Any]) -> str:
    """A strong tag: the digest of the representation in the caller's language."""
    return f'"{hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:32]}"'


def tags_in(header: str) -> set[str]:
    """The tags of an ``If-Match``; weak ones match nothing here (RFC 9110, 13.1.1)."""
    if header.strip() == "*":
        return {"*"}
    return set(re.findall(r'(?<!W/)"[\x21\x23-\x7e]*"', header))
