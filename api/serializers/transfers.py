"""Cases of a partner office: who has each, what was handed in and checked (ADR 0101)."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.applications import AskedSerializer
from api.serializers.base import Choice, StrictSerializer, Text
from api.serializers.invitations import AttachedSerializer
from applications.enums import CheckResult, NonAcceptanceReason, Status, TransferOutcome


class PlaceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class InviterSerializer(serializers.Serializer):
    name_zh = serializers.CharField()
    name_en = serializers.CharField(allow_blank=True)
    uscc = serializers.CharField()


class HomeCaseHeadSerializer(serializers.Serializer):
    reference = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    status_text = serializers.CharField()
    version = serializers.IntegerField()
    category = serializers.CharField(allow_blank=True)
    owner = PlaceSerializer(help_text=_("Who has the file now: only this office acts."))
    here = serializers.BooleanField(help_text=_("Whether that is your office."))
    inviter = InviterSerializer()
    submitted_at = serializers.DateTimeField()
    next_on = serializers.DateField(allow_null=True, help_text=_("By when the owner acts."))
    closed_at = serializers.DateTimeField(allow_null=True)


class StaySerializer(serializers.Serializer):
    office = PlaceSerializer()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    days = serializers.IntegerField(help_text=_("Working days."))
    reason = serializers.CharField(allow_blank=True, help_text=_("Why it was returned here."))


class HandOverSerializer(serializers.Serializer):
    key = serializers.CharField(help_text=_("The sender’s number, from its Idempotency-Key."))
    sender = serializers.CharField()
    receiver = serializers.CharField()
    by = serializers.CharField()
    sent_at = serializers.DateTimeField()
    received_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(TransferOutcome.choices)
    reason = serializers.CharField(allow_blank=True)


class CheckedLineSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]
    result = serializers.ChoiceField(CheckResult.choices, allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    files = AttachedSerializer(many=True)


class RowSerializer(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField(allow_blank=True)


class BlockSerializer(serializers.Serializer):
    title = serializers.CharField()
    rows = RowSerializer(many=True)


class HomeCaseSerializer(HomeCaseHeadSerializer):
    surname = serializers.CharField(allow_blank=True)
    given_names = serializers.CharField(allow_blank=True)
    document_number = serializers.CharField(allow_blank=True)
    nationality = serializers.CharField(allow_blank=True)
    sex = serializers.CharField(allow_blank=True)
    birth_date = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    sections = BlockSerializer(many=True, help_text=_("The visit and the person, in words."))
    flags = serializers.ListField(
        child=serializers.CharField(), help_text=_("What to look at twice.")
    )
    checklist = CheckedLineSerializer(many=True)
    supplement = AskedSerializer(allow_null=True)
    decision_text = serializers.CharField(allow_blank=True)
    custody = StaySerializer(many=True)
    hand_overs = HandOverSerializer(many=True)


class CheckSerializer(StrictSerializer):
    """What the office found for one line."""

    code = Text(max_length=40)
    result = Choice(CheckResult.choices)
    note = Text(max_length=500, required=False, allow_blank=True, default="")


class ChecksSerializer(StrictSerializer):
    """What the office found, all or nothing. A line that is sent again is corrected, and logged."""

    checks = CheckSerializer(many=True, min_length=1, max_length=60)  # type: ignore[call-arg]


class SendSerializer(StrictSerializer):
    """The hand-over to Shanghai, after the office's own check."""

    remark = Text(
        max_length=1000,
        required=False,
        allow_blank=True,
        default="",
        help_text=_("What you checked, for Shanghai’s officers. The inviter does not read it."),
    )


class PointWishSerializer(StrictSerializer):
    """One thing that is missing or wrong: a line of the checklist, and what to do."""

    code = Text(max_length=40)
    text = Text(max_length=500)


class SendBackSerializer(StrictSerializer):
    """The one complete list of what is missing. The inviter answers it to your office."""

    points = PointWishSerializer(many=True, min_length=1, max_length=60)  # type: ignore[call-arg]
    note = Text(max_length=2000, required=False, allow_blank=True, default="")


class DeclineSerializer(StrictSerializer):
    """The office could not confirm the invitation, or another reason of the law."""

    reason = Choice(NonAcceptanceReason.choices)
    text = Text(max_length=2000, help_text=_("Why, and where to turn instead; the inviter reads."))


class OfficeSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    province = serializers.CharField()
    client = serializers.CharField(help_text=_("The name of the calling system."))
    scopes = serializers.ListField(child=serializers.CharField())
    requests_per_minute = serializers.IntegerField()
