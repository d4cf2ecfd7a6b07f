"""Invitations, their people and their files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Choice, Day, StrictSerializer, Text, Whole, Yes
from api.serializers.people import InviteeSerializer
from documents.enums import UploadProblem, UploadStatus
from offices.models import Port
from port_visa.enums import (
    InvitationStatus,
    InviterKind,
    Payer,
    UrgencyReason,
    VisaCategory,
    VisitPart,
)
from port_visa.progress import PART_FIELDS
from port_visa.rules.visit import MAX_STAY_DAYS


class PortCode(serializers.SlugRelatedField):
    """A port by its code. Whether the visa that is asked for is had there, the service says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", **kwargs)

    def get_queryset(self) -> Any:
        return Port.objects.all()

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        text = Text().run_validation(data)
        return super().to_internal_value(text)


class VisitSerializer(StrictSerializer):
    """The visit. Every member can be sent alone; what is not sent stays as it is."""

    category = Choice(VisaCategory.choices, required=False)
    purpose = Text(max_length=500, required=False, help_text=_("One or two sentences."))
    urgency = Choice(UrgencyReason.choices, required=False)
    urgency_text = Text(
        max_length=1000, required=False, help_text=_("Why no visa could be got abroad in time.")
    )
    arrival_on = Day(required=False, help_text=_("The day of landing, Beijing time."))
    port = PortCode(
        queryset=Port.objects.none(),
        required=False,
        help_text=_("A code of GET /ports, whose kinds have the visa that is asked for."),
    )
    electronic = Yes(
        required=False,
        help_text=_("True: the electronic port visa. Only for filed organisations."),
    )
    flight = Text(max_length=40, required=False, allow_blank=True)
    stay_days = Whole(min_value=1, max_value=MAX_STAY_DAYS, required=False)
    itinerary = Text(max_length=4000, required=False)
    host_address = Text(max_length=300, required=False)
    payer = Choice(Payer.choices, required=False)
    payer_text = Text(max_length=200, required=False, allow_blank=True)


PARTS: dict[str, tuple[str, ...]] = {part: PART_FIELDS[part] for part in VisitPart.values}


class FileSerializer(StrictSerializer):
    """A document for one line of the checklist."""

    code = serializers.SlugField(max_length=40, help_text=_("Of a line of ``checklist``."))
    invitee = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text=_("For a person's own line.")
    )
    file = serializers.FileField(
        allow_empty_file=True, help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB.")
    )


class SubmitSerializer(StrictSerializer):
    """The declaration under the law (EEAL 19, 73, 74)."""

    declared_name = Text(max_length=120, help_text=_("Full name of the person who declares."))
    declared = Yes(help_text=_("Must be true: everything is true and complete."))


class WithdrawSerializer(StrictSerializer):
    """Whose applications are taken back; nobody named: all that are undecided."""

    reason = Text(max_length=500, required=False, allow_blank=True, default="")
    invitees = serializers.ListField(
        child=Whole(min_value=1, max_value=2**63 - 1), required=False, max_length=50
    )


class AttachedSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    status = serializers.ChoiceField(UploadStatus.choices)
    problem = serializers.ChoiceField(UploadProblem.choices, allow_blank=True)
    problem_text = serializers.CharField(allow_blank=True)
    added_at = serializers.DateTimeField()


class LineSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]
    invitee = serializers.IntegerField(allow_null=True)
    files = AttachedSerializer(many=True)


class MissingSerializer(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    invitee = serializers.IntegerField(allow_null=True)


class InvitationHeadSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(InvitationStatus.choices)
    inviter_kind = serializers.ChoiceField(InviterKind.choices)
    category = serializers.CharField(allow_blank=True)
    purpose = serializers.CharField(allow_blank=True)
    arrival_on = serializers.DateField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class InvitationSerializer(InvitationHeadSerializer):
    urgency = serializers.CharField(allow_blank=True)
    urgency_text = serializers.CharField(allow_blank=True)
    port = serializers.CharField(allow_null=True)
    electronic = serializers.BooleanField()
    flight = serializers.CharField(allow_blank=True)
    stay_days = serializers.IntegerField(allow_null=True)
    itinerary = serializers.CharField(allow_blank=True)
    host_address = serializers.CharField(allow_blank=True)
    payer = serializers.CharField(allow_blank=True)
    payer_text = serializers.CharField(allow_blank=True)
    declared_name = serializers.CharField(allow_blank=True)
    invitees = InviteeSerializer(many=True)
    checklist = LineSerializer(many=True)
    missing = MissingSerializer(
        many=True, help_text=_("What keeps a draft from being submitted; empty afterwards.")
    )
