"""Uploads and produced documents."""

import uuid
from datetime import date

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.codes import code_new
from documents.enums import DocumentKind, DocumentStatus, UploadProblem, UploadPurpose, UploadStatus
from documents.models import IssuedDocument, Upload
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


FACTS = {
    "issuing_office_zh": "上海口岸签证机关",
    "issuing_office_en": "Port Visa Authority, Shanghai",
    "inviter_zh": "上海示例科技有限公司",
    "inviter_en": "Shanghai Example Technology Co., Ltd.",
    "uscc": "91310115MA1K00007Q",
    "name_primary": "ERIKSSON",
    "name_secondary": "ANNA MARIA",
    "name_zh": "",
    "sex": "F",
    "birth_date": "1974-08-12",
    "birth_date_mrz": "740812",
    "nationality": "UTO",
    "nationality_zh": "乌托邦",
    "nationality_en": "Utopia",
    "document_number": "L898902C3",
    "document_expires_on": "2032-04-15",
    "category": "M",
    "category_zh": "贸易",
    "category_en": "Commercial and trade activities",
    "entries": 1,
    "stay_days": 15,
    "port_code": "PVG",
    "port_zh": "上海浦东国际机场",
    "port_en": "Shanghai Pudong International Airport",
    "valid_until": "2099-03-27",
    "issued_on": "2026-02-25",
    "reference": "PV-7K3M-4Q9X-C",
}


class IssuedDocumentFactory(DjangoModelFactory[IssuedDocument]):
    """A draft; with the trait ``valid`` a finished one whose file was not really drawn."""

    class Meta:
        model = IssuedDocument

    class Params:
        valid = factory.Trait(
            status=DocumentStatus.VALID,
            issued_at=factory.LazyFunction(timezone.now),
            file="documents/none.pdf",
            sha256="0" * 64,
            payload="token",
        )

    kind = DocumentKind.PORT_VISA_NOTIFICATION
    subject = factory.Sequence(lambda number: f"PV-{number:04d}")
    number = factory.Sequence(lambda number: f"沪口签通〔2026〕第{number + 1:06d}号")
    code = factory.LazyFunction(code_new)
    facts = factory.LazyFunction(lambda: dict(FACTS))
    valid_until = date(2099, 3, 27)
    created_at = factory.LazyFunction(timezone.now)
