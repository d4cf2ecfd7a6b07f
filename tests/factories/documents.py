"""Uploads and produced documents."""

import uuid

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.enums import UploadProblem, UploadPurpose, UploadStatus
from documents.models import Upload
from tests.factories.accounts import UserFactory


class UploadFactory(DjangoModelFactory[Upload]):
    class Meta:
        model = Upload

    class Params:
        clean = factory.Trait(
            status=UploadStatus.CLEAN, scanned_at=factory.LazyFunction(timezone.now)
        )
        infected = factory.Trait(
            status=UploadStatus.REJECTED,
            problem=UploadProblem.INFECTED,
            scanned_at=factory.LazyFunction(timezone.now),
        )

    owner = factory.SubFactory(UserFactory)
    purpose = UploadPurpose.APPLICATION_DOCUMENT
    label = "passport.jpg"
    media_type = "image/jpeg"
    size = 4
    sha256 = "0" * 64
    created_at = factory.LazyFunction(timezone.now)
    file = factory.LazyFunction(lambda: _stored("original.jpg"))
    view_copy = factory.LazyFunction(lambda: _stored("view.jpg"))
    preview = factory.LazyFunction(lambda: _stored("preview.jpg"))


def _stored(name: str) -> ContentFile:
    return ContentFile(b"\xff\xd8\xff\xd9", f"{uuid.uuid4().hex}-{name}")
