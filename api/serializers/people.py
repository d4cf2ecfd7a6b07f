"""The people of an invitation: read from their passports, typed where these cannot be read."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.serializers.base import Choice, Day, Mail, StrictSerializer, Text, Yes
from applications.enums import Sex, Status


class PersonSerializer(StrictSerializer):
    """One person. Passport lines first; ``compared`` says that a person compared all with them."""

    passport_lines = Text(
        max_length=200,
        required=False,
        trim_whitespace=False,
        help_text=_("The two lines at the foot of the photo page, with a line break between."),
    )
    compared = Yes(
        required=False,
        help_text=_("A person compared the values with the passport, sign by sign."),
    )
    name_viz = Text(max_length=200, required=False, allow_blank=True)
    name_zh = Text(max_length=60, required=False, allow_blank=True)
    issued_on = Day(required=False, allow_null=True)
    occupation = Text(max_length=120, required=False)
    employer = Text(max_length=200, required=False, allow_blank=True)
    relation = Text(
        max_length=200,
        required=False,
        help_text=_("Relation to the inviter, for example supplier."),
    )
    previous_visits = Text(max_length=500, required=False, allow_blank=True)
    email = Mail(
        max_length=254,
        required=False,
        allow_blank=True,
        help_text=_("Of the traveller: gets the electronic visa, and is told when it is revoked."),
    )
    language = Choice(
        settings.LANGUAGES, required=False, help_text=_("Of letters to the traveller.")
    )


class CorrectionSerializer(StrictSerializer):
    """What the passport says, all of it: it takes the place of what was read from the lines."""

    surname = Text(max_length=39, allow_blank=True, help_text=_("A single name goes here, too."))
    given_names = Text(max_length=39, allow_blank=True)
    document_number = Text(max_length=20)
    issuing_state = Text(max_length=3, help_text=_("As in the passport’s lines, for example D."))
    nationality = Text(max_length=3, help_text=_("As in the passport’s lines, for example D."))
    sex = Choice(Sex.choices)
    birth_date = Day(allow_null=True, help_text=_("null: the passport does not say."))
    expires_on = Day()
    reason = Text(
        max_length=500, help_text=_("What is different, and why. An officer looks at this.")
    )


class InviteeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    status_text = serializers.CharField()
    surname = serializers.CharField(allow_blank=True)
    given_names = serializers.CharField(allow_blank=True)
    document_number = serializers.CharField(allow_blank=True)
    issuing_state = serializers.CharField(allow_blank=True)
    nationality = serializers.CharField(allow_blank=True)
    sex = serializers.CharField(allow_blank=True)
    birth_date = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    compared = serializers.BooleanField()
    uncertain_characters = serializers.ListField(child=serializers.CharField())
    typed = serializers.ListField(
        child=serializers.CharField(), help_text=_("Members that were typed, not read.")
    )
    typed_reason = serializers.CharField(allow_blank=True)
    name_viz = serializers.CharField(allow_blank=True)
    name_zh = serializers.CharField(allow_blank=True)
    issued_on = serializers.DateField(allow_null=True)
    occupation = serializers.CharField(allow_blank=True)
    employer = serializers.CharField(allow_blank=True)
    relation = serializers.CharField(allow_blank=True)
    previous_visits = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    warnings = serializers.ListField(child=serializers.CharField())
