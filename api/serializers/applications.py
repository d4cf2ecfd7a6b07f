"""Applications: where each stands, what is asked, what was issued."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import OrganisationStatus
from api.enums import PortKind
from api.serializers.base import StrictSerializer, Text, Whole
from api.serializers.invitations import AttachedSerializer
from applications.enums import Status
from documents.enums import DocumentKind, DocumentStatus


class PointSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    text = serializers.CharField()
    todo = serializers.CharField(allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    takes_files = serializers.BooleanField()
    files = AttachedSerializer(many=True)


class AskedSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    requested_at = serializers.DateTimeField()
    answer_by = serializers.DateField()
    note = serializers.CharField(allow_blank=True)
    points = PointSerializer(many=True)


class IssuedSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(DocumentKind.choices)
    number = serializers.CharField()
    version = serializers.IntegerField()
    status = serializers.ChoiceField(DocumentStatus.choices)
    valid_until = serializers.DateField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField()


class ApplicationHeadSerializer(serializers.Serializer):
    reference = serializers.CharField()
    invitation = serializers.UUIDField()
    invitee = serializers.IntegerField()
    status = serializers.ChoiceField(Status.choices)
    status_text = serializers.CharField()
    version = serializers.IntegerField()
    category = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    due_on = serializers.DateField(allow_null=True, help_text=_("By when it is decided."))
    due_provisional = serializers.BooleanField()
    decided_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class ApplicationSerializer(ApplicationHeadSerializer):
    office = serializers.CharField(allow_blank=True)
    decision_text = serializers.CharField(allow_blank=True)
    supplement = AskedSerializer(allow_null=True)
    documents = IssuedSerializer(many=True)


class AnswerSerializer(StrictSerializer):
    """What is said to one point."""

    point = Whole(min_value=1, max_value=2**63 - 1)
    text = Text(max_length=2000)


class AnswersSerializer(StrictSerializer):
    """The answer to the whole list."""

    answers = AnswerSerializer(many=True, required=False, max_length=100)  # type: ignore[call-arg]
    note = Text(max_length=2000, required=False, allow_blank=True, default="")


class PointFileSerializer(StrictSerializer):
    file = serializers.FileField(
        allow_empty_file=True, help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB.")
    )


class TakeBackSerializer(StrictSerializer):
    reason = Text(max_length=500, required=False, allow_blank=True, default="")


class OrganisationSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField(allow_blank=True)
    uscc = serializers.CharField()
    status = serializers.ChoiceField(OrganisationStatus.choices)
    client = serializers.CharField(help_text=_("The name of the calling system."))
    scopes = serializers.ListField(child=serializers.CharField())
    requests_per_minute = serializers.IntegerField()


class PortSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    kinds = serializers.ListField(
        child=serializers.ChoiceField(PortKind.choices),
        help_text=_(
            "What your organisation can apply for there today. notification: the paper visa, "
            "issued at the counter. electronic: the electronic visa, for filed organisations."
        ),
    )


class PartSerializer(serializers.Serializer):
    pointer = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457, with a stable ``code`` for programs."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(allow_blank=True)
    instance = serializers.CharField()
    code = serializers.CharField()
    errors = PartSerializer(many=True, required=False)  # type: ignore[assignment]
